"""Asking each of the cast for one row of the table; nothing that comes of it stays."""

import copy
import json
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from mingtang.kernel.directory.middleware import SEEN
from tests.policy.cast import CAST, Row
from tests.policy.things import TEXTS, THINGS
from tests.world import World

_HEADERS = {"If-Match": "*", "Idempotency-Key": "policy"}


def _in_use(browser: Client) -> Client:
    """A session that need not be told, with every request, that it is in use; each of those writes would be rolled back."""
    if settings.SESSION_COOKIE_NAME in browser.cookies:  # to ask a visitor's for its session would open one
        session = browser.session
        session[SEEN] = int(time.time()) + 3600
        session.save()
    return browser


class City:
    """The world with everything the table speaks of, and a browser for each of the cast."""

    def __init__(self, world: World) -> None:
        self.keys = {name: make(world).pk for name, make in THINGS.items()} | TEXTS
        self.browsers = {name: _in_use(world.client(name)) for name in CAST}

    def statuses(self, row: Row) -> tuple[int, ...]:
        """The status each of the cast gets."""
        cache.clear()
        return tuple(self._status(row, name) for name in CAST)

    def status_for_visitors(self, row: Row) -> int:
        """The status whoever has not signed in gets."""
        return self._status(row, "visitor")

    def _status(self, row: Row, name: str) -> int:
        browser = Client(raise_request_exception=True)
        browser.cookies = copy.deepcopy(self.browsers[name].cookies)
        with transaction.atomic():
            response = self._ask(browser, row)
            transaction.set_rollback(True)
        return int(response.status_code)

    def _ask(self, browser: Client, row: Row) -> Any:
        address = f"/{self.address(row)}"
        if row.table:
            fields = {name: self.keys[thing] for name, thing in row.things.items()}
            return browser.post(address, fields | {"file": SimpleUploadedFile("table.csv", row.table.encode())})
        if not row.route.startswith("api/"):
            return browser.generic(row.method, address) if row.body is None else browser.post(address, row.body)
        body = json.dumps(self._filled(row.body or {}))
        return browser.generic(row.method, address, body, content_type="application/json", headers=_HEADERS)

    def address(self, row: Row) -> str:
        """The route with the keys of its things: `<int:pk>` and `{organ_id}` alike."""
        parts = []
        for part in row.route.split("/"):
            name = part.strip("<>{}").split(":")[-1] if part[:1] in {"<", "{"} else ""
            parts.append(str(self.keys[row.things[name]]) if name else part)
        return "/".join(parts)

    def _filled(self, body: Any) -> Any:
        if isinstance(body, dict):
            return {name: self._filled(value) for name, value in body.items()}
        if isinstance(body, list):
            return [self._filled(value) for value in body]
        return self.keys[body[1:]] if isinstance(body, str) and body.startswith("@") else body
