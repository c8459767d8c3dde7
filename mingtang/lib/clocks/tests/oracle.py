"""An oracle for legal clocks: the words of the law walked through day by day and minute by minute, sharing no code with
the engine. Working days come from the text of the notices of 2025 and 2026, not from a package.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from mingtang.lib.clocks import Event, Extended, Pause, Restart, Rule

OFF = {
    2025: "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
    2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
}
WORKED = {2025: "0126 0208 0427 0928 1011", 2026: "0104 0214 0228 0509 0920 1010"}
MORNING, AFTERNOON = (time(9), time(12)), (time(13, 30), time(17, 30))


def _days(table: dict[int, str]) -> set[date]:
    days = set()
    for year, text in table.items():
        for part in text.split():
            first, _, last = part.partition("-")
            day = date(year, int(first[:2]), int(first[2:]))
            while day <= date(year, int((last or first)[:2]), int((last or first)[2:])):
                days.add(day)
                day += timedelta(days=1)
    return days


DAYS_OFF, DAYS_WORKED = _days(OFF), _days(WORKED)


def is_worked(day: date) -> bool:
    """不含法定节假日: the week-end rests and the holiday rests, unless the notice says that it is worked."""
    return day in DAYS_WORKED or (day.weekday() < 5 and day not in DAYS_OFF)


def is_open(minute: datetime, halves: frozenset[date]) -> bool:
    """Whether the office is open during this minute."""
    windows = [MORNING] if minute.date() in halves else [MORNING, AFTERNOON]
    return is_worked(minute.date()) and any(opens <= minute.time() < closes for opens, closes in windows)


def end_in_days(start: date, rule: Rule, events: list[Event]) -> date | None:
    """期间开始的日不计算在期间内. A pause frees the days after it starts up to the one it ends on; None while one lasts."""
    start, pauses, amount = _story(start, rule, events)
    first = start if rule.counted else start + timedelta(days=1)
    if rule.unit == "months":
        amount = _days_of_months(start, amount, counted=rule.counted)
    day, left = first - timedelta(days=1), amount
    while left:
        day += timedelta(days=1)
        if any(pause.start < day and (pause.end is None or day <= pause.end) for pause in pauses):
            if any(pause.end is None and pause.start < day for pause in pauses):
                return None
            continue
        if rule.unit != "working_days" or is_worked(day):
            left -= 1
    while rule.rolls and not is_worked(day):
        day += timedelta(days=1)
    return day


def end_in_minutes(start: datetime, rule: Rule, events: list[Event], halves: frozenset[date]) -> datetime | None:
    """Minute by minute; those within a pause are free."""
    start, pauses, left = _story(start, rule, events)
    minute = start
    while left:
        holding = [pause for pause in pauses if pause.start <= minute and (pause.end is None or minute < pause.end)]
        if any(pause.end is None for pause in holding):
            return None
        if not holding and (rule.unit == "minutes" or is_open(minute, halves)):
            left -= 1
        minute += timedelta(minutes=1)
    return minute


def latest_before(event: date, rule: Rule) -> date:
    """The last day from which so many days, the event's own not among them, still lie before the event."""
    day, left = event, rule.amount
    while left:
        day -= timedelta(days=1)
        left -= rule.unit == "natural_days" or is_worked(day)
    return day


def _story(start, rule, events):
    """From when to count after the last restart, the pauses, and how much with the extensions since."""
    restarts = [event.at for event in events if isinstance(event, Restart)]
    start = max(restarts, default=start)
    pauses = [event for event in events if isinstance(event, Pause)]
    extended = sum(event.amount for event in events if isinstance(event, Extended) and event.at >= start)
    return start, pauses, rule.amount + extended


def _days_of_months(start: date, months: int, *, counted: bool) -> int:
    """按照年、月计算期间的，到期月的对应日为期间的最后一日；没有对应日的，月末日为最后一日（民法典第二百零二条）."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    last = date(year, month, min(start.day, monthrange(year, month)[1]))
    return (last - start).days  # when the first day counts, so many days end on the eve of the corresponding day
