"""Scheduled work of the catalogue."""

from django_tasks import task

from mingtang.domains.disclosure.catalogue.actions.publishing import publish_scheduled
from mingtang.kernel.jobs.api import every


@every(60, name="disclosure: items signed for a moment that has come")
@task()
def publish_what_is_due() -> int:
    """Publish scheduled items. Returns their number."""
    return publish_scheduled()
