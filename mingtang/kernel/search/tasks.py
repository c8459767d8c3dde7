"""Scheduled work of search."""

from django_tasks import task

from mingtang.kernel.jobs.api import every
from mingtang.kernel.search import actions


@every("02:40", name="search: look for differences")
@task()
def reconcile() -> dict[str, int]:
    """Write entries that differ from their objects: some change with the date, without any fact."""
    return actions.rebuild(everything=False)
