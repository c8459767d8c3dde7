"""What this process can run on a schedule or in rounds, as the apps registered it at start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django_tasks.base import Task

from mingtang.kernel.jobs.rules import When


@dataclass(frozen=True)
class Schedule:
    """A task without arguments that is enqueued once per slot of `when`."""

    name: str
    when: When
    task: Task[Any, Any]


SCHEDULES: dict[str, Schedule] = {}
ROUNDS: dict[str, Callable[[], int]] = {}


def add_schedule(schedule: Schedule) -> None:
    """Raises ValueError when another task has the name already."""
    known = SCHEDULES.setdefault(schedule.name, schedule)
    if known.task.func is not schedule.task.func:
        raise ValueError(f"two tasks are scheduled under the name {schedule.name!r}")


def add_round(name: str, function: Callable[[], int]) -> None:
    """Raises ValueError when another function has the name already."""
    if ROUNDS.setdefault(name, function) is not function:
        raise ValueError(f"two rounds have the name {name!r}")
