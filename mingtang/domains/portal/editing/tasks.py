"""Scheduled work of editing."""

from django_tasks import task

from mingtang.domains.portal.editing.actions.releasing import carry_out_due
from mingtang.kernel.jobs.api import every


@every(30, name="portal editing: publish what is due")
@task()
def publish_what_is_due() -> int:
    """Do the releases whose moment has come. Returns how many."""
    return carry_out_due()
