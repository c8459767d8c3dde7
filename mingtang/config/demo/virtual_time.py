"""Other days than today, for stories of the demonstration city that have taken weeks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Whatever asks Django for the time in here is told `moment`. Only for filling a node that nobody uses yet."""
    clock = timezone.now
    timezone.now = lambda: moment.astimezone(UTC)
    try:
        yield
    finally:
        timezone.now = clock
