"""What a notice would change: the days that differ, before anything is saved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mingtang.kernel.clocks.calendars import Shelf, Told
from mingtang.kernel.clocks.rules import FORESIGHT, DayLine
from mingtang.lib.calendar import OfficeHours


@dataclass(frozen=True)
class Difference:
    """A day that is worked otherwise than before, in words."""

    day: date
    before: str
    after: str
    occasion: str


@dataclass(frozen=True)
class Comparison:
    """The year before and after a notice. `firm` says that the year becomes firm by it."""

    differences: list[Difference]
    days_before: int
    days_after: int
    firm: bool


def compare(shelf: Shelf, region: str, year: int, lines: Iterable[DayLine], *, confirms: bool) -> Comparison:
    """How the working days of a region would change by `lines`; `confirms` when they are the nation's annual notice."""
    told = [Told(line.day, line.kind, line.occasion, "") for line in lines]
    years = shelf.years | {year} if confirms else shelf.years
    days = {**shelf.days, region: [*shelf.days.get(region, ()), *told]}
    after = replace(shelf, days=days, years=years, made={}).hours(region)
    before = shelf.hours(region)
    occasions = {each.day: each.occasion for each in told}
    first, last = date(year, 1, 1), date(year, 12, 31)
    span = [first + timedelta(days=n) for n in range(-FORESIGHT, (last - first).days + 1)]
    return Comparison(
        [
            Difference(day, was, will, occasions.get(day, ""))
            for day in span
            if (was := how(before, day)) != (will := how(after, day))
        ],
        working_days(before, year),
        working_days(after, year),
        confirms and not before.calendar.is_confirmed(first),
    )


def how(hours: OfficeHours, day: date) -> str:
    """How a day is worked, in words."""
    if not hours.calendar.is_working_day(day):
        return "休息"
    return "上午上班" if day in hours.halves else "上班"


def working_days(hours: OfficeHours, year: int) -> int:
    """Working days in a year, half ones included."""
    return hours.calendar.count(date(year - 1, 12, 31), date(year, 12, 31))
