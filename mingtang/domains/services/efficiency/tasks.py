"""Scheduled work of the supervision of time limits."""

from django_tasks import task

from mingtang.domains.services.efficiency.actions.sweeping import sweep
from mingtang.kernel.jobs.api import every


@every(600, name="efficiency: sweep")
@task()
def sweep_every_ten_minutes() -> int:
    """Raise the lights that time alone brings, confirm what nobody explained. Returns the number of new lights."""
    return sweep()
