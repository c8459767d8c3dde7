from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.jobs.rules import Daily, Every, read_when, retry_delay, round_pause

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(moments, st.integers(1, 86400))
def test_every_slot_is_a_whole_multiple_and_the_next_one(after: datetime, seconds: int) -> None:
    slot = Every(seconds).next_slot(after)
    assert slot.timestamp() % seconds == 0
    assert after < slot <= after + timedelta(seconds=seconds)


@given(moments)
def test_a_daily_slot_is_at_its_wall_clock_time_within_a_day(after: datetime) -> None:
    slot = Daily(time(3, 30), "Asia/Shanghai").next_slot(after)
    assert slot.astimezone(UTC).time() == time(19, 30)
    assert after < slot <= after + timedelta(days=1)


def test_when_is_read_from_seconds_or_a_time_of_day() -> None:
    assert read_when(30, "UTC") == Every(30)
    assert read_when("03:30", "UTC") == Daily(time(3, 30), "UTC")


@pytest.mark.parametrize("wrong", [0, -1, "half past three", "25:00"])
def test_a_malformed_when_is_refused(wrong: float | str) -> None:
    with pytest.raises(ValueError):
        read_when(wrong, "UTC")


def test_a_task_rests_longer_after_each_failure() -> None:
    assert [retry_delay(tries).total_seconds() for tries in (1, 2, 3)] == [1, 4, 9]


def test_a_failing_round_pauses_longer_up_to_half_a_minute() -> None:
    assert [round_pause(failures) for failures in (0, 1, 2, 3, 99)] == [0.2, 0.5, 1, 2, 30]
