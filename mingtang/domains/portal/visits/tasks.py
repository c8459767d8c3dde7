"""Scheduled work of the figures."""

from django.utils import timezone
from django_tasks import task

from mingtang.domains.portal.visits.recording import fold
from mingtang.kernel.jobs.api import every


@every("03:40", name="portal visits: old days become months")
@task()
def fold_old_days() -> int:
    """Fold what is older than the detail that is kept. Returns how many rows."""
    folded = total = fold(timezone.localdate())
    while folded:
        folded = fold(timezone.localdate())
        total += folded
    return total
