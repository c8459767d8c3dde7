"""How often one may ask."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from mingtang.kernel.directory.sign_in import client_address

WINDOW = 60


class PerMinute(BaseThrottle):
    """At most API_PER_MINUTE requests in a minute of the clock, counted per account, or per address of a visitor.

    Counted in this process's cache, so a node with several web processes allows that many times more.
    """

    def allow_request(self, request: HttpRequest) -> bool:
        key = f"api:{_asker(request)}:{int(time.time()) // WINDOW}"
        cache.add(key, 0, timeout=2 * WINDOW)
        return bool(cache.incr(key) <= settings.API_PER_MINUTE)

    def wait(self) -> float:
        return WINDOW - time.time() % WINDOW


def _asker(request: HttpRequest) -> str:
    actor = getattr(request, "auth", None)
    return f"account:{actor.account_id}" if actor is not None else f"address:{client_address(request)}"
