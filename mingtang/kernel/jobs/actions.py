"""Every change of state of tasks, workers and schedules. Each is one short transaction that any worker may make."""

from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any, TypeAlias
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mingtang.kernel.jobs.models import JobSchedule, JobWorker
from mingtang.kernel.jobs.processes import has_ended
from mingtang.kernel.jobs.queries import living_workers
from mingtang.kernel.jobs.registry import Schedule
from mingtang.kernel.jobs.rules import MAX_TRIES, retry_delay

Job: TypeAlias = DBTaskResult[Any, Any]
"""The row of a task and its result."""

KEEP_FINISHED = timedelta(days=7)
KEEP_FAILED = timedelta(days=180)  # logs are kept six months (Cybersecurity Law, art. 21)


def beat(worker: str, now: datetime) -> None:
    """Say that `worker` lives."""
    JobWorker.objects.update_or_create(name=worker, defaults={"seen_at": now})


def leave(worker: str) -> None:
    """Say that `worker` ends by its own will."""
    JobWorker.objects.filter(name=worker).delete()


def claim_task(worker: str, now: datetime) -> Job | None:
    """Take the most urgent task that is due, so that no other worker runs it; None when there is none."""
    due = DBTaskResult.objects.ready()
    if not due.exists():  # a read, so that an idle worker never holds the write lock of SQLite
        return None
    with transaction.atomic():
        task = _locked(due).first()
        if task is not None:
            task.status = TaskResultStatus.RUNNING
            task.started_at = now
            task.worker_ids = [*task.worker_ids, worker]
            task.save(update_fields=["status", "started_at", "worker_ids"])
        return task


def record_success(task: Job, value: Any, now: datetime) -> None:
    """The task returned `value`, which must be JSON."""
    cleared = {"exception_class_path": "", "traceback": ""}
    _close(task, status=TaskResultStatus.SUCCESSFUL, return_value=value, finished_at=now, **cleared)


def record_failure(task: Job, error: BaseException, now: datetime) -> None:
    """Send the task back to the queue after a rest, or leave it FAILED when it has had all its tries."""
    tries = len(task.worker_ids)
    known = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
    if tries >= MAX_TRIES:
        _close(task, status=TaskResultStatus.FAILED, finished_at=now, **known)
    else:
        _close(task, status=TaskResultStatus.READY, run_after=now + retry_delay(tries), **known)


def _close(task: Job, **changes: Any) -> None:
    """Write the end of an attempt, unless the task was taken from us because we were thought dead."""
    mine = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)
    if mine.update(**changes):
        for name, value in changes.items():
            setattr(task, name, value)


def forget_dead_workers(now: datetime) -> int:
    """Remove workers that fell silent or whose process is gone, and return their tasks. Gives the number of tasks."""
    living = set(living_workers(now).values_list("name", flat=True))
    gone = [name for name in JobWorker.objects.values_list("name", flat=True) if name not in living or has_ended(name)]
    if gone:
        JobWorker.objects.filter(name__in=gone).delete()
    return _return_lost_tasks(living - set(gone), now)


def _return_lost_tasks(living: set[str], now: datetime) -> int:
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return _return_tasks(
        [pk for pk, workers in running.values_list("pk", "worker_ids") if workers[-1] not in living], now
    )


def return_tasks_of(worker: str, now: datetime) -> int:
    """Return what `worker`, which runs nothing now, left unfinished. Gives the number of tasks."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return _return_tasks([pk for pk, workers in running.values_list("pk", "worker_ids") if workers[-1] == worker], now)


def _return_tasks(keys: list[UUID], now: datetime) -> int:
    if not keys:
        return 0
    with transaction.atomic():
        tasks = list(_locked(DBTaskResult.objects.filter(pk__in=keys, status=TaskResultStatus.RUNNING)))
        for task in tasks:
            record_failure(task, WorkerLost(task.worker_ids[-1]), now)
    return len(tasks)


class WorkerLost(Exception):
    """The worker that ran the task ended without finishing it."""


def plan_schedule(schedule: Schedule, now: datetime) -> None:
    """Make sure that the next slot of `schedule` is written down, by its present rule."""
    fresh = {"rule": str(schedule.when), "next_at": schedule.when.next_slot(now)}
    row, _ = JobSchedule.objects.get_or_create(name=schedule.name, defaults=fresh)
    if row.rule != fresh["rule"]:
        JobSchedule.objects.filter(name=row.name, rule=row.rule).update(**fresh)


def enqueue_due(schedules: dict[str, Schedule], now: datetime) -> int:
    """Enqueue the task of every slot that has come; advance and enqueue are one transaction, so once per slot.

    Slots missed while no worker ran are made up for by one run, not by many.
    """
    due = JobSchedule.objects.filter(name__in=schedules, next_at__lte=now)
    return sum(_enqueue_slot(schedules[name], now) for name in due.values_list("name", flat=True))


@transaction.atomic
def _enqueue_slot(schedule: Schedule, now: datetime) -> int:
    row = _locked(JobSchedule.objects.filter(name=schedule.name, next_at__lte=now)).first()
    if row is None:  # another worker was faster
        return 0
    row.next_at = schedule.when.next_slot(now)
    row.save(update_fields=["next_at"])
    schedule.task.enqueue()
    return 1


def forget_finished_tasks(now: datetime, at_most: int = 5000) -> int:
    """Delete old results, a bounded number at a time so that nobody waits long for the write lock."""
    old = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEEP_FINISHED)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - KEEP_FAILED)
    keys = [*old.values_list("pk", flat=True)[:at_most], *failed.values_list("pk", flat=True)[:at_most]]
    return DBTaskResult.objects.filter(pk__in=keys).delete()[0] if keys else 0


def _locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Lock rows and skip those that another worker holds; SQLite locks the whole file by its write transaction."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows
