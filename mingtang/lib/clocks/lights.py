"""Lights: how urgent a clock is, from the same function as its date (services.md 7)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks.clock import Due, Elapsed, Standing, amber


class Light(StrEnum):
    """Green runs, amber is near its end, red is past it; a paused or met limit has a light of its own."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    PAUSED = "pause"
    DONE = "done"
    DONE_LATE = "done_late"


@dataclass(frozen=True)
class Threshold:
    """When amber begins: at `per_cent` of the time used, or with `left` units remaining, whichever comes first (R02)."""

    per_cent: int = 90
    left: int = 1


def turns_amber(due: Due, hours: OfficeHours, threshold: Threshold = Threshold()) -> date | datetime | None:
    """The first day, or moment, on which `light` is amber; None while the clock is paused."""
    return amber(due, hours, per_cent=threshold.per_cent, left=threshold.left)


def light(due: Due, used: Elapsed, threshold: Threshold = Threshold()) -> Light:
    """The light of a clock."""
    if due.standing == Standing.STOPPED:
        return Light.DONE_LATE if used.overdue else Light.DONE
    if used.overdue:
        return Light.RED
    if due.standing == Standing.PAUSED:
        return Light.PAUSED
    near = used.used * 100 >= due.total * threshold.per_cent or used.remaining <= threshold.left
    return Light.AMBER if near else Light.GREEN
