"""The limits within which a part is decided: begun at acceptance, stopped by what the law lists, extended, ended by the decision.

A case carries the limits of several organs at once, so those of a branch bear its key: `services.promise/fire`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.services.applications.limits import PROMISE, statutory_rule
from mingtang.domains.services.applications.models import Part
from mingtang.kernel.cases.api import Clock, clocks
from mingtang.kernel.evidence.api import SYSTEM, Deed
from mingtang.lib.clocks import Rule

JOINT = "services.joint_decision"
"""The limit of the law for the whole of a joint matter (行政许可法第四十二条第二款)."""


def own_rule(rule: Rule, part: Part) -> Rule:
    """A limit under the code that its clock bears for this part."""
    return replace(rule, code=f"{rule.code}/{part.branch}") if part.branch else rule


def begin_clocks(part: Part, rules: Iterable[Rule], on: date) -> None:
    """Let limits of the part begin on a day; limits of whole days ask for no more than some moment of it."""
    for rule in rules:
        clocks.begin(SYSTEM, _case(part), own_rule(rule, part), since=_noon(on))


def own_clocks(part: Part) -> QuerySet[Clock]:
    """The limits of deciding on the part that run or stand still, the promise first."""
    running: QuerySet[Clock] = Clock.objects.filter(case=_case(part), no=0, stopped_at=None).order_by("id")
    if part.branch:
        return running.filter(code__endswith=f"/{part.branch}")
    assert part.accepted_on is not None  # before acceptance nobody looks for limits of the decision
    statutory = statutory_rule(part.application.version.document, part.accepted_on)
    return running.filter(code__in=[PROMISE, JOINT, statutory.code])


def statutory_clock(part: Part) -> Clock | None:
    """The limit of the law for the part, None when it is not counted any more."""
    return next((clock for clock in own_clocks(part) if clock.code.partition("/")[0] != PROMISE), None)


def last_day_of(part: Part) -> date | None:
    """The last day of the limit of the law; None while it stands still."""
    clock = statutory_clock(part)
    end = clock.due_at if clock else None
    return None if end is None else timezone.localdate(end - timedelta(microseconds=1))


def stop_clocks(part: Part) -> None:
    """The part is decided: its limits are met."""
    for clock in own_clocks(part):
        clocks.stop(SYSTEM, clock.case_id, clock.code)


def pause_clocks(part: Part, kind: str, reason: str) -> None:
    """Promise and statutory limit stand still from tomorrow. Raises Refused for a kind that the law does not list."""
    for clock in own_clocks(part):
        clocks.pause(SYSTEM, clock.case_id, 0, kind, code=clock.code, reason=reason[:400])


def resume_clocks(part: Part) -> None:
    """They are counted again from tomorrow."""
    for clock in own_clocks(part):
        clocks.resume(SYSTEM, clock.case_id, 0, code=clock.code)


def extend_clocks(part: Part, amount: int, reason: str) -> None:
    """Extend what has not ended yet, promise and statutory limit alike. Raises Refused beyond what the law allows."""
    for clock in own_clocks(part):
        if clock.due_at is None or clock.due_at > timezone.now():
            clocks.extend(SYSTEM, clock.case_id, 0, amount, code=clock.code, reason=reason[:400])


def write_dates(deed: Deed, part: Part) -> None:
    """Write the ends of the limits, None while they stand still, beside the part and the application."""
    found = {clock.code.partition("/")[0] == PROMISE: clock.due_at for clock in own_clocks(part)}
    deed.change(part, promise_due_at=found.get(True), statutory_due_at=found.get(False))
    if part.is_whole:
        deed.change(part.application, due_at=part.promise_due_at or part.statutory_due_at)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _case(part: Part) -> int:
    case_id = part.application.case_id
    assert case_id is not None  # only submitted applications have parts
    return case_id
