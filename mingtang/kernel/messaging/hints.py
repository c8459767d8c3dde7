"""Hints for open pages: written with the change, announced to the listening web processes after the commit."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from mingtang.kernel.messaging.models import LiveEvent

CHANNEL = "mingtang_live"


def push_hint(accounts: Iterable[int], topic: str, payload: dict[str, Any] | None = None) -> None:
    """Tell the open pages of `accounts` that something about `topic` has changed; one statement.

    `payload` is a hint, never content: the page fetches what it shows through the ordinary views.
    """
    now = timezone.now()
    rows = [LiveEvent(account_id=each, topic=topic, payload=payload or {}, at=now) for each in accounts]
    if rows:
        LiveEvent.objects.bulk_create(rows)
        transaction.on_commit(_wake_listeners)


def _wake_listeners() -> None:
    """SQLite's listeners see the commit itself. On PostgreSQL the call stands outside the transaction of the change:
    NOTIFY inside it would make commits wait for one another.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
