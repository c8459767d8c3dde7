"""Scheduled work of registration."""

from django_tasks import task

from mingtang.domains.registration.actions.reminding import remind_of_expiry
from mingtang.kernel.jobs.api import every


@every("08:00", name="registration: remind of certificates that end")
@task()
def remind_every_morning() -> int:
    """Remind holders of certificates that end within 60, 30 and 7 days, each once. Returns how many end."""
    return remind_of_expiry()
