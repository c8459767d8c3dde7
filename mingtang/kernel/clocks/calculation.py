"""A date of the law worked out on request: the rule in force, what happened, the end, and the sentence why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mingtang.kernel.clocks.calendars import shelf_and_region
from mingtang.kernel.clocks.limits import limit_in_force
from mingtang.kernel.clocks.statutes import business_of
from mingtang.kernel.directory.api import Refused
from mingtang.lib.calendar import CalendarGap, OfficeHours
from mingtang.lib.clocks import Due, Event, NoRule, Rule, UnlawfulEvent, due, explain

Moment = date | datetime


@dataclass(frozen=True)
class Answer:
    """When a limit ends, and why."""

    rule: Rule
    due: Due
    sentence: str

    @property
    def when(self) -> str:
        """The end as people read it; empty while a pause lasts."""
        at = self.due.at
        return f"{at:%Y-%m-%d %H:%M}" if isinstance(at, datetime) else str(at or "")


def calculate(
    code: str, channel: str, start: Moment, events: Sequence[Event] = (), *, organ_id: int | None = None
) -> Answer:
    """The end of a limit that began at `start`, a day or a moment in local time, by the calendar of an organ.

    Raises Refused, in words, for what the rule or the calendar does not allow.
    """
    try:
        rule = limit_in_force(code, start.date() if isinstance(start, datetime) else start, channel)
        shelf, region = shelf_and_region(organ_id)
        return _answer(rule, start, events, shelf.hours(region))
    except (NoRule, UnlawfulEvent, CalendarGap) as fault:
        raise Refused(str(fault)) from fault
    except (OverflowError, ValueError) as fault:
        raise Refused("日期超出了可以计算的范围。") from fault


def _answer(rule: Rule, start: Moment, events: Sequence[Event], hours: OfficeHours) -> Answer:
    end = due(start, rule, events, hours)
    return Answer(rule, end, explain(end, hours, names=business_of(rule.code).kinds))
