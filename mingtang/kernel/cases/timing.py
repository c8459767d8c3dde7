"""How clocks stand: when each ends by its own rule and events, when its light turns amber, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.models import Case, Clock, ClockEvent
from mingtang.kernel.clocks.api import interruptions, moment_of, office_hours, start_of
from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks import (
    Due,
    Elapsed,
    Event,
    Extended,
    Light,
    Pause,
    Restart,
    Rule,
    Stop,
    due,
    elapsed,
    explain,
    light,
    turns_amber,
)


@dataclass(frozen=True)
class ClockView:
    """How a clock stands: its end, how much is used, its light, and the sentence why it ends when it does."""

    clock: Clock
    due: Due
    used: Elapsed
    light: Light
    sentence: str


@dataclass(frozen=True)
class Ends:
    """When a clock ends and when its light turns amber; both None while it is paused."""

    due_at: datetime | None
    amber_at: datetime | None
    provisional: bool
    standing: str


def ends_of(end: Due, hours: OfficeHours) -> Ends:
    """The end of a clock as rows keep it."""
    return Ends(moment_of(end), start_of(turns_amber(end, hours)), end.provisional, str(end.standing))


def due_of(clock: Clock, events: Sequence[ClockEvent]) -> Due:
    """When the clock ends by its own rule, its events and the calendar of today. Raises UnlawfulEvent."""
    rule = Rule.read(clock.rule)
    return due(counted_in(rule, clock.started_at), rule, _events(rule, clock, events), office_hours(clock.organ_id))


def counted_in(rule: Rule, moment: datetime) -> date | datetime:
    """A day for limits that run over days, a point in local time for the others."""
    local = timezone.localtime(moment)
    return local.date() if rule.unit.is_daily else local


def _events(rule: Rule, clock: Clock, events: Sequence[ClockEvent]) -> list[Event]:
    kinds = ClockEvent.Kind
    found: list[Event] = []
    for event in events:
        at = counted_in(rule, event.at)
        if event.kind == kinds.PAUSE:
            found.append(Pause(event.what, at, counted_in(rule, event.until) if event.until else None))
        elif event.kind == kinds.EXTEND:
            found.append(Extended(event.amount, at, event.by_name))
        else:
            found.append(Restart(event.what, at))
    if clock.stopped_at:
        found.append(Stop(counted_in(rule, clock.stopped_at)))
    return found


def clocks_of(case: Case, calendars: Mapping[int, OfficeHours] | None = None) -> list[ClockView]:
    """All clocks of a case as they stand now, the case's own first; two statements and those of the calendars."""
    return views_of(Clock.objects.filter(case=case.pk).order_by("no", "id"), calendars)


def views_of(clocks: Any, calendars: Mapping[int, OfficeHours] | None = None) -> list[ClockView]:
    """How clocks stand now, of one case or of the items of a page; `clocks` is a queryset, `calendars` by organ."""
    now, hours = timezone.now(), dict(calendars or {})
    return [_view(clock, list(clock.events.all()), now, hours) for clock in clocks.prefetch_related("events")]


def _view(clock: Clock, events: Sequence[ClockEvent], now: datetime, known: dict[int, OfficeHours]) -> ClockView:
    """One clock; the calendar of an organ is asked for once."""
    if clock.organ_id not in known:
        known[clock.organ_id] = office_hours(clock.organ_id)
    rule, hours = Rule.read(clock.rule), known[clock.organ_id]
    start, happened = counted_in(rule, clock.started_at), _events(rule, clock, events)
    end = due(start, rule, happened, hours)
    used = elapsed(start, rule, happened, hours, now=counted_in(rule, now))
    return ClockView(clock, end, used, light(end, used), explain(end, hours, names=interruptions(clock.code)))
