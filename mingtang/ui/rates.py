"""How often strangers may ask."""

import time

from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 60


def within_rate(request: HttpRequest, what: str, *, per_minute: int) -> bool:
    """Whether the address of a request has asked for `what` at most `per_minute` times in this minute of the clock.

    Counted in this process's cache, so a node with several web processes allows that many times more.
    """
    address = request.actor.origin.address  # type: ignore[attr-defined]
    key = f"rate:{what}:{address}:{int(time.time()) // WINDOW}"
    cache.add(key, 0, timeout=2 * WINDOW)
    return bool(cache.incr(key) <= per_minute)
