"""Scheduled work on applications."""

from django.utils import timezone
from django_tasks import task

from mingtang.domains.services.applications.actions.special import tell_overrun
from mingtang.kernel.jobs.api import every


@every("00:20", name="applications: special procedures that overran")
@task()
def watch_special_procedures() -> int:
    """Say which special procedures take longer than was announced. Returns how many."""
    return tell_overrun(timezone.localdate())
