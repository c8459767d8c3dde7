"""How parts went, read from the applications: the source of every counter."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from mingtang.domains.services.applications.api import Application, Defect, Part, Sharing, sharing_of
from mingtang.domains.services.efficiency.rules.tally import Went
from mingtang.kernel.cases.api import Clock, clocks
from mingtang.kernel.clocks.api import office_hours
from mingtang.lib.calendar import CalendarGap, OfficeHours

_ONLINE = frozenset({"pc", "mobile", "terminal", "api"})
_ABANDONED = frozenset({"withdrawn", "terminated", "voided", "correction_lapsed"})
_WHOLE = ("services.promise", "services.decision", "services.joint_decision")
_NONE = Sharing(0, 0, could_pull=False, pulled=False)


def parts_to_measure() -> QuerySet[Part]:
    """Parts of what was submitted, with what `went` reads."""
    corrected = Defect.objects.filter(application=OuterRef("application"), notice__gt=0)
    rows: QuerySet[Part] = Part.objects.filter(application__submitted_at__isnull=False)
    return rows.select_related("application__item").annotate(was_corrected=Exists(corrected)).order_by("pk")


def outcomes_of(parts: Collection[Part]) -> dict[int, Went]:
    """How these parts went, by part; five statements and one small one for each organ."""
    calendars: dict[int, OfficeHours] = {}
    sharing = sharing_of([part.application for part in parts if part.is_whole])
    used = _days_used([part for part in parts if part.decided_at])
    return {
        part.pk: _went(
            part, used.get(part.pk), calendars, sharing.get(part.application_id, _NONE) if part.is_whole else _NONE
        )
        for part in parts
    }


def _went(part: Part, used: int | None, calendars: dict[int, OfficeHours], sharing: Sharing) -> Went:
    application: Application = part.application
    decided_at, state = part.decided_at, str(part.state)
    promised = part.promise_due_at or part.statutory_due_at
    statutory = part.statutory_due_at or part.promise_due_at
    ended_on = timezone.localdate(application.ended_at) if application.ended_at else None
    refused = state == "not_accepted"
    return Went(
        organ=part.organ_id,
        item=application.item_id,
        person=part.handler_id,
        submitted_on=timezone.localdate(application.submitted_at),
        accepted_on=part.accepted_on,
        refused_on=ended_on if refused else None,
        decided_on=timezone.localdate(decided_at) if decided_at else None,
        abandoned_on=ended_on if decided_at is None and state in _ABANDONED else None,
        online=application.channel in _ONLINE,
        immediate=application.item.project_type == "1",
        corrected=bool(part.was_corrected),  # type: ignore[attr-defined]
        denied=part.decision in {"denied", "disagreed"},
        on_time=bool(decided_at and (promised is None or decided_at <= promised) and (statutory is None or decided_at <= statutory)),
        early=bool(decided_at and promised and timezone.localdate(decided_at) < _last_day(promised)),
        working_days=_working_days(part, used, calendars),
        natural_days=_natural_days(part),
        materials=sharing.needed,
        shared=sharing.shared,
        pullable=sharing.could_pull,
        pulled=sharing.pulled,
    )  # fmt: skip


def _last_day(due_at: Any) -> Any:
    """The day that a limit of whole days ends on: its end is the first moment of the next."""
    return timezone.localdate(due_at - timedelta(microseconds=1))


def _natural_days(part: Part) -> int | None:
    if part.decided_at is None or part.accepted_on is None:
        return None
    return max(0, (timezone.localdate(part.decided_at) - part.accepted_on).days)


def _working_days(part: Part, used: int | None, calendars: dict[int, OfficeHours]) -> int | None:
    """From acceptance to decision without pauses, as the clock counted; by the calendar where there was no clock."""
    if part.decided_at is None or part.accepted_on is None:
        return None
    if used is not None:
        return used
    if part.organ_id not in calendars:
        calendars[part.organ_id] = office_hours(part.organ_id)
    try:
        return max(0, calendars[part.organ_id].calendar.count(part.accepted_on, timezone.localdate(part.decided_at)))
    except CalendarGap:
        return _natural_days(part)


def _days_used(parts: Collection[Part]) -> dict[int, int]:
    """What the limits of the decision in working days say they have used."""
    by_code = {(part.application.case_id, code): part.pk for part in parts for code in _codes(part)}
    rows = Clock.objects.filter(case__in={case for case, _ in by_code}, no=0, stopped_at__isnull=False)
    used: dict[int, int] = {}
    for view in clocks.views_of(rows.order_by("-id")):
        part = by_code.get((view.clock.case_id, view.clock.code))
        if part is not None and view.due.rule.unit == "working_days":
            used[part] = view.used.used
    return used


def _codes(part: Part) -> list[str]:
    return [f"{code}/{part.branch}" if part.branch else code for code in _WHOLE]
