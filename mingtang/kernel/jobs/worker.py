"""The worker process of a node: one task at a time, housekeeping beside it, and every round in a thread of its own.

Tasks are run at least once: a worker that is killed leaves its task to the others, so bodies must be idempotent.
SIGTERM ends the worker after the task that is running; kill -9 at any point loses nothing.
"""

import signal
import threading
from collections.abc import Callable
from typing import Any, cast

import structlog
from django.db import connection
from django.utils.module_loading import autodiscover_modules
from django_tasks.base import TaskContext, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json

from mingtang.kernel.jobs import actions, registry
from mingtang.kernel.jobs.actions import Job
from mingtang.kernel.jobs.processes import own_name
from mingtang.kernel.jobs.queries import database_now
from mingtang.kernel.jobs.rules import BEAT, round_pause

log = structlog.get_logger(__name__)

_TASK_PAUSE = 0.2
_LAST_WORDS = 5.0
"""Seconds that rounds get to finish what they are doing when the worker ends."""


class NodeWorker:
    """Run tasks until `stop` is set. `name` must be unique among all workers of the database."""

    def __init__(self, name: str | None = None, stop: threading.Event | None = None) -> None:
        self.name = name or own_name()
        self.stop = stop or threading.Event()
        self._unsettled = False

    def run(self) -> None:
        """Work until told to stop; returns when the running task and the rounds have come to an end."""
        autodiscover_modules("tasks")
        self._until_stopped(self._greet, once=True)
        threads = [self._thread("housekeeping", self.keep_house, _beat_pause)]
        threads += [self._thread(f"round {name}", function, round_pause) for name, function in registry.ROUNDS.items()]
        log.info("worker started", worker=self.name, schedules=len(registry.SCHEDULES), rounds=len(registry.ROUNDS))
        self._until_stopped(self.run_one_task, pause=_task_pause)
        for thread in threads:
            thread.join(_LAST_WORDS)
        actions.leave(self.name)
        log.info("worker ended", worker=self.name)
        connection.close()

    def _greet(self) -> int:
        """The heartbeat precedes the first task, or others would take that task for a dead worker's."""
        now = database_now()
        actions.beat(self.name, now)
        for schedule in registry.SCHEDULES.values():
            actions.plan_schedule(schedule, now)
        return 0

    def keep_house(self) -> int:
        """One pass of what somebody has to do: heartbeat, lost tasks, schedules."""
        now = database_now()
        actions.beat(self.name, now)
        if lost := actions.forget_dead_workers(now):
            log.warning("tasks of a dead worker returned to the queue", tasks=lost)
        actions.enqueue_due(registry.SCHEDULES, now)
        return 0

    def run_one_task(self) -> int:
        """Claim and run the most urgent task that is due. Returns the number of tasks run: 0 or 1.

        Raises DatabaseError when the end of a task could not be written; the next call then returns it to the queue.
        """
        if self._unsettled:
            actions.return_tasks_of(self.name, database_now())
        self._unsettled = True
        task = actions.claim_task(self.name, database_now())
        if task is not None:
            with structlog.contextvars.bound_contextvars(task=task.task_path, task_id=str(task.pk)):
                self._run(task)
        self._unsettled = False
        return int(task is not None)

    def _run(self, task: Job) -> None:
        try:
            _announce(task_started, task)
            value = _call(task)
        except Exception as error:  # whatever a task raises is the task's result
            log.exception("task failed", tries=len(task.worker_ids))
            actions.record_failure(task, error, database_now())
        else:
            actions.record_success(task, value, database_now())
        _announce_end(task)

    def _thread(self, name: str, function: Callable[[], int], pause: Callable[[int], float]) -> threading.Thread:
        def life() -> None:
            try:
                self._until_stopped(function, pause=pause)
            finally:
                connection.close()

        thread = threading.Thread(target=life, name=name, daemon=True)
        thread.start()
        return thread

    def _until_stopped(
        self, function: Callable[[], int], *, pause: Callable[[int], float] = round_pause, once: bool = False
    ) -> None:
        """Call `function` again and again: at once while it does something, after `pause(failures in a row)` otherwise."""
        failures = 0
        while not self.stop.is_set():
            try:
                done, failures = function(), 0
                if once:
                    return
            except Exception:  # a failing round, or a database that is away for a while, must not end the worker
                done, failures = 0, failures + 1
                log.exception("round failed", round=threading.current_thread().name, failures=failures)
                connection.close()
            if not done:
                self.stop.wait(pause(failures))


def _beat_pause(failures: int) -> float:
    return BEAT.total_seconds()


def _task_pause(failures: int) -> float:
    return round_pause(failures) if failures else _TASK_PAUSE


def _call(row: Job) -> Any:
    """The JSON form of what the body returns."""
    task, result = row.task, row.task_result
    context = (TaskContext(task_result=cast(Any, result)),) if task.takes_context else ()
    return normalize_json(task.call(*context, *result.args, **result.kwargs))


def _announce(signal_: Any, row: Job) -> None:
    signal_.send(sender=type(row.task.get_backend()), task_result=row.task_result)


def _announce_end(row: Job) -> None:
    """Tell listeners of the tasks API, unless the task will be tried again or its code is gone."""
    if row.status not in {TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED}:
        return
    try:
        _announce(task_finished, row)
    except Exception:
        log.exception("a listener to finished tasks failed")


def run_until_terminated() -> None:
    """The body of `mingtang worker`: a NodeWorker that ends in order on SIGTERM and SIGINT."""
    worker = NodeWorker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop.set())
    worker.run()


def run_all_now(limit: int = 1000) -> int:
    """Run the tasks and rounds that are due in this thread, until none is left; for tests and commands.

    Returns the number of things done. Raises RuntimeError when `limit` passes do not come to an end.
    """
    worker, total = NodeWorker(name="in this process"), 0
    for _ in range(limit):
        done = worker.run_one_task() + sum(function() for function in list(registry.ROUNDS.values()))
        if not done:
            return total
        total += done
    raise RuntimeError(f"background work did not come to an end in {limit} passes")
