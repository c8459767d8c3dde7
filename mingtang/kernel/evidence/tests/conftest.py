"""A clock that can be turned, and handlers of the test's own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from mingtang.kernel.evidence import outbox


class Clock:
    """The time of day, standing still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def no_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    """An outbox to which only the test subscribes."""
    monkeypatch.setattr(outbox, "_handlers", {})
    monkeypatch.setattr(outbox, "_events", {})
