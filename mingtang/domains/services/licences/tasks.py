"""Scheduled work of the licence store."""

from django.utils import timezone
from django_tasks import task

from mingtang.domains.services.licences.actions.reminding import remind_of_ends
from mingtang.domains.services.licences.actions.standing import expire_due
from mingtang.kernel.jobs.api import every


@every("00:10", name="licences: expire")
@task()
def expire_every_night() -> int:
    """Let licences expire whose last day is over. Returns their number."""
    return expire_due(timezone.localdate())


@every("08:40", name="licences: remind of ends")
@task()
def remind_every_morning() -> int:
    """Remind holders 90, 60 and 30 days before the last day to ask for a renewal. Returns how many."""
    return remind_of_ends(timezone.localdate())
