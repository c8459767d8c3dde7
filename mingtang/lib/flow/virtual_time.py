"""Due times for runs without a calendar: working days are Monday to Friday, a working day has eight hours.

The durable side uses the legal clocks instead; this is for headless runs and tests only.
"""

from calendar import monthrange
from datetime import datetime, timedelta

from mingtang.lib.flow.durations import Duration, Timer, TimerKind, parse_duration

HOURS_OF_A_WORKING_DAY = 8


def due(timer: Timer, base: datetime) -> datetime:
    """When `timer`, counted from `base`, is due."""
    if timer.kind is TimerKind.DATE:
        moment = datetime.fromisoformat(timer.text)
        return moment if moment.tzinfo else moment.replace(tzinfo=base.tzinfo)
    return after(parse_duration(timer.text), base)


def after(duration: Duration, base: datetime) -> datetime:
    """The moment `duration` after `base`. Months end on their last day at the latest."""
    moment = _months_later(base, 12 * duration.years + duration.months)
    moment += timedelta(days=duration.days, hours=duration.hours, minutes=duration.minutes, seconds=duration.seconds)
    days, hours = divmod(duration.working_hours, HOURS_OF_A_WORKING_DAY)
    for _day in range(duration.working_days + days):
        moment += timedelta(days=1)
        while moment.weekday() >= 5:
            moment += timedelta(days=1)
    return moment + timedelta(hours=hours)


def _months_later(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
