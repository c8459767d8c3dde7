"""A year of a calendar, ready to be shown: months, weeks, and what each day is in words."""

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mingtang.kernel.clocks.calendars import Told
from mingtang.kernel.clocks.comparison import how
from mingtang.lib.calendar import OfficeHours, occasions

SATURDAY = 5
MARKS = {"休息": "休", "上班": "班", "上午上班": "半"}


@dataclass(frozen=True)
class Day:
    """A day. `mark` is one character where the day is not as its weekday says; `words` what a screen reader adds."""

    number: int
    kind: str
    mark: str = ""
    words: str = ""
    today: bool = False


@dataclass(frozen=True)
class Month:
    """A month: weeks from Monday to Sunday, with None where the month has no day; how many days are worked."""

    title: str
    weeks: list[list[Day | None]]
    worked: int


def months_of(year: int, hours: OfficeHours, told: Mapping[date, Told], today: date) -> list[Month]:
    """The twelve months of a year."""
    names = occasions(year) | {day: each.occasion for day, each in told.items() if each.occasion}
    return [_month(year, month, hours, names, today) for month in range(1, 13)]


def _month(year: int, month: int, hours: OfficeHours, names: Mapping[date, str], today: date) -> Month:
    weeks = [
        [_day(day, hours, names, today) if day.month == month else None for day in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]
    last_before = date(year, month, 1).toordinal() - 1
    last = max(day for day in Calendar().itermonthdates(year, month) if day.month == month)
    return Month(f"{month}月", weeks, hours.calendar.count(date.fromordinal(last_before), last))


def _day(day: date, hours: OfficeHours, names: Mapping[date, str], today: date) -> Day:
    state, weekend = how(hours, day), day.weekday() >= SATURDAY
    occasion = names.get(day, "")
    usual = "休息" if weekend else "上班"
    marked = state != usual or (state == "休息" and occasion)
    kind = {"休息": "off" if marked else "rest", "上班": "extra" if marked else "work", "上午上班": "half"}[state]
    words = f"{occasion}{state}" if marked else ""
    return Day(day.day, kind, MARKS[state] if marked else "", words, day == today)
