"""Background work of trust."""

from django_tasks import task

from mingtang.kernel.jobs.api import every
from mingtang.kernel.trust.actions.publishing import publish_lists


@every(3600, name="trust: publish lists of revoked certificates")
@task()
def publish_due_lists() -> None:
    """A full list a day and a delta an hour, of every authority; running it again publishes once more."""
    publish_lists()
