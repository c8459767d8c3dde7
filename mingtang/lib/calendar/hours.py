"""Working time within a day: the hours in which an office is open, on the days its calendar works."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mingtang.lib.calendar.working import WorkCalendar

Window = tuple[time, time]


@dataclass(frozen=True)
class OfficeHours:
    """Opening windows of a working day, in order and apart, in local time; `halves` are days with the first window only.

    Offices of Xinjiang and Xizang keep hours of their own although all times are Beijing time (services.md 6).
    """

    calendar: WorkCalendar
    windows: tuple[Window, ...] = ((time(9), time(12)), (time(13, 30), time(17, 30)))
    halves: frozenset[date] = frozenset()

    def add(self, start: datetime, minutes: int) -> datetime:
        """The moment when `minutes` of working time after `start` have passed; it falls inside opening hours."""
        left, day = minutes, start.date()
        if not self.calendar.is_working_day(day):
            day = self.calendar.add(day, 1)
        elif left <= (rest := self._minutes(day, start.time(), time.max)):
            return self._within(day, start, left)
        else:
            left, day = left - rest, self.calendar.add(day, 1)
        day, left = self._skip(day, left)
        return self._within(day, datetime.combine(day, time.min, start.tzinfo), left)

    def count(self, after: datetime, until: datetime) -> int:
        """Minutes of working time between two moments, negative when `until` comes first."""
        if until < after:
            return -self.count(until, after)
        if after.date() == until.date():
            return self._open(after.date(), after.time(), until.time())
        between = self.calendar.count(after.date(), until.date() - timedelta(days=1)) * self._full_day
        between -= sum(1 for day in self.halves if after.date() < day < until.date()) * self._second_half
        return (
            self._open(after.date(), after.time(), time.max)
            + between
            + self._open(until.date(), time.min, until.time())
        )

    @property
    def _full_day(self) -> int:
        return sum(_length(window) for window in self.windows)

    @property
    def _second_half(self) -> int:
        return self._full_day - _length(self.windows[0])

    def _windows(self, day: date) -> tuple[Window, ...]:
        return self.windows[:1] if day in self.halves else self.windows

    def _open(self, day: date, since: time, until: time) -> int:
        return self._minutes(day, since, until) if self.calendar.is_working_day(day) else 0

    def _minutes(self, day: date, since: time, until: time) -> int:
        return sum(max(0, _length((max(a, since), min(b, until)))) for a, b in self._windows(day))

    def _skip(self, day: date, left: int) -> tuple[date, int]:
        """The working day on which `left` minutes, counted from the opening of `day`, run out, and what is left on it."""
        while left > (length := self._minutes(day, time.min, time.max)):
            whole = max(1, (left - 1) // self._full_day) if not self.halves else 1
            day, left = self.calendar.add(day, whole), left - (length if whole == 1 else whole * self._full_day)
        return day, left

    def _within(self, day: date, start: datetime, minutes: int) -> datetime:
        """The moment on `day`, at or after `start`, when `minutes` of open time have passed."""
        for opens, closes in self._windows(day):
            begins = max(opens, start.time()) if start.date() == day else opens
            length = max(0, _length((begins, closes)))
            if minutes <= length:
                return datetime.combine(day, begins, start.tzinfo) + timedelta(minutes=minutes)
            minutes -= length
        raise AssertionError("the caller has seen that the day is long enough")


def _length(window: Window) -> int:
    """Minutes in a window; negative when it ends before it begins."""
    (a, b) = window
    return (b.hour * 60 + b.minute) - (a.hour * 60 + a.minute)
