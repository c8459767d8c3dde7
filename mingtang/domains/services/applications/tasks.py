"""Scheduled work on applications."""

from django.utils import timezone
from django_tasks import task

from mingtang.domains.services.applications.actions.reminding import remind_of_corrections, remind_of_steps
from mingtang.domains.services.applications.actions.special import tell_overrun
from mingtang.kernel.jobs.api import every


@every("00:20", name="applications: special procedures that overran")
@task()
def watch_special_procedures() -> int:
    """Say which special procedures take longer than was announced. Returns how many."""
    return tell_overrun(timezone.localdate())


@every("08:45", name="applications: remind of corrections")
@task()
def remind_of_corrections_every_morning() -> int:
    """Remind applicants whose correction is soon due. Returns how many."""
    return remind_of_corrections(timezone.localdate())


@every("08:30", name="applications: steps due in a working day")
@task()
def remind_of_steps_every_morning() -> int:
    """Tell officers which steps are due today or on the next working day. Returns how many."""
    return remind_of_steps(timezone.now())
