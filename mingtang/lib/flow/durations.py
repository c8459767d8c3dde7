"""Durations and repetitions as diagrams write them, kept as values: turning them into dates needs a calendar.

Beside ISO 8601 (`P1M`, `PT4H`) there is legal time: `P20WD` is twenty working days and `PT8WH` eight working hours of
the calendar of the organ.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_DURATION = re.compile(
    r"P(?=.)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?"
    r"(?:(?P<days>\d{1,5})D)?(?:(?P<working_days>\d{1,4})WD)?"
    r"(?:T(?=.)(?:(?P<hours>\d{1,5})H)?(?:(?P<working_hours>\d{1,4})WH)?(?:(?P<minutes>\d{1,6})M)?"
    r"(?:(?P<seconds>\d{1,7})S)?)?",
    re.ASCII,
)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?", re.ASCII)
_REPEATED = re.compile(r"R(\d{0,4})/(.+)", re.ASCII)
FOREVER = -1


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of legal or natural time. Years to seconds add up; nothing is converted."""

    years: int = 0
    months: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0
    working_days: int = 0
    working_hours: int = 0


class TimerKind(StrEnum):
    """Fires at a moment, after a duration, or again and again."""

    DATE = "date"
    DURATION = "duration"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Timer:
    """When a waiting row becomes due. `text` is a moment or a duration; `repeats` counts the firings still to come."""

    kind: TimerKind
    text: str
    repeats: int = 1


def parse_duration(text: str) -> Duration:
    """The duration written as `text`. Raises ValueError with a Chinese message."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}”不是时长，应写成 P20WD（20 个工作日）、P1M、PT4H 这样")
    amounts = {name: int(amount) for name, amount in match.groupdict().items() if amount}
    weeks = amounts.pop("weeks", 0)
    amounts["days"] = amounts.get("days", 0) + 7 * weeks
    return Duration(**amounts)


def parse_timer(kind: TimerKind, text: str) -> Timer:
    """The timer of `kind` written as `text`. Raises ValueError with a Chinese message."""
    if kind is TimerKind.DATE:
        if not _MOMENT.fullmatch(text):
            raise ValueError(f"“{text}”不是日期，应写成 2026-12-31 或 2026-12-31T17:00:00")
        return Timer(kind, text)
    if kind is TimerKind.DURATION:
        parse_duration(text)
        return Timer(kind, text)
    match = _REPEATED.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}”不是周期，应写成 R3/P7D（每 7 天一次，共 3 次）")
    parse_duration(match[2])
    return Timer(kind, match[2], int(match[1]) if match[1] else FOREVER)
