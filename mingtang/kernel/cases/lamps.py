"""How time stands for what a list shows: a light and words, from the due moment and the working calendar alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from mingtang.kernel.clocks.api import end_of, office_hours
from mingtang.lib.calendar import CalendarGap, OfficeHours

LAMPS = {"red": "超期", "amber": "临期", "green": "正常", "pause": "暂停", "none": "无时限"}
"""What one may filter by. Amber begins when the most urgent clock says so (`lib.clocks.turns_amber`)."""


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

    def lamp(
        self,
        due_at: datetime | None,
        amber_at: datetime | None = None,
        *,
        paused: bool = False,
        ended_at: datetime | None = None,
    ) -> Lamp | None:
        """The light of what is due at `due_at` and amber from `amber_at`; None for what has no limit.

        `paused` says that a clock stands still; another one that runs goes before it.
        """
        if ended_at:
            return Lamp("done", _kept(due_at, ended_at))
        if due_at is None:
            return Lamp("pause", "暂停") if paused else None
        if due_at <= self.now:
            return self._late(due_at)
        return Lamp("amber" if amber_at and amber_at <= self.now else "green", self._left(due_at))

    def of_item(self, row: Any, case: Any) -> Lamp | None:
        """The light of an open item: the most urgent of its own clocks and those of its case."""
        return self.lamp(earliest(row.due_at, case.due_at), earliest(row.amber_at, case.amber_at))

    def narrowed(self, state: str) -> Q:
        """The condition on `ends_at`, `warns_at` and `paused`, as lists annotate them, under which the light is `state`."""
        early = Q(ends_at__gt=self.now)
        return {
            "red": Q(ends_at__lte=self.now),
            "amber": early & Q(warns_at__lte=self.now),
            "green": early & (Q(warns_at__gt=self.now) | Q(warns_at=None)),
            "pause": Q(ends_at=None, paused=True),
            "none": Q(ends_at=None, paused=False),
        }[state]

    def days(self, since: datetime, until: datetime | None = None) -> int:
        """Working days that have passed after the day of `since`, up to `until` or now."""
        return self._count(timezone.localdate(since), timezone.localdate(until or self.now))

    def _late(self, due_at: datetime) -> Lamp:
        days = self._count(last_day(due_at), timezone.localdate(self.now))
        return Lamp("red", f"超期 {days} 日" if days else "已超期")

    def _left(self, due_at: datetime) -> str:
        today, last = timezone.localdate(self.now), last_day(due_at)
        if last == today:
            return _today(due_at - self.now, whole=due_at == end_of(today))
        return f"余 {self._count(today, last)} 日"

    def _count(self, after: date, until: date) -> int:
        try:
            return self.hours.calendar.count(after, until)
        except CalendarGap:
            return (until - after).days


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of the moments that there are."""
    return min((each for each in moments if each), default=None)


def _kept(due_at: datetime | None, ended_at: datetime) -> str:
    """Whether what has ended kept its limit."""
    if due_at is None:
        return "办结"
    return "按期办结" if ended_at <= due_at else "超期办结"


def last_day(due_at: datetime) -> date:
    """The day that `due_at` ends: a limit of whole days ends with the first moment of the next."""
    return timezone.localdate(due_at - timedelta(microseconds=1))


def _today(left: timedelta, *, whole: bool) -> str:
    if whole:
        return "今天到期"
    hours = int(left.total_seconds() // 3600)
    return f"余 {hours} 小时" if hours else "不到 1 小时"
