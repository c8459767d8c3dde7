import subprocess
import sys

import pytest
from django_tasks_db.models import DBTaskResult

from mingtang.kernel.jobs.models import JobWorker
from mingtang.kernel.jobs.processes import has_ended, own_name
from mingtang.kernel.jobs.tests import work
from mingtang.kernel.jobs.tests.conftest import StartWorker, eventually


def test_a_process_that_runs_has_not_ended() -> None:
    assert not has_ended(own_name())


def test_a_process_that_ended_is_known_by_its_name() -> None:
    script = "from mingtang.kernel.jobs.processes import own_name; print(own_name())"
    name = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    assert has_ended(name)


def test_nothing_is_claimed_about_processes_of_other_machines() -> None:
    assert not has_ended("another-boot-4026531836:1:1")
    assert not has_ended("nonsense")


@pytest.mark.slow
@pytest.mark.xdist_group("processes")
def test_every_effect_happens_once_although_the_worker_is_killed_three_times(start_worker: StartWorker) -> None:
    for key in range(60):
        work.leave_mark.enqueue(key)
    for done in (10, 25, 40):
        worker = start_worker()
        assert eventually(lambda: work.count("job_effect") >= done)  # noqa: B023 - asked at once
        worker.kill()
        worker.wait()
    start_worker()
    assert eventually(
        lambda: not DBTaskResult.objects.exclude(status="SUCCESSFUL").exclude(task_path__endswith="tick").exists()
    )
    assert work.count("job_effect") == 60
    assert set(DBTaskResult.objects.filter(task_path__endswith="leave_mark").values_list("status", flat=True)) == {
        "SUCCESSFUL"
    }


@pytest.mark.slow
@pytest.mark.xdist_group("processes")
def test_two_workers_enqueue_each_slot_once_although_one_is_killed(start_worker: StartWorker) -> None:
    first, second = start_worker(), start_worker()
    ticks = DBTaskResult.objects.filter(task_path__endswith="tick")
    assert eventually(lambda: ticks.count() >= 2)
    first.kill()
    assert eventually(lambda: ticks.count() >= 5)
    second.terminate()
    assert second.wait(10) == 0
    seconds = [int(at.timestamp() // work.SLOT_SECONDS) for at in ticks.values_list("enqueued_at", flat=True)]
    assert len(seconds) == len(set(seconds))


@pytest.mark.slow
@pytest.mark.xdist_group("processes")
def test_sigterm_ends_a_worker_after_the_running_task(start_worker: StartWorker) -> None:
    for key in range(500):
        work.leave_mark.enqueue(key)
    worker = start_worker()
    assert eventually(lambda: work.count("job_effect") >= 5)
    worker.terminate()
    assert worker.wait(10) == 0
    assert not DBTaskResult.objects.filter(status="RUNNING").exists()
    assert DBTaskResult.objects.filter(status="READY").exists()
    assert not JobWorker.objects.exists()
