"""Scheduled work of the catalogue."""

from django_tasks import task

from mingtang.domains.services.catalogue.actions.standing import follow_plans
from mingtang.kernel.jobs.api import every


@every("00:20", name="services: items begin and end as planned")
@task()
def follow_plans_every_night() -> int:
    """Bring into force and cancel what was planned for today. Returns how many items changed."""
    return follow_plans()
