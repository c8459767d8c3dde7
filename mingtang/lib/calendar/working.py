"""Working days: the weekly rule, changed by the yearly notice of the State Council and by regional notices.

A calendar is immutable. Counting and adding are look-ups in two arrays, whatever the distance (services.md 6).
"""

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


class CalendarGap(LookupError):
    """The calendar does not reach that far; the message names the years it covers."""


@dataclass(frozen=True)
class DayNotice:
    """One day as a notice has it: worked or off, whatever the weekday says. `source` names the notice."""

    day: date
    works: bool
    source: str


class WorkCalendar:
    """Working days from the first of January of `first_year` to the last of December of `last_year`.

    Notices given later win over earlier ones, so that a region's follow the nation's. A year is *confirmed* when its
    national notice has been published; a date that depends on another year is provisional.
    """

    def __init__(
        self, first_year: int, last_year: int, notices: Iterable[DayNotice], confirmed_years: Collection[int]
    ) -> None:
        self.first, self.last = date(first_year, 1, 1), date(last_year, 12, 31)
        self.confirmed_years = frozenset(confirmed_years)
        self.notices = {notice.day: notice for notice in notices}
        self._days = array("l")  # ordinals of working days
        self._rank = array("l")  # for each day since `first`: how many working days up to and including it
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            if self._works(date.fromordinal(ordinal)):
                self._days.append(ordinal)
            self._rank.append(len(self._days))

    def is_working_day(self, day: date) -> bool:
        """Whether organs work on `day`. Raises CalendarGap."""
        return self.count(day - timedelta(days=1), day) == 1

    def add(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`, which is not counted itself; before it for negative `days`, `start`
        for 0. Raises CalendarGap.
        """
        if days == 0:
            return start
        place = self._counted(start) + days - 1 if days > 0 else self._counted(start - timedelta(days=1)) + days
        if not 0 <= place < len(self._days):
            raise self._gap()
        return date.fromordinal(self._days[place])

    def count(self, after: date, until: date) -> int:
        """Working days after `after` up to and including `until`; negative when `until` comes first."""
        return self._counted(until) - self._counted(after)

    def on_or_after(self, day: date) -> date:
        """`day` itself when it is worked, else the next working day. Raises CalendarGap."""
        return self.add(day - timedelta(days=1), 1)

    def is_confirmed(self, day: date) -> bool:
        """Whether the notice for the year of `day` has been published."""
        return day.year in self.confirmed_years

    def _works(self, day: date) -> bool:
        notice = self.notices.get(day)
        return notice.works if notice else day.weekday() < SATURDAY

    def _counted(self, day: date) -> int:
        place = day.toordinal() - self.first.toordinal()
        if place == -1:
            return 0
        if not 0 <= place < len(self._rank):
            raise self._gap()
        return self._rank[place]

    def _gap(self) -> CalendarGap:
        return CalendarGap(f"工作日历只到 {self.first.year} 年至 {self.last.year} 年")
