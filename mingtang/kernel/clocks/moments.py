"""Moments for programs: when a timer of a diagram fires, and when a limit of whole days ends."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from mingtang.kernel.clocks.calendars import shelf_and_region
from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks import Due, months_later
from mingtang.lib.flow.durations import Duration, Timer, TimerKind, parse_duration


def timer_due(timer: Timer, base: datetime, organ_id: int) -> datetime:
    """When `timer`, counted from `base`, fires. Working days and hours are those of the organ's region."""
    local = timezone.localtime(base)
    if timer.kind is TimerKind.DATE:
        moment = datetime.fromisoformat(timer.text)
        return moment if moment.tzinfo else timezone.make_aware(moment)
    duration = parse_duration(timer.text)
    working = duration.working_days or duration.working_hours
    return _after(duration, local, _hours(organ_id) if working else None)


def _after(duration: Duration, base: datetime, hours: OfficeHours | None) -> datetime:
    """Years to seconds first, then working time. Whole working days end with their last day."""
    day = months_later(base.date(), 12 * duration.years + duration.months)
    moment = datetime.combine(day, base.timetz()) + timedelta(
        days=duration.days, hours=duration.hours, minutes=duration.minutes, seconds=duration.seconds
    )
    if hours is None:
        return moment
    if duration.working_days:
        moment = end_of(hours.calendar.add(moment.date(), duration.working_days))
    return hours.add(moment, 60 * duration.working_hours) if duration.working_hours else moment


def timer_resumed(text: str, due_at: datetime, paused_at: datetime, now: datetime, organ_id: int) -> datetime:
    """When a timer that stood still from `paused_at` to `now` fires: what was left then is left now."""
    duration = parse_duration(text)
    if not duration.working_days:
        return due_at + (now - paused_at)
    calendar = _hours(organ_id).calendar
    free = calendar.count(timezone.localtime(paused_at).date(), timezone.localtime(now).date())
    last_day = timezone.localtime(due_at - timedelta(microseconds=1)).date()
    return end_of(calendar.add(last_day, free))


def end_of(day: date) -> datetime:
    """The end of a day: the first moment of the next."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def moment_of(due: Due) -> datetime | None:
    """The moment after which a clock is overdue; None while it is paused. Whole days end with their last moment."""
    if due.at is None:
        return None
    if not isinstance(due.at, datetime):
        return end_of(due.at)
    return due.at if due.at.tzinfo else timezone.make_aware(due.at)


def start_of(moment: date | datetime | None) -> datetime | None:
    """The first moment of a day, or the moment itself, aware."""
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min)
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _hours(organ_id: int) -> OfficeHours:
    shelf, region = shelf_and_region(organ_id)
    return shelf.hours(region)
