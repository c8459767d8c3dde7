"""Limits of the occasions, from the statutes: how early, how long, how soon afterwards."""

from datetime import date, datetime

from mingtang.kernel.cases.lamps import Lamp, Lamps
from mingtang.kernel.clocks.api import end_of, office_hours, start_of, statute
from mingtang.lib.clocks import due

WARNING_DAYS = 3
"""Working days before the end in which a light is amber."""


def last_day(code: str, start: date, organ_id: int | None, channel: str = "") -> date:
    """The last day of the limit `code` that starts on `start`, by the calendar of an organ. Raises NoRule."""
    end = due(start, statute(code, start, channel), (), office_hours(organ_id)).at
    return end.date() if isinstance(end, datetime) else end or start


def lamp_of_day(due_on: date | None, lamps: Lamps, done_on: date | None = None) -> Lamp | None:
    """The light of what is due at the end of a day; None for what has no limit yet."""
    if due_on is None:
        return None
    if done_on is not None:
        return Lamp("done", "超期完成" if done_on > due_on else "按期完成")
    return lamps.lamp(end_of(due_on), start_of(lamps.hours.calendar.add(due_on, -WARNING_DAYS)))
