"""What health pages and workers ask about the queue."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mingtang.kernel.jobs.models import JobWorker
from mingtang.kernel.jobs.rules import DEAD_AFTER


@dataclass(frozen=True)
class QueueState:
    """Length of the queue now: tasks due, tasks of a later time, running and failed; the longest wait in seconds."""

    ready: int
    later: int
    running: int
    failed: int
    longest_wait: float


def database_now() -> datetime:
    """The clock all workers share: that of the database server, or of this machine for an embedded file."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    return cast(datetime, now).astimezone(UTC)


def living_workers(now: datetime) -> QuerySet[JobWorker]:
    """Workers whose heartbeat is fresh enough at `now`."""
    return JobWorker.objects.filter(seen_at__gte=now - DEAD_AFTER)


def queue_state(now: datetime) -> QueueState:
    """One statement over the unfinished and failed tasks."""
    ready = Q(status=TaskResultStatus.READY)
    due = ready & (Q(run_after__lte=now) | Q(run_after__year=9999))  # the library writes "no time set" as 9999
    counted = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).aggregate(
        due=Count("pk", filter=due),
        ready=Count("pk", filter=ready),
        running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
        oldest=Min("enqueued_at", filter=due),
    )
    wait = (now - counted["oldest"]).total_seconds() if counted["oldest"] else 0.0
    return QueueState(
        ready=counted["due"],
        later=counted["ready"] - counted["due"],
        running=counted["running"],
        failed=counted["failed"],
        longest_wait=max(wait, 0.0),
    )
