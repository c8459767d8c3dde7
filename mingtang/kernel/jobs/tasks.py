"""Housekeeping of the queue itself."""

from django_tasks import task

from mingtang.kernel.jobs import actions
from mingtang.kernel.jobs.api import every
from mingtang.kernel.jobs.queries import database_now


@every("03:10", name="jobs: forget finished tasks")
@task()
def forget_finished_tasks() -> int:
    """Delete results nobody will ask for any more. Returns their number."""
    return actions.forget_finished_tasks(database_now())
