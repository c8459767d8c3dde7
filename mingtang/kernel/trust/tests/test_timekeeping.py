"""The clock is compared with legal time, and a wrong one stamps nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from pytest_django import Settings

from mingtang.kernel.trust.api import stamp
from mingtang.kernel.trust.timestamps.timekeeping import check_clock, is_true
from mingtang.lib.crypto.keys import KeyKind
from tests.world import World

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("checks", "told"),
    [
        ([], True),
        ([(NOW, 0.2)], True),
        ([(NOW, -1.5)], False),
        ([(NOW, None), (NOW - timedelta(hours=1), 0.1)], True),
        ([(NOW, None), (NOW - timedelta(hours=25), 0.1)], False),
        ([(NOW, None)], False),
        ([(NOW, 0.1), (NOW - timedelta(hours=1), 9.0)], True),
    ],
)
def test_the_last_answer_counts_and_silence_is_suffered_for_a_day(
    checks: list[tuple[datetime, float | None]], told: bool
) -> None:
    assert is_true(checks, NOW) is told


@pytest.mark.django_db
def test_a_wrong_clock_stamps_nothing_until_it_is_right(world: World, settings: Settings) -> None:
    settings.CLOCK_SOURCES = ["one.example", "two.example", "silent.example"]
    cache.clear()

    def behind(seconds: float) -> None:
        def ask(host: str) -> float:
            if host.startswith("silent"):
                raise OSError("no answer")
            return seconds

        check = check_clock(ask)
        assert check is not None
        assert (check.offset, check.silent) == (seconds, "silent.example")

    behind(3.0)
    assert stamp(b"data", KeyKind.SM2) is None
    behind(0.01)
    assert stamp(b"data", KeyKind.SM2) is not None
