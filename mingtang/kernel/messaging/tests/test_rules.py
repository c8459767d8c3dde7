"""Quiet hours, back-off, what a message must say."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.messaging.rules import Content, disturbs, quiet_until, wait_after

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = (time(22), time(7, 30))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_what_comes_at_night_waits_for_the_morning() -> None:
    assert quiet_until(at("2026-03-02T23:10"), *NIGHT) == at("2026-03-03T07:30")
    assert quiet_until(at("2026-03-03T05:00"), *NIGHT) == at("2026-03-03T07:30")


def test_the_first_and_the_last_minute_of_the_night() -> None:
    assert quiet_until(at("2026-03-02T22:00"), *NIGHT) == at("2026-03-03T07:30")
    assert quiet_until(at("2026-03-03T07:30"), *NIGHT) is None
    assert quiet_until(at("2026-03-02T21:59"), *NIGHT) is None


def test_quiet_hours_may_lie_within_one_day() -> None:
    assert quiet_until(at("2026-03-02T12:30"), time(12), time(14)) == at("2026-03-02T14:00")
    assert quiet_until(at("2026-03-02T15:00"), time(12), time(14)) is None


def test_equal_ends_mean_no_quiet_hours() -> None:
    assert quiet_until(at("2026-03-02T12:00"), time(12), time(12)) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.times(), st.times())
def test_the_end_of_quiet_hours_is_near_and_outside_of_them(moment: datetime, start: time, end: time) -> None:
    now = moment.replace(tzinfo=ZONE)
    until = quiet_until(now, start, end)
    if until is not None:
        assert now < until <= now + timedelta(days=1)
        assert quiet_until(until, start, end) is None


@pytest.mark.parametrize(
    ("kind", "importance", "waits"),
    [
        ("ordinary", "ordinary", True),
        ("ordinary", "important", True),
        ("ordinary", "urgent", False),
        ("statutory", "ordinary", False),
    ],
)
def test_urgent_and_statutory_messages_do_not_wait(kind: str, importance: str, waits: bool) -> None:
    assert disturbs(kind, importance) is waits


def test_sending_is_tried_with_growing_waits_and_then_given_up() -> None:
    waits = [wait_after(tries) for tries in range(1, 6)]
    assert waits[-1] is None
    assert waits[:-1] == sorted(waits[:-1])


def test_a_statutory_notice_names_its_legal_basis() -> None:
    with pytest.raises(ValueError, match="basis"):
        Content(subject="决定", body="", topic="account", kind="statutory")


@pytest.mark.parametrize("link", ["https://example.cn/", "//example.cn/", "javascript:alert(1)", "/\\example.cn"])
def test_a_notice_leads_to_a_page_of_this_site(link: str) -> None:
    with pytest.raises(ValueError, match="this site"):
        Content(subject="通知", body="", topic="account", link=link)
