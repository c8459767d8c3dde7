"""When a hall is open, and which half-hours can be booked: by the calendar of its organ."""

from datetime import date, datetime

from django.utils import timezone

from mingtang.domains.services.hall.models import Hall
from mingtang.domains.services.hall.rules import half_hours
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.clocks import due

BOOKABLE_DAYS = 5
"""How many working days ahead can be booked."""


def is_open(hall: Hall, at: datetime) -> bool:
    """Whether tickets are given at a moment."""
    if hall.always_open:
        return True
    hours, local = office_hours(hall.organ_id), timezone.localtime(at)
    windows = hours.windows[:1] if local.date() in hours.halves else hours.windows
    inside = any(begins <= local.time() < ends for begins, ends in windows)
    return inside and hours.calendar.is_working_day(local.date())


def bookable_days(hall: Hall, today: date) -> list[date]:
    """The next working days of the hall's organ."""
    calendar = office_hours(hall.organ_id).calendar
    return [calendar.add(today, n) for n in range(1, BOOKABLE_DAYS + 1)]


def slots_on(hall: Hall, day: date) -> list[datetime]:
    """The half-hours of a working day."""
    hours = office_hours(hall.organ_id)
    windows = hours.windows[:1] if day in hours.halves else hours.windows
    return [timezone.make_aware(datetime.combine(day, at)) for at in half_hours(windows)]


def end_of_block(hall: Hall, began: date) -> date:
    """The last day on which somebody who did not come, too often, cannot book."""
    ends = due(began, statute("services.booking_block", began), (), office_hours(hall.organ_id)).at
    assert isinstance(ends, date)  # a limit of whole days
    return ends
