"""Moving the clock to a day of 2026 in tests."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone


def it_is(monkeypatch: pytest.MonkeyPatch, day: date, hour: int = 10) -> None:
    """Move the clock to an hour of a day, local time."""
    now = timezone.make_aware(datetime.combine(day, time(hour))).astimezone(UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


def day(text: str) -> date:
    """A day of 2026: `03-02`."""
    return date.fromisoformat(f"2026-{text}")
