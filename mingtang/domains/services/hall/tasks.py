"""Scheduled work of the hall."""

from django.utils import timezone
from django_tasks import task

from mingtang.domains.services.hall.actions.booking import mark_missed
from mingtang.kernel.jobs.api import every


@every("20:00", name="hall: appointments that nobody kept")
@task()
def mark_missed_appointments() -> int:
    """Mark appointments whose half-hour has passed. Returns their number."""
    return mark_missed(timezone.now())
