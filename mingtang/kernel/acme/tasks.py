"""Background work of ACME."""

from django_tasks import task

from mingtang.kernel.acme.nonces import forget_nonces
from mingtang.kernel.jobs.api import every


@every(3600, name="acme: forget nonces that have expired")
@task()
def forget_expired_nonces() -> None:
    """Delete used nonces whose hour is over; running it again finds none."""
    forget_nonces()
