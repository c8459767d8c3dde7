"""How time stands for what a list shows: a light and words, from the due moment and the working calendar alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from mingtang.kernel.clocks.api import end_of, office_hours
from mingtang.lib.calendar import CalendarGap, OfficeHours

LAMPS = {"red": "超期", "amber": "临期", "green": "正常", "pause": "暂停", "none": "无时限"}
"""What one may filter by. Amber begins with the last working day but one, as the threshold of the clocks does."""


@dataclass(frozen=True)
class Lamp:
    """A light of the component `light`: state and words."""

    state: str
    label: str


UNLIMITED = Lamp("green", "无时限")


@dataclass(frozen=True)
class Lamps:
    """The lights of one page, by one calendar at one moment."""

    hours: OfficeHours
    now: datetime

    @classmethod
    def of_organ(cls, organ_id: int | None) -> "Lamps":
        """By the calendar of an organ and the present; one small statement."""
        return cls(office_hours(organ_id), timezone.now())

    def lamp(self, due_at: datetime | None, *, paused: bool = False, ended: bool = False) -> Lamp | None:
        """The light of what is due at `due_at`; None for what has no limit."""
        if ended:
            return Lamp("done", "办结")
        if paused:
            return Lamp("pause", "暂停")
        if due_at is None:
            return None
        return self._late(due_at) if due_at <= self.now else self._early(due_at)

    def narrowed(self, state: str) -> Q:
        """The condition on `ends_at` and `paused`, as lists annotate them, under which the light is `state`."""
        soon, running = self._soon, Q(paused=False)
        return {
            "red": running & Q(ends_at__lte=self.now),
            "amber": running & Q(ends_at__gt=self.now, ends_at__lte=soon),
            "green": running & Q(ends_at__gt=soon),
            "pause": Q(paused=True),
            "none": running & Q(ends_at=None),
        }[state]

    def days(self, since: datetime, until: datetime | None = None) -> int:
        """Working days that have passed after the day of `since`, up to `until` or now."""
        return self._count(timezone.localdate(since), timezone.localdate(until or self.now))

    @property
    def _soon(self) -> datetime:
        """The end of the next working day."""
        today = timezone.localdate(self.now)
        try:
            return end_of(self.hours.calendar.add(today, 1))
        except CalendarGap:
            return end_of(today + timedelta(days=1))

    def _late(self, due_at: datetime) -> Lamp:
        days = self._count(last_day(due_at), timezone.localdate(self.now))
        return Lamp("red", f"超期 {days} 日" if days else "已超期")

    def _early(self, due_at: datetime) -> Lamp:
        today, last = timezone.localdate(self.now), last_day(due_at)
        if last == today:
            return Lamp("amber", _today(due_at - self.now, whole=due_at == end_of(today)))
        return Lamp("amber" if due_at <= self._soon else "green", f"余 {self._count(today, last)} 日")

    def _count(self, after: date, until: date) -> int:
        try:
            return self.hours.calendar.count(after, until)
        except CalendarGap:
            return (until - after).days


def last_day(due_at: datetime) -> date:
    """The day that `due_at` ends: a limit of whole days ends with the first moment of the next."""
    return timezone.localdate(due_at - timedelta(microseconds=1))


def _today(left: timedelta, *, whole: bool) -> str:
    if whole:
        return "今天到期"
    hours = int(left.total_seconds() // 3600)
    return f"余 {hours} 小时" if hours else "不到 1 小时"
