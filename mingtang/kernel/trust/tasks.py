"""Background work of trust."""

from django_tasks import task

from mingtang.kernel.jobs.api import every
from mingtang.kernel.trust.actions.publishing import publish_lists
from mingtang.kernel.trust.signatures.challenges import forget_challenges
from mingtang.kernel.trust.timestamps.timekeeping import EVERY, check_clock


@every(3600, name="trust: publish lists of revoked certificates")
@task()
def publish_due_lists() -> None:
    """A full list a day and a delta an hour, of every authority; running it again publishes once more."""
    publish_lists()


@every(EVERY, name="trust: compare the clock with legal time")
@task()
def compare_clock() -> None:
    """Write down how far the clock is from the time servers of the settings."""
    check_clock()


@every(3600, name="trust: forget challenges of certificate sign-in")
@task()
def forget_old_challenges() -> None:
    """Challenges are good for two minutes; their rows stay a day, and running it again deletes no more."""
    forget_challenges()
