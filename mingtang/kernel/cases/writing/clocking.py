"""Clocks that a command starts and stops."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.rules import packed
from mingtang.kernel.cases.store.statements import Run, rows_of
from mingtang.kernel.cases.store.tokens import Display
from mingtang.kernel.cases.writing.stroke import Stroke
from mingtang.kernel.clocks.api import moment_of, office_hours, statute
from mingtang.lib.clocks import NoRule, Rule, Standing, due
from mingtang.lib.flow import Refused
from mingtang.lib.flow.changes import OfferWork

_START = """INSERT INTO cases_clock (case_id, no, code, rule, organ_id, started_at, due_at, provisional, standing)
VALUES {rows}"""
_STOP = """UPDATE cases_clock SET standing = 'stopped', stopped_at = %s
WHERE case_id = %s AND stopped_at IS NULL{among}"""


@dataclass(slots=True)
class Started:
    """A clock that begins to run."""

    no: int
    code: str
    rule: Rule
    organ_id: int
    due_at: datetime | None
    provisional: bool


@dataclass(slots=True)
class Clocking:
    """Clocks to start, and rows whose clocks stop; `all_stop` when the case has ended."""

    started: list[Started] = field(default_factory=list)
    stopped: list[int] = field(default_factory=list)
    all_stop: bool = False


def clock(stroke: Stroke, displays: dict[int, Display]) -> Clocking:
    """Work out the clocks of a command, and put the end of each beside its item. Raises Refused for an unknown limit."""
    clocking = Clocking(all_stop=stroke.has_ended)
    codes = case_type(stroke.case.type).clocks
    if stroke.opening and (code := codes.get("")):
        started = start_of(stroke.case, 0, code, stroke.case.organ_id, stroke.now)
        stroke.case.due_at = started.due_at
        clocking.started.append(started)
    for effect in stroke.effects(OfferWork):
        code = effect.clock or codes.get(effect.node, "") if effect.node else ""
        if code and effect.token in displays:
            shown = displays[effect.token]
            started = start_of(stroke.case, effect.token, code, shown.organ_id or stroke.case.organ_id, stroke.now)
            shown.due_at = started.due_at
            clocking.started.append(started)
    if not stroke.has_ended:
        clocking.stopped = [token.no for token in stroke.work(live=False) if _has_clock(stroke, token.node, codes)]
    return clocking


def _has_clock(stroke: Stroke, node: str, codes: Any) -> bool:
    return bool(node) and bool(stroke.net[node].duty.clock or codes.get(node))


def start_of(case: Case, no: int, code: str, organ_id: int, now: datetime) -> Started:
    """The clock of limit `code` that starts now, by the law of today. Raises Refused when no such limit is in force."""
    local = timezone.localtime(now)
    channel = case.vars.get(case_type(case.type).channel, "")
    try:
        rule = statute(code, local.date(), str(channel or ""))
    except NoRule as gap:
        raise Refused("no_rule", f"{gap}") from gap
    begun: date | datetime = local.date() if rule.unit.is_daily else local
    end = due(begun, rule, (), office_hours(organ_id))
    return Started(no, code, rule, organ_id, moment_of(end), end.provisional)


def write_clocks(run: Run, stroke: Stroke, clocking: Clocking) -> None:
    """At most two statements."""
    case_id, now = stroke.case.pk, stroke.now
    if clocking.all_stop:
        run(_STOP.format(among=""), [now, case_id])
    elif clocking.stopped:
        marks = ", ".join(["%s"] * len(clocking.stopped))
        run(_STOP.format(among=f" AND no IN ({marks})"), [now, case_id, *clocking.stopped])
    rows = [
        value
        for each in clocking.started
        for value in (
            case_id, each.no, each.code, packed(each.rule.written()), each.organ_id, now, each.due_at,
            each.provisional, str(Standing.RUNNING),
        )
    ]  # fmt: skip
    if rows:
        run(_START.format(rows=rows_of(9, len(clocking.started))), rows)
