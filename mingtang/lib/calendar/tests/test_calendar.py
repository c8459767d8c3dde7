"""The working calendar against the notices it is made of and against counting day by day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.lib.calendar import CalendarGap, DayNotice, OfficeHours, seeded_calendar

CALENDAR = seeded_calendar()
HOURS = OfficeHours(CALENDAR)
HALF = OfficeHours(CALENDAR, halves=frozenset({date(2026, 3, 4), date(2026, 3, 9)}))
days = st.dates(date(2016, 1, 1), date(2035, 12, 31))
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1)).map(lambda at: at.replace(second=0, microsecond=0))


def test_the_days_off_of_2026_are_those_of_the_notice() -> None:
    off = [*_span("2026-01-01", 3), *_span("2026-02-15", 9), *_span("2026-04-04", 3), *_span("2026-05-01", 5)]
    off += [*_span("2026-06-19", 3), *_span("2026-09-25", 3), *_span("2026-10-01", 7)]
    worked = [date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))]
    assert not any(CALENDAR.is_working_day(day) for day in off)
    assert all(CALENDAR.is_working_day(day) for day in worked)


def _span(first: str, length: int) -> list[date]:
    return [date.fromisoformat(first) + timedelta(days=n) for n in range(length)]


@given(days, st.integers(0, 250))
def test_adding_is_counting_day_by_day(start: date, amount: int) -> None:
    day, left = start, amount
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_working_day(day)
    assert CALENDAR.add(start, amount) == day


@given(days, st.integers(1, 500))
def test_counting_takes_back_what_adding_gave(start: date, amount: int) -> None:
    assert CALENDAR.count(start, CALENDAR.add(start, amount)) == amount


def test_a_year_without_notice_is_provisional_and_firm_once_it_is_entered() -> None:
    assert CALENDAR.is_confirmed(date(2026, 12, 31))
    assert not CALENDAR.is_confirmed(date(2027, 1, 4))
    assert not CALENDAR.is_working_day(date(2027, 2, 8)), "statutory days are off also while provisional"
    entered = seeded_calendar([DayNotice(date(2027, 1, 4), works=False, source="试")], [2027])
    assert entered.is_confirmed(date(2027, 1, 4))
    assert entered.add(date(2026, 12, 31), 1) != CALENDAR.add(date(2026, 12, 31), 1)


def test_beyond_its_years_a_calendar_says_so() -> None:
    with pytest.raises(CalendarGap, match="2015 年至 2040 年"):
        CALENDAR.add(date(2040, 12, 20), 30)
    with pytest.raises(CalendarGap):
        CALENDAR.is_working_day(date(2014, 1, 1))


@given(moments, st.integers(1, 6000), st.sampled_from([HOURS, HALF]))
def test_working_minutes_are_counted_minute_by_minute(start: datetime, minutes: int, hours: OfficeHours) -> None:
    end = hours.add(start, minutes)
    assert hours.count(start, end) == minutes
    assert hours.count(start, end - timedelta(minutes=1)) == minutes - 1


@given(moments, st.integers(0, 3000))
def test_working_time_agrees_with_a_walk_over_the_minutes(start: datetime, length: int) -> None:
    walk = (start + timedelta(minutes=n) for n in range(length))
    assert HOURS.count(start, start + timedelta(minutes=length)) == sum(_open(minute) for minute in walk)


def _open(minute: datetime) -> bool:
    within = any(opens <= minute.time() < closes for opens, closes in HOURS.windows)
    return within and CALENDAR.is_working_day(minute.date())


def test_an_office_of_its_own_hours_ends_the_day_late() -> None:
    urumqi = OfficeHours(CALENDAR, windows=((time(10), time(14)), (time(15, 30), time(19, 30))))
    assert urumqi.add(datetime(2026, 3, 2, 18, 30), 120) == datetime(2026, 3, 3, 11, 0)
