"""How an interview stands is told by its hours."""

from datetime import UTC, datetime, timedelta

import pytest

from mingtang.domains.interaction.interviews.rules import Stand, stand_of

BEGIN = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
END = BEGIN + timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "released", "written_up", "stand"),
    [
        (BEGIN, False, False, Stand.DRAFT),
        (BEGIN - MINUTE, True, False, Stand.ANNOUNCED),
        (BEGIN, True, False, Stand.LIVE),
        (END - MINUTE, True, False, Stand.LIVE),
        (END, True, False, Stand.OVER),
        (END, True, True, Stand.WRITTEN_UP),
    ],
)
def test_an_interview_begins_and_ends_by_the_clock(
    now: datetime, released: bool, written_up: bool, stand: Stand
) -> None:
    assert stand_of(now, BEGIN, END, released=released, written_up=written_up) is stand
