"""Background work, as other apps see it.

A *task* is a function under `django_tasks.task`; `some_task.enqueue(...)` belongs to the transaction around it, so a
rollback leaks nothing. It runs at least once: its body must be idempotent. It has four tries, then it stays FAILED.

A *schedule* enqueues a task once per slot, however many workers run:

    @every("03:30", name="archive closed cases")
    @task()
    def archive_closed_cases() -> None: ...

Tasks and schedules stand in the app's `tasks.py`, which every worker imports at start.

A *round* is a function that does a bounded portion of standing work and returns how much it did; every worker calls
every round again and again, so a round locks what it takes:

    register_round("deliver facts", deliver_some_facts)  # in AppConfig.ready or config/wiring.py
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django_tasks.base import Task

from mingtang.kernel.jobs import queries
from mingtang.kernel.jobs.queries import QueueState, database_now
from mingtang.kernel.jobs.registry import Schedule, add_round, add_schedule
from mingtang.kernel.jobs.rules import read_when

__all__ = ["QueueState", "database_now", "every", "queue_state", "register_round", "worker_is_alive"]

T = TypeVar("T", bound=Task[Any, Any])


def every(when: float | str, *, name: str) -> Callable[[T], T]:
    """Schedule the task below: `when` is a number of seconds between slots, or "HH:MM" daily in the node's time zone.

    `name` identifies the schedule over restarts and versions. Raises ValueError for a malformed or doubled one.
    """

    def scheduled(task: T) -> T:
        add_schedule(Schedule(name, read_when(when, settings.TIME_ZONE), task))
        return task

    return scheduled


def register_round(name: str, function: Callable[[], int]) -> None:
    """Have every worker call `function` in a thread of its own.

    It returns how much it did: while that is more than 0 it is called again at once, otherwise after a short pause;
    while it raises, after growing ones. Raises ValueError for a doubled name.
    """
    add_round(name, function)


def worker_is_alive(now: datetime) -> bool:
    """Whether some worker gave its heartbeat lately; `now` is best taken from `database_now()`."""
    return queries.living_workers(now).exists()


def queue_state(now: datetime) -> QueueState:
    """How much work waits, runs and has failed; `longest_wait` in seconds."""
    return queries.queue_state(now)
