"""A site, and the door before it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from mingtang.domains.portal.serving.answering import StoredPages
from mingtang.domains.portal.serving.store import Store
from mingtang.domains.portal.serving.tests.asking import Told, scope, told
from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.tests.city_site import city_site
from tests.world import World

Ask = Callable[..., Told]


@pytest.fixture
def portal(world: World) -> PortalSite:
    return city_site(world)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def door(store: Store) -> StoredPages:
    return StoredPages(get_asgi_application(), store, session_cookie=settings.SESSION_COOKIE_NAME)


@pytest.fixture
def ask(door: StoredPages) -> Iterator[Ask]:
    """Asks the whole application for a page, through the store; the connection of the test stays open, as with Django's client."""

    def asking(path: str, query: str = "", **more: Any) -> Told:
        return async_to_sync(told)(door, scope(path, query, **more))

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield asking
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
