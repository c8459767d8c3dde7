"""From when to when licences hold, when their renewal may be asked for, when holders are reminded; by the clocks alone."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from mingtang.domains.services.licences.models import Licence, LicenceType
from mingtang.kernel.clocks.api import limit_codes, office_hours, statute
from mingtang.lib.calendar import CalendarGap
from mingtang.lib.clocks import NoRule, Rule, Unit, due

REMINDERS = ("services.licence_reminder_first", "services.licence_reminder_second", "services.licence_reminder_last")


@dataclass(frozen=True)
class RenewalWindow:
    """The days on which a renewal may be asked for, both included, and the clause of the last."""

    first: date | None
    last: date
    source: str = ""
    note: str = ""

    def is_open(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and day <= self.last


def end_of_term(kind: LicenceType, start: date) -> date | None:
    """The last day of a licence that holds from `start`, which counts; None for a licence without end."""
    if kind.term is None:
        return None
    rule = Rule("licences.term", kind.name, kind.term, Unit.MONTHS, kind.basis or kind.name, counted=True)
    return _day(due(start, rule, (), office_hours()).at)


def renewal_window(kind: LicenceType, until: date | None, organ_id: int | None) -> RenewalWindow | None:
    """When the renewal of a licence that ends on `until` may be asked for; None when it has no end.

    Where no limit is set, or the calendar does not reach so far, the last day is that of the licence itself.
    """
    if until is None:
        return None
    last, rule = _before(until, kind.renewal_until, organ_id)
    first, _ = _before(until, kind.renewal_from, organ_id)
    return RenewalWindow(first, last or until, rule.source if rule else "", rule.note if rule else "")


def reminder_days(renew_by: date, organ_id: int | None) -> dict[str, date]:
    """By the code of the limit, the days on which holders are told; counted back from the last day to ask."""
    days = {code: _before(renew_by, code, organ_id)[0] for code in REMINDERS}
    return {code: day for code, day in days.items() if day is not None}


def window_of(licence: Licence) -> RenewalWindow | None:
    """When the renewal of a licence may be asked for."""
    return renewal_window(licence.type, licence.valid_until, licence.issuer_id)


def back_counting_limits() -> list[tuple[str, str]]:
    """Limits that a type may name for its renewals, with their titles."""
    rules = [_rule(code, timezone.localdate()) for code in sorted(limit_codes()) if code.startswith("services.")]
    return [(rule.code, f"{rule.title}：{rule.amount} {_UNITS[rule.unit]}") for rule in rules if rule and rule.before]


_UNITS = {Unit.WORKING_DAYS: "个工作日", Unit.NATURAL_DAYS: "日", Unit.MONTHS: "个月"}


def _before(day: date, code: str, organ_id: int | None) -> tuple[date | None, Rule | None]:
    rule = _rule(code, day) if code else None
    if rule is None:
        return None, None
    try:
        return _day(due(day, rule, (), office_hours(organ_id)).at), rule
    except CalendarGap:
        return None, rule


def _rule(code: str, on: date) -> Rule | None:
    try:
        return statute(code, on)
    except NoRule:
        return None


def _day(at: date | datetime | None) -> date | None:
    return at.date() if isinstance(at, datetime) else at
