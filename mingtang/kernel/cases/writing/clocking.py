"""Clocks that a command starts and stops. A row may have several: those of its step, and a date of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.case_types import CaseType, case_type
from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.rules import packed
from mingtang.kernel.cases.store.tokens import Display
from mingtang.kernel.cases.timing import Ends, counted_in, ends_of
from mingtang.kernel.cases.writing.stroke import Stroke
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.kernel.statements.api import Run, rows_of
from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks import NoRule, Rule, Standing, due
from mingtang.lib.flow import Net, Refused
from mingtang.lib.flow.changes import OfferWork
from mingtang.lib.flow.net import Text

_START = """INSERT INTO cases_clock (case_id, no, code, rule, organ_id, started_at, due_at, amber_at, provisional, standing)
VALUES {rows}"""
_STOP = """UPDATE cases_clock SET standing = 'stopped', stopped_at = %s
WHERE case_id = %s AND stopped_at IS NULL{among}"""
DATED = "dated"
"""The code of the clock of an item that has a date of its own, by its step (`mt:due`)."""

Limit = str | Rule
"""The code of a limit in force, or a rule that somebody has made: a promise, a date."""


@dataclass(slots=True)
class Started:
    """A clock that begins to run."""

    no: int
    rule: Rule
    organ_id: int
    ends: Ends

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def due_at(self) -> datetime | None:
        return self.ends.due_at

    @property
    def amber_at(self) -> datetime | None:
        return self.ends.amber_at

    @property
    def provisional(self) -> bool:
        return self.ends.provisional


@dataclass(slots=True)
class Clocking:
    """Clocks to start, and rows whose clocks stop; `all_stop` when the case has ended."""

    started: list[Started] = field(default_factory=list)
    stopped: list[int] = field(default_factory=list)
    all_stop: bool = False


def clock(stroke: Stroke, displays: dict[int, Display]) -> Clocking:
    """Work out the clocks of a command, and put the most urgent end beside its item. Raises Refused for an unknown limit."""
    clocking, kind = Clocking(all_stop=stroke.has_ended), case_type(stroke.case.type)
    if stroke.opening:
        _start(clocking, stroke, 0, kind.limits_at(""), stroke.case.organ_id, stroke.case)
    for effect in stroke.effects(OfferWork):
        shown = displays.get(effect.token)
        if shown is not None:
            organ_id = shown.organ_id or stroke.case.organ_id
            _start(clocking, stroke, effect.token, list(_limits(kind, effect, stroke.now)), organ_id, shown)
    if not stroke.has_ended:
        clocking.stopped = [token.no for token in stroke.work(live=False) if has_limit(kind, stroke.net, token.node)]
    return clocking


def _limits(kind: CaseType, effect: OfferWork, now: datetime) -> Iterator[Limit]:
    """The limits of an item: of its step in the diagram, of its step in the case type, and a date of its own."""
    if effect.node:
        yield from dict.fromkeys([*effect.clock.split(), *kind.limits_at(effect.node)])
    if effect.due:
        yield dated(effect.due, timezone.localdate(now))


def dated(text: str, start: date) -> Rule:
    """The limit of something that has a date of its own. Raises Refused when `text` is none."""
    try:
        end = date.fromisoformat(text[:10])
    except ValueError as fault:
        raise Refused("no_date", f"“{text}”不是日期，应写成 2026-03-31。") from fault
    return Rule.until(DATED, "办理期限", start, end, source="事项规定的日期")


def has_limit(kind: CaseType, net: Net, node: str) -> bool:
    """Whether items at a step run against any limit."""
    if not node:
        return False
    duty = net[node].duty
    return bool(duty.clock or kind.limits_at(node)) or duty.due != Text()


def _start(clocking: Clocking, stroke: Stroke, no: int, limits: Any, organ_id: int, shown: Display | Case) -> None:
    """Start the clocks of a row; `shown` gets the most urgent ends."""
    if limits:
        hours = office_hours(organ_id)
        started = [start_of(stroke.case, no, limit, organ_id, stroke.now, hours) for limit in limits]
        shown.due_at = min((each.due_at for each in started if each.due_at), default=None)
        shown.amber_at = min((each.amber_at for each in started if each.amber_at), default=None)
        clocking.started += started


def start_of(case: Case, no: int, limit: Limit, organ_id: int, now: datetime, hours: OfficeHours) -> Started:
    """The clock of a limit that starts now, by the law of today. Raises Refused when no such limit is in force."""
    rule = limit if isinstance(limit, Rule) else _in_force(case, limit, now)
    return Started(no, rule, organ_id, ends_of(due(counted_in(rule, now), rule, (), hours), hours))


def _in_force(case: Case, code: str, now: datetime) -> Rule:
    channel = case.vars.get(case_type(case.type).channel, "")
    try:
        return statute(code, timezone.localdate(now), str(channel or ""))
    except NoRule as gap:
        raise Refused("no_rule", f"{gap}") from gap


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
            case_id, each.no, each.code, packed(each.rule.written()), each.organ_id, now, each.due_at, each.amber_at,
            each.provisional, str(Standing.RUNNING),
        )
    ]  # fmt: skip
    if rows:
        run(_START.format(rows=rows_of(10, len(clocking.started))), rows)
