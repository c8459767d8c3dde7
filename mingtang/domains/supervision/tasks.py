"""Scheduled work of supervision."""

from django_tasks import task

from mingtang.domains.supervision.actions.reminding import remind_of_dates
from mingtang.kernel.jobs.api import every


@every("08:30", name="supervision: remind of dates")
@task()
def remind_every_morning() -> int:
    """Remind of items that are due or overdue. Returns their number."""
    return remind_of_dates()
