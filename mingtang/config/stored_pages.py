"""Public pages of the portal come from the store before Django is asked (decision 0070)."""

from functools import lru_cache
from typing import Any

from mingtang.config.bodies import Application


def with_stored_pages(application: Application, *, counts: bool = False) -> Any:
    """The application of a web process, which `counts` what people open, or of a worker that fills the store; Django must be
    prepared.
    """
    from django.conf import settings

    from mingtang.domains.portal.serving.api import StoredPages, page_store
    from mingtang.domains.portal.visits.api import VISITS

    cookie, behind_proxy = settings.SESSION_COOKIE_NAME, settings.BEHIND_PROXY
    visited = VISITS.note if counts else None
    return StoredPages(application, page_store(), session_cookie=cookie, behind_proxy=behind_proxy, visited=visited)


@lru_cache(maxsize=1)
def _door() -> Any:
    from django.core.handlers.asgi import ASGIHandler

    return with_stored_pages(ASGIHandler())


def warm_pages() -> int:
    """A round of the worker: pages linked from home pages are made again after a change."""
    from mingtang.domains.portal.serving.api import warm_some

    return warm_some(_door)
