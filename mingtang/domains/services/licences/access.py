"""How often strangers may verify."""

import time

from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 60
PER_MINUTE = 30


def may_verify(request: HttpRequest) -> bool:
    """Whether the address of a request has verified fewer than PER_MINUTE licences in this minute of the clock.

    Counted in this process's cache, so a node with several web processes allows that many times more.
    """
    address = request.actor.origin.address  # type: ignore[attr-defined]
    key = f"licences:verify:{address}:{int(time.time()) // WINDOW}"
    cache.add(key, 0, timeout=2 * WINDOW)
    return bool(cache.incr(key) <= PER_MINUTE)
