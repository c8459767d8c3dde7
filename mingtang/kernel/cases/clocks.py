"""Commands on legal clocks, and how the clocks of a case stand.

    pause(actor, case.pk, no, "expert_review", reason="…")     # only kinds that the rule of the clock allows
    resume(actor, case.pk, no); extend(actor, case.pk, no, 10, reason="…"); restart(actor, case.pk, no, "corrected")

`no` is the row the clock runs for, 0 for the whole case. Dates come from `lib.clocks` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.acts import EXTEND_CLOCK, PAUSE_CLOCK, REDATE_CLOCK, RESTART_CLOCK, RESUME_CLOCK
from mingtang.kernel.cases.models import Case, Clock, ClockEvent, Errand, Step, Token
from mingtang.kernel.cases.policy import Right
from mingtang.kernel.cases.store.loading import Loaded, load
from mingtang.kernel.cases.store.statements import Run, one_transaction
from mingtang.kernel.cases.store.writing import insert_step
from mingtang.kernel.clocks.api import moment_of, office_hours, timer_due
from mingtang.kernel.evidence.api import SYSTEM, Act, Actor, NotPermitted, record_done, record_refusal
from mingtang.lib.clocks import (
    Due,
    Elapsed,
    Event,
    Extended,
    Light,
    Pause,
    Restart,
    Rule,
    Standing,
    Stop,
    UnlawfulEvent,
    due,
    elapsed,
    explain,
    light,
)
from mingtang.lib.flow import Refused
from mingtang.lib.flow.durations import Timer, TimerKind, parse_duration


@dataclass(frozen=True)
class ClockView:
    """How a clock stands: its end, how much is used, its light, and the sentence why it ends when it does."""

    clock: Clock
    due: Due
    used: Elapsed
    light: Light
    sentence: str


def pause(actor: Actor, case_id: int, no: int, kind: str, *, reason: str = "", key: str = "") -> Clock:
    """Let a clock stand still for a lawful reason. Raises Refused when its rule knows none of this kind."""

    def change(clock: Clock, now: datetime) -> dict[str, Any]:
        if _open_pause(clock) is not None:
            raise Refused("paused", "时限已经暂停。")
        _add(clock, actor, ClockEvent.Kind.PAUSE, now, what=kind, reason=reason)
        return {"kind": kind, "reason": reason}

    return _change(PAUSE_CLOCK, "PauseClock", actor, case_id, no, key, change)


def resume(actor: Actor, case_id: int, no: int, *, reason: str = "", key: str = "") -> Clock:
    """End the pause of a clock. Raises Refused when it is not paused."""

    def change(clock: Clock, now: datetime) -> dict[str, Any]:
        event = _open_pause(clock)
        if event is None:
            raise Refused("not_paused", "时限没有暂停。")
        ClockEvent.objects.filter(pk=event.pk).update(until=now)
        return {"kind": event.what, "reason": reason}

    return _change(RESUME_CLOCK, "ResumeClock", actor, case_id, no, key, change)


def extend(actor: Actor, case_id: int, no: int, amount: int, *, reason: str = "", key: str = "") -> Clock:
    """Extend a clock by `amount` in the unit of its rule. Raises Refused beyond what the rule allows."""

    def change(clock: Clock, now: datetime) -> dict[str, Any]:
        if amount < 1:
            raise Refused("no_amount", "延长的时间应大于零。")
        _add(clock, actor, ClockEvent.Kind.EXTEND, now, amount=amount, reason=reason)
        return {"amount": amount, "reason": reason}

    return _change(EXTEND_CLOCK, "ExtendClock", actor, case_id, no, key, change)


def restart(actor: Actor, case_id: int, no: int, kind: str, *, reason: str = "", key: str = "") -> Clock:
    """Count a clock anew from now, for a reason its rule knows. Raises Refused otherwise."""

    def change(clock: Clock, now: datetime) -> dict[str, Any]:
        _add(clock, actor, ClockEvent.Kind.RESTART, now, what=kind, reason=reason)
        return {"kind": kind, "reason": reason}

    return _change(RESTART_CLOCK, "RestartClock", actor, case_id, no, key, change)


def _change(kind: Act, command: str, actor: Actor, case_id: int, no: int, key: str, change: Any) -> Clock:
    """One change of a clock: right, lock, event, new end, history, evidence; a repeated key changes nothing."""
    try:
        with one_transaction() as run:
            loaded = load(run, case_id, no=no, key=key, account=actor.account_id)
            if loaded is None:
                raise Case.DoesNotExist
            clock = _clock_of(loaded, no)
            if loaded.seen is None:
                _require_right(kind, actor, loaded, no)
                now = timezone.now()
                said = change(clock, now)
                _date_anew(clock, now)
                _show(loaded.case, clock)
                _write_history(run, kind, command, actor, loaded.case, clock, now, said, key)
            return clock
    except NotPermitted as refusal:
        if refusal.refused:
            record_refusal(*refusal.refused, note=str(refusal))
        raise


def _clock_of(loaded: Loaded, no: int) -> Clock:
    clock: Clock | None = Clock.objects.filter(case=loaded.case.pk, no=no, stopped_at=None).first()
    if clock is None:
        raise Refused("no_clock", "该事项没有正在计算的时限。")
    return clock


def _require_right(kind: Act, actor: Actor, loaded: Loaded, no: int) -> None:
    """Clocks of an item belong to who handles it, those of the case to who handles any of it, all to who manages it."""
    if actor is SYSTEM:
        return
    tokens = [loaded.state.live.get(no)] if no else list(loaded.state.work)
    rights = [Right(actor, loaded.case, loaded.state, token) for token in tokens if token]
    manages = Right(actor, loaded.case, loaded.state, None).manages
    if not (manages or any(right.is_mine or right.may_take for right in rights)):
        raise NotPermitted("只有办理人可以变更该时限。", refused=(kind, actor, loaded.case))


def _open_pause(clock: Clock) -> ClockEvent | None:
    return clock.events.filter(kind=ClockEvent.Kind.PAUSE, until=None).first()


def _add(clock: Clock, actor: Actor, kind: str, now: datetime, **values: Any) -> None:
    ClockEvent.objects.create(clock=clock, kind=kind, at=now, by_id=actor.account_id, by_name=actor.name, **values)


def _date_anew(clock: Clock, now: datetime) -> bool:
    """Work out the end of a clock from its rule and events; whether that differs from before. Raises Refused."""
    try:
        end = due_of(clock, list(clock.events.all()))
    except UnlawfulEvent as fault:
        raise Refused("unlawful", str(fault)) from fault
    fresh = (moment_of(end), end.provisional, str(end.standing))
    if fresh == (clock.due_at, clock.provisional, clock.standing):
        return False
    clock.due_at, clock.provisional, clock.standing = fresh
    # not saved: in a pipeline nobody knows yet how many rows a statement has met, and `save` asks
    Clock.objects.filter(pk=clock.pk).update(
        due_at=clock.due_at, provisional=clock.provisional, standing=clock.standing
    )
    return True


def _show(case: Case, clock: Clock) -> None:
    """Put the end of a clock beside its item or case, where lists read it."""
    if clock.no:
        Token.objects.filter(pk=(case.pk, clock.no)).update(due_at=clock.due_at)
    else:
        Case.objects.filter(pk=case.pk).update(due_at=clock.due_at)


def _write_history(
    run: Run,
    kind: Act,
    command: str,
    actor: Actor,
    case: Case,
    clock: Clock,
    now: datetime,
    said: dict[str, Any],
    key: str,
) -> None:
    due_at = clock.due_at.isoformat() if clock.due_at else None
    body = {"clock": clock.code, **said, "due_at": due_at}
    title = str(clock)[:200]
    insert_step(
        run, Step.by(actor, case_id=case.pk, at=now, command=command, no=clock.no, title=title, body=body, key=key)
    )
    record_done(
        run,
        kind,
        actor,
        about=("cases.case", case.pk, str(case)),
        organ=case.organ_id,
        changes=[{"on": "cases.clock", "id": str(clock.pk), "before": None, "after": body}],
        at=now,
        note=str(clock),
    )


def redate_clocks(run: Run, case: Case) -> None:
    """Work out again, by the calendar of today, the clocks of a case that run and its timers of working time."""
    now = timezone.now()
    for clock in Clock.objects.filter(case=case.pk, stopped_at=None):
        before = clock.due_at
        if _date_anew(clock, now):
            _show(case, clock)
            said = {"before": before.isoformat() if before else None, "reason": "工作日历变更"}
            _write_history(run, REDATE_CLOCK, "RedateClock", SYSTEM, case, clock, now, said, "")
            body = {"text": f"“{clock}”的期限因工作日历变更而调整。", "redated": True}
            Errand.objects.create(kind=Errand.Kind.REMIND, case_id=case.pk, no=clock.no, body=body, due_at=now)
    _redate_timers(case)


def _redate_timers(case: Case) -> None:
    """Timers that count working time and never stood still; the others keep what was left of them."""
    for errand in Errand.objects.filter(case=case.pk, kind=Errand.Kind.TIMER, paused_at=None, dead=False):
        body = errand.body
        if body.get("shifted") or body["kind"] == TimerKind.DATE:
            continue
        duration = parse_duration(body["text"])
        if duration.working_days or duration.working_hours:
            timer = Timer(TimerKind(body["kind"]), body["text"])
            due_at = timer_due(timer, datetime.fromisoformat(body["base"]), case.organ_id)
            Errand.objects.filter(pk=errand.pk).update(due_at=due_at)


def due_of(clock: Clock, events: Sequence[ClockEvent]) -> Due:
    """When the clock ends by its own rule, its events and the calendar of today. Raises UnlawfulEvent."""
    rule = Rule.read(clock.rule)
    return due(_as(rule, clock.started_at), rule, _events(rule, clock, events), office_hours(clock.organ_id))


def _events(rule: Rule, clock: Clock, events: Sequence[ClockEvent]) -> list[Event]:
    kinds = ClockEvent.Kind
    found: list[Event] = []
    for event in events:
        at = _as(rule, event.at)
        if event.kind == kinds.PAUSE:
            found.append(Pause(event.what, at, _as(rule, event.until) if event.until else None))
        elif event.kind == kinds.EXTEND:
            found.append(Extended(event.amount, at, event.by_name))
        else:
            found.append(Restart(event.what, at))
    if clock.stopped_at:
        found.append(Stop(_as(rule, clock.stopped_at)))
    return found


def _as(rule: Rule, moment: datetime) -> date | datetime:
    """A day for limits that run over days, a point in local time for the others."""
    local = timezone.localtime(moment)
    return local.date() if rule.unit.is_daily else local


def clocks_of(case: Case) -> list[ClockView]:
    """All clocks of a case as they stand now, the case's own first; two statements and those of the calendar."""
    return views_of(Clock.objects.filter(case=case.pk).order_by("no"))


def views_of(clocks: Any) -> list[ClockView]:
    """How clocks stand now, of one case or of the items of a page; `clocks` is a queryset."""
    now = timezone.now()
    return [_view(clock, list(clock.events.all()), now) for clock in clocks.prefetch_related("events")]


def _view(clock: Clock, events: Sequence[ClockEvent], now: datetime) -> ClockView:
    rule, hours = Rule.read(clock.rule), office_hours(clock.organ_id)
    start, happened = _as(rule, clock.started_at), _events(rule, clock, events)
    end = due(start, rule, happened, hours)
    used = elapsed(start, rule, happened, hours, now=_as(rule, now))
    return ClockView(clock, end, used, light(end, used), explain(end, hours))


__all__ = ["ClockView", "Standing", "clocks_of", "extend", "pause", "restart", "resume", "views_of"]
