"""Whether this node may say what time it is: its clock is compared with time servers, and timestamps stop when it is wrong.

Source: trust.md 7 (two trusted sources or more, no service beyond the accuracy, a log); the interval and how long
silent servers are suffered are ours.
"""

import statistics
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from mingtang.kernel.trust.models import ClockCheck
from mingtang.lib.sntp import clock_offset

EVERY = 600  # seconds between comparisons
ACCURACY = 1.0  # seconds, as the tokens say
SUFFERED = timedelta(hours=24)  # without any answer
_KEPT = timedelta(days=400)  # of the log: longer than a year, for audits
_REMEMBERED = 30  # seconds


def check_clock(ask: Callable[[str], float] = clock_offset) -> ClockCheck | None:
    """Compare the clock with all servers of the settings, and write it down; None where none are named."""
    if not settings.CLOCK_SOURCES:
        return None
    offsets: dict[str, float] = {}
    for host in settings.CLOCK_SOURCES:
        try:
            offsets[host] = ask(host)
        except OSError:
            continue
    silent = [host for host in settings.CLOCK_SOURCES if host not in offsets]
    now = timezone.now()
    offset = statistics.median(offsets.values()) if offsets else None
    ClockCheck.objects.filter(at__lt=now - _KEPT).delete()
    cache.delete(_KEY)
    return ClockCheck.objects.create(
        at=now, offset=offset, answered="、".join(offsets)[:400], silent="、".join(silent)[:400]
    )


_KEY = "trust:clock"


def clock_is_true(now: datetime) -> bool:
    """Whether the clock agreed with legal time when it was compared last; also where nobody is named to compare with.

    Servers that are silent are suffered for a day. One statement in half a minute.
    """
    if not settings.CLOCK_SOURCES:
        return True
    told: bool | None = cache.get(_KEY)
    if told is None:
        told = is_true([(check.at, check.offset) for check in _recent(now)], now)
        cache.set(_KEY, told, _REMEMBERED)
    return told


def is_true(checks: list[tuple[datetime, float | None]], now: datetime) -> bool:
    """The same of comparisons (moment, seconds or None for silence), the newest first. Without any, it is."""
    heard = [(at, offset) for at, offset in checks if offset is not None]
    if not heard:
        return not checks
    at, offset = heard[0]
    return abs(offset) <= ACCURACY and now - at <= SUFFERED


def _recent(now: datetime) -> list[ClockCheck]:
    return list(ClockCheck.objects.filter(at__gt=now - 2 * SUFFERED)[:300])
