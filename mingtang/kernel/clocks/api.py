"""What the rest of Mingtang may use of the clocks. No other place adds days to dates."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from mingtang.kernel.clocks.calendars import held as one_calendar
from mingtang.kernel.clocks.calendars import shelf_and_region, shelf_and_regions
from mingtang.kernel.clocks.events import CalendarChanged
from mingtang.kernel.clocks.limits import limit_in_force, some_in_force
from mingtang.kernel.clocks.moments import end_of, moment_of, start_of, timer_due, timer_resumed
from mingtang.kernel.clocks.statutes import businesses, shipped
from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks import Rule

__all__ = [
    "CalendarChanged",
    "edition",
    "end_of",
    "interruptions",
    "limit_codes",
    "limit_titles",
    "moment_of",
    "office_hours",
    "offices",
    "one_calendar",
    "start_of",
    "statute",
    "statutes",
    "timer_due",
    "timer_resumed",
]


def office_hours(organ_id: int | None = None) -> OfficeHours:
    """Working days and hours of the region an organ lies in; without organ those of the nation.

    One small statement while nobody has changed a calendar, whichever process did; five after a change.
    """
    shelf, region = shelf_and_region(organ_id)
    return shelf.hours(region)


def offices(organ_ids: Collection[int]) -> dict[int, OfficeHours]:
    """As `office_hours`, for several organs by id; together one statement. None of them is an organ that does not exist."""
    shelf, regions = shelf_and_regions(organ_ids)
    return {organ_id: shelf.hours(region) for organ_id, region in regions.items()}


def statute(code: str, on: date, channel: str = "") -> Rule:
    """The time limit for what starts on `on` through `channel`, such as `disclosure.reply`.

    No statement for rules of law, one for figures of practice, which a node may set for itself. Raises NoRule.
    """
    return limit_in_force(code, on, channel)


def statutes(codes: Iterable[str], on: date) -> dict[str, Rule]:
    """Several of them by code; together at most one statement. Raises NoRule."""
    return some_in_force(codes, on)


def limit_codes() -> frozenset[str]:
    """The codes that `statute` knows; no statement."""
    return shipped().codes


def limit_titles() -> dict[str, str]:
    """What the limits that `statute` knows are called, by code; no statement."""
    return {rule.code: rule.title for rule in shipped().rules}


def interruptions(code: str) -> Mapping[str, str]:
    """Words for what may interrupt a limit, by kind; those of its business, whoever made the limit. No statement."""
    business = businesses().get(code.partition(".")[0])
    return business.kinds if business else {}


def edition() -> str:
    """The token of the calendars in force; differs after every change. One statement."""
    shelf, _ = shelf_and_region()
    return shelf.edition
