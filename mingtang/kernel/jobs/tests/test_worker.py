import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mingtang.kernel.jobs import actions, api, registry
from mingtang.kernel.jobs.models import JobSchedule, JobWorker
from mingtang.kernel.jobs.registry import Schedule
from mingtang.kernel.jobs.rules import MAX_TRIES, Every
from mingtang.kernel.jobs.tests import work
from mingtang.kernel.jobs.tests.conftest import eventually
from mingtang.kernel.jobs.worker import NodeWorker, run_all_now

pytestmark = pytest.mark.usefixtures("effects")


@pytest.fixture
def worker() -> NodeWorker:
    return NodeWorker(name="worker of the test")


def run_until_idle(worker: NodeWorker) -> None:
    """Run all tasks, without the rests between tries."""
    while worker.run_one_task():
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def test_a_task_leaves_its_effect_and_its_value(worker: NodeWorker) -> None:
    result = work.leave_mark.enqueue(7)
    assert worker.run_one_task() == 1
    result.refresh()
    assert (work.count("job_effect", 7), result.return_value) == (1, 7)
    assert worker.run_one_task() == 0


def test_a_rollback_leaks_no_task(worker: NodeWorker) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        work.leave_mark.enqueue(1)
        raise RuntimeError
    assert worker.run_one_task() == 0


def test_a_task_that_fails_rests_before_its_next_try(worker: NodeWorker) -> None:
    work.fail_twice.enqueue(1)
    worker.run_one_task()
    task = DBTaskResult.objects.get()
    assert task.status == "READY"
    assert task.run_after > timezone.now()
    assert worker.run_one_task() == 0


def test_a_task_that_fails_twice_succeeds_at_the_third_try(worker: NodeWorker) -> None:
    work.fail_twice.enqueue(1)
    run_until_idle(worker)
    task = DBTaskResult.objects.get()
    assert (task.status, task.return_value, task.traceback) == ("SUCCESSFUL", "done", "")
    assert work.count("job_attempt") == 3


def test_a_task_that_always_fails_is_given_up_after_four_tries(worker: NodeWorker) -> None:
    work.always_fail.enqueue(1)
    run_until_idle(worker)
    task = DBTaskResult.objects.get()
    assert (task.status, task.exception_class_path) == ("FAILED", "builtins.RuntimeError")
    assert work.count("job_attempt") == MAX_TRIES
    assert task.finished_at is not None


def test_a_value_that_is_not_json_is_a_failure(worker: NodeWorker) -> None:
    work.return_something_else_than_json.enqueue()
    run_until_idle(worker)
    assert DBTaskResult.objects.get().status == "FAILED"


def test_a_task_whose_code_is_gone_fails_and_the_next_one_runs(worker: NodeWorker) -> None:
    work.leave_mark.enqueue(1)
    DBTaskResult.objects.update(task_path="mingtang.kernel.jobs.tests.work.of_last_year", priority=50)
    work.leave_mark.enqueue(2)
    run_until_idle(worker)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]


def test_tasks_of_a_silent_worker_return_and_at_last_fail_as_lost() -> None:
    work.leave_mark.enqueue(1)
    now = timezone.now()
    for attempt in range(1, MAX_TRIES + 1):
        DBTaskResult.objects.update(run_after=now)
        actions.beat(f"silent {attempt}", now - timedelta(minutes=1))
        assert actions.claim_task(f"silent {attempt}", now) is not None
        assert actions.forget_dead_workers(now) == 1
    task = DBTaskResult.objects.get()
    assert task.status == "FAILED"
    assert task.exception_class_path.endswith("WorkerLost")
    assert not JobWorker.objects.exists()


def test_tasks_of_a_living_worker_are_left_to_it(worker: NodeWorker) -> None:
    work.leave_mark.enqueue(1)
    now = timezone.now()
    actions.beat(worker.name, now)
    actions.claim_task(worker.name, now)
    assert actions.forget_dead_workers(now) == 0


def test_a_worker_thought_dead_does_not_overwrite_the_result_of_its_successor() -> None:
    work.leave_mark.enqueue(1)
    now = timezone.now()
    slow = actions.claim_task("slow", now)
    actions.forget_dead_workers(now)
    DBTaskResult.objects.update(run_after=now)
    quick = actions.claim_task("quick", now + timedelta(seconds=1))
    assert slow is not None
    assert quick is not None
    actions.record_success(quick, "quick", now)
    actions.record_failure(slow, RuntimeError("late"), now)
    task = DBTaskResult.objects.get()
    assert (task.status, task.return_value) == ("SUCCESSFUL", "quick")


def test_a_task_whose_end_could_not_be_written_returns_to_the_queue(
    worker: NodeWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("the database is restarting")

    work.leave_mark.enqueue(1)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "record_success", away)
        with pytest.raises(OperationalError):
            worker.run_one_task()
    assert DBTaskResult.objects.get().status == "RUNNING"
    worker.run_one_task()
    run_until_idle(worker)
    task = DBTaskResult.objects.get()
    assert (task.status, len(task.worker_ids)) == ("READY", 1)
    DBTaskResult.objects.update(run_after=timezone.now())
    run_until_idle(worker)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_the_most_urgent_task_runs_first(worker: NodeWorker) -> None:
    work.leave_mark.using(priority=-5).enqueue(1)
    work.leave_mark.using(priority=5).enqueue(2)
    worker.run_one_task()
    assert work.count("job_effect", 2) == 1


def test_a_schedule_enqueues_once_per_slot_and_makes_up_missed_slots_once() -> None:
    schedule = Schedule("tick", Every(60), work.tick)
    start = timezone.now()
    actions.plan_schedule(schedule, start)
    due = JobSchedule.objects.get().next_at
    assert actions.enqueue_due({"tick": schedule}, due - timedelta(seconds=1)) == 0
    assert actions.enqueue_due({"tick": schedule}, due) == 1
    assert actions.enqueue_due({"tick": schedule}, due) == 0
    assert actions.enqueue_due({"tick": schedule}, due + timedelta(hours=5)) == 1
    assert DBTaskResult.objects.count() == 2


def test_a_changed_rule_plans_the_slot_anew() -> None:
    now = timezone.now()
    actions.plan_schedule(Schedule("tick", Every(86400), work.tick), now)
    actions.plan_schedule(Schedule("tick", Every(60), work.tick), now)
    assert JobSchedule.objects.get().next_at <= now + timedelta(seconds=60)


def test_two_tasks_cannot_share_the_name_of_a_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "SCHEDULES", {})
    api.every(60, name="one name")(work.tick)
    with pytest.raises(ValueError, match="one name"):
        api.every(60, name="one name")(work.leave_mark)


def test_a_failing_round_is_tried_again_and_stops_no_other(monkeypatch: pytest.MonkeyPatch, worker: NodeWorker) -> None:
    calls: list[str] = []

    def good() -> int:
        calls.append("good")
        return int(len(calls) < 20)

    def bad() -> int:
        calls.append("bad")
        raise RuntimeError

    monkeypatch.setattr(registry, "SCHEDULES", {})
    monkeypatch.setattr(registry, "ROUNDS", {})
    api.register_round("good", good)
    api.register_round("bad", bad)
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert eventually(lambda: calls.count("bad") >= 2 and calls.count("good") >= 15)
    worker.stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_all_background_work_can_be_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    left = [3]

    def round_of_three() -> int:
        left[0] -= bool(left[0])
        return left[0]

    monkeypatch.setattr(registry, "ROUNDS", {"three": round_of_three})
    work.leave_mark.enqueue(1)
    assert run_all_now() == 4
    monkeypatch.setattr(registry, "ROUNDS", {"endless": lambda: 1})
    with pytest.raises(RuntimeError, match="did not come to an end"):
        run_all_now(limit=5)


def test_the_state_of_the_queue_is_one_statement(django_assert_num_queries) -> None:
    work.leave_mark.enqueue(1)
    work.leave_mark.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(2)
    work.always_fail.enqueue(3)
    DBTaskResult.objects.filter(task_path__endswith="always_fail").update(status="FAILED")
    with django_assert_num_queries(1):
        state = api.queue_state(timezone.now() + timedelta(seconds=5))
    assert (state.ready, state.later, state.running, state.failed) == (1, 1, 0, 1)
    assert state.longest_wait >= 5


def test_a_worker_is_alive_while_its_heartbeat_is_fresh() -> None:
    now = timezone.now()
    assert not api.worker_is_alive(now)
    actions.beat("one", now)
    assert api.worker_is_alive(now)
    assert not api.worker_is_alive(now + timedelta(minutes=1))


def test_old_results_are_forgotten_and_failures_kept_half_a_year() -> None:
    now = timezone.now()
    for age, status in ((8, "SUCCESSFUL"), (6, "SUCCESSFUL"), (100, "FAILED"), (181, "FAILED"), (400, "READY")):
        result = work.leave_mark.enqueue(age)
        DBTaskResult.objects.filter(pk=result.id).update(status=status, finished_at=now - timedelta(days=age))
    assert actions.forget_finished_tasks(now) == 2
    assert DBTaskResult.objects.count() == 3
