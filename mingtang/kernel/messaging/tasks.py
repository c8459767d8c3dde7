"""Scheduled work of messaging."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from mingtang.kernel.jobs.api import every
from mingtang.kernel.messaging import actions

KEEP_HINTS = timedelta(days=1)


@every(3600, name="messaging: forget old hints")
@task()
def forget_old_hints() -> int:
    """Delete hints nobody will ask for any more. Returns their number."""
    return actions.forget_hints(timezone.now() - KEEP_HINTS)
