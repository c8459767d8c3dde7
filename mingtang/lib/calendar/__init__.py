"""The working calendar: which days an organ works, and arithmetic on them in constant time."""

from mingtang.lib.calendar.hours import OfficeHours
from mingtang.lib.calendar.seed import (
    known_notice,
    occasions,
    seeded_calendar,
    seeded_notices,
    seeded_years,
    statutory_days,
)
from mingtang.lib.calendar.working import CalendarGap, DayNotice, WorkCalendar

__all__ = [
    "CalendarGap",
    "DayNotice",
    "OfficeHours",
    "WorkCalendar",
    "known_notice",
    "occasions",
    "seeded_calendar",
    "seeded_notices",
    "seeded_years",
    "statutory_days",
]
