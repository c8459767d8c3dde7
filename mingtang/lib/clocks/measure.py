"""How time is added and counted in each unit. The algorithm of `due` knows no units."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar

from mingtang.lib.calendar import OfficeHours, WorkCalendar
from mingtang.lib.clocks.rule import Rule, Unit

Moment = TypeVar("Moment", date, datetime)


class Measure(Protocol, Generic[Moment]):
    """A way to count time between moments."""

    def add(self, start: Moment, amount: int) -> Moment:
        """The moment when `amount` after `start` has passed."""

    def count(self, after: Moment, until: Moment) -> int:
        """How much lies after `after` up to and including `until`."""


@dataclass(frozen=True)
class WorkingDays:
    """Days on which organs work."""

    calendar: WorkCalendar

    def add(self, start: date, amount: int) -> date:
        return self.calendar.add(start, amount)

    def count(self, after: date, until: date) -> int:
        return self.calendar.count(after, until)


class NaturalDays:
    """All days."""

    def add(self, start: date, amount: int) -> date:
        return start + timedelta(days=amount)

    def count(self, after: date, until: date) -> int:
        return (until - after).days


@dataclass(frozen=True)
class WorkingMinutes:
    """Minutes in which the office is open."""

    hours: OfficeHours

    def add(self, start: datetime, amount: int) -> datetime:
        return self.hours.add(start, amount)

    def count(self, after: datetime, until: datetime) -> int:
        return self.hours.count(after, until)


class Minutes:
    """Minutes by the clock, day and night."""

    def add(self, start: datetime, amount: int) -> datetime:
        return start + timedelta(minutes=amount)

    def count(self, after: datetime, until: datetime) -> int:
        return int((until - after).total_seconds() // 60)


def daily_measure(rule: Rule, calendar: WorkCalendar) -> Measure[date]:
    """The measure of a rule that runs over days."""
    return WorkingDays(calendar) if rule.unit == Unit.WORKING_DAYS else NaturalDays()


def timed_measure(rule: Rule, hours: OfficeHours) -> Measure[datetime]:
    """The measure of a rule that runs over moments."""
    return WorkingMinutes(hours) if rule.unit == Unit.WORKING_MINUTES else Minutes()


def months_later(start: date, months: int) -> date:
    """The day of the same number `months` later, or the last day of a shorter month (民法典 202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), following - timedelta(days=1))
