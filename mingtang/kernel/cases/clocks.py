"""Commands on legal clocks.

    begin(actor, case.pk, "services.decision"); stop(actor, case.pk, "services.acceptance")
    pause(actor, case.pk, no, "expert_review", reason="…")     # only kinds that a rule allows
    resume(actor, case.pk, no); extend(actor, case.pk, no, 10, reason="…"); restart(actor, case.pk, no, "corrected")

`no` is the row a clock runs for, 0 for the whole case. Of several clocks of a row a change concerns the one named by
`code`; without it those that the case type names for its kind (`CaseType.interrupts`), else all whose rule knows of it.
Dates come from `lib.clocks` alone.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone

from mingtang.kernel.cases.acts import (
    BEGIN_CLOCK,
    EXTEND_CLOCK,
    PAUSE_CLOCK,
    REDATE_CLOCK,
    RESTART_CLOCK,
    RESUME_CLOCK,
    STOP_CLOCK,
)
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.models import Case, Clock, ClockEvent, Errand, Step, Token
from mingtang.kernel.cases.policy import Right
from mingtang.kernel.cases.store.loading import Loaded, load
from mingtang.kernel.cases.store.writing import insert_step
from mingtang.kernel.cases.timing import ClockView, clocks_of, due_of, ends_of, views_of
from mingtang.kernel.cases.writing.clocking import Limit, start_of
from mingtang.kernel.clocks.api import office_hours, timer_due
from mingtang.kernel.evidence.api import SYSTEM, Act, Actor, NotPermitted, record_done, record_refusal
from mingtang.kernel.statements.api import Run, one_transaction
from mingtang.lib.clocks import Rule, Standing, UnlawfulEvent
from mingtang.lib.flow import Refused
from mingtang.lib.flow.durations import Timer, TimerKind, parse_duration

Said = dict[str, Any]
Change = Callable[[Loaded, datetime], tuple[list[Clock], Said]]
"""Makes a change; answers the clocks it concerns and what to say of it."""


def begin(
    actor: Actor,
    case_id: int,
    limit: Limit,
    *,
    no: int = 0,
    reason: str = "",
    key: str = "",
    since: datetime | None = None,
) -> Clock:
    """Start a clock beside those that run: of a limit in force, or of a rule that a domain makes (a promise, a date).

    `since` is when it began to count where that is not now (受理视为自收到之日).

    Raises Refused when one of that limit runs already, or no such limit is in force.
    """

    def change(loaded: Loaded, now: datetime) -> tuple[list[Clock], Said]:
        organ_id = loaded.case.organ_id
        started = start_of(loaded.case, no, limit, organ_id, since or now, office_hours(organ_id))
        if Clock.objects.filter(case=case_id, no=no, code=started.code, stopped_at=None).exists():
            raise Refused("clock_runs", f"“{started.rule.title}”已经在计算。")
        clock = Clock.objects.create(
            case_id=case_id, no=no, code=started.code, rule=started.rule.written(), organ_id=started.organ_id,
            started_at=since or now, due_at=started.due_at, amber_at=started.amber_at, provisional=started.provisional,
        )  # fmt: skip
        return [clock], {"reason": reason}

    return _change(BEGIN_CLOCK, "BeginClock", actor, case_id, no, key, change)[0]


def stop(actor: Actor, case_id: int, code: str = "", *, no: int = 0, reason: str = "", key: str = "") -> list[Clock]:
    """End a clock of a row because its purpose is met, or without `code` all of the row."""

    def change(loaded: Loaded, now: datetime) -> tuple[list[Clock], Said]:
        clocks = _running(loaded, no, code)
        for clock in clocks:
            clock.standing, clock.stopped_at = Standing.STOPPED, now
            Clock.objects.filter(pk=clock.pk).update(standing=Standing.STOPPED, stopped_at=now)
        return clocks, {"reason": reason}

    return _change(STOP_CLOCK, "StopClock", actor, case_id, no, key, change)


def pause(
    actor: Actor,
    case_id: int,
    no: int,
    kind: str,
    *,
    code: str = "",
    reason: str = "",
    key: str = "",
    since: datetime | None = None,
) -> list[Clock]:
    """Let clocks stand still for a lawful reason, from now or `since`. Raises Refused when no rule knows of this kind."""

    def change(loaded: Loaded, now: datetime) -> tuple[list[Clock], Said]:
        clocks = _concerned(loaded, no, code, kind, lambda rule: kind in rule.pauses)
        if any(_open_pause(clock) for clock in clocks):
            raise Refused("paused", "时限已经暂停。")
        for clock in clocks:
            _add(clock, actor, ClockEvent.Kind.PAUSE, since or now, what=kind, reason=reason)
        return clocks, {"kind": kind, "reason": reason}

    return _change(PAUSE_CLOCK, "PauseClock", actor, case_id, no, key, change)


def resume(
    actor: Actor,
    case_id: int,
    no: int,
    *,
    code: str = "",
    reason: str = "",
    key: str = "",
    until: datetime | None = None,
) -> list[Clock]:
    """End the pause of clocks, now or as of `until`. Raises Refused when none is paused."""

    def change(loaded: Loaded, now: datetime) -> tuple[list[Clock], Said]:
        pauses = {clock: event for clock in _running(loaded, no, code) if (event := _open_pause(clock))}
        if not pauses:
            raise Refused("not_paused", "时限没有暂停。")
        ClockEvent.objects.filter(pk__in=[event.pk for event in pauses.values()]).update(until=until or now)
        return list(pauses), {"kind": next(iter(pauses.values())).what, "reason": reason}

    return _change(RESUME_CLOCK, "ResumeClock", actor, case_id, no, key, change)


def extend(
    actor: Actor,
    case_id: int,
    no: int,
    amount: int,
    *,
    code: str = "",
    reason: str = "",
    key: str = "",
    asked_at: datetime | None = None,
) -> list[Clock]:
    """Extend clocks by `amount` in the unit of their rules. Raises Refused beyond what a rule allows.

    `asked_at` is when it was asked for, where the law looks at that and not at when it was granted.
    """

    def change(loaded: Loaded, now: datetime) -> tuple[list[Clock], Said]:
        if amount < 1:
            raise Refused("no_amount", "延长的时间应大于零。")
        clocks = _concerned(loaded, no, code, "extend", lambda rule: rule.extension is not None)
        for clock in clocks:
            _add(clock, actor, ClockEvent.Kind.EXTEND, asked_at or now, amount=amount, reason=reason)
        return clocks, {"amount": amount, "reason": reason}

    return _change(EXTEND_CLOCK, "ExtendClock", actor, case_id, no, key, change)


def restart(
    actor: Actor,
    case_id: int,
    no: int,
    kind: str,
    *,
    code: str = "",
    reason: str = "",
    key: str = "",
    since: datetime | None = None,
) -> list[Clock]:
    """Count clocks anew from now, or `since`, for a reason their rules know. Raises Refused otherwise."""

    def change(loaded: Loaded, now: datetime) -> tuple[list[Clock], Said]:
        clocks = _concerned(loaded, no, code, kind, lambda rule: kind in rule.restarts)
        for clock in clocks:
            _add(clock, actor, ClockEvent.Kind.RESTART, since or now, what=kind, reason=reason)
        return clocks, {"kind": kind, "reason": reason}

    return _change(RESTART_CLOCK, "RestartClock", actor, case_id, no, key, change)


def _change(act: Act, command: str, actor: Actor, case_id: int, no: int, key: str, change: Change) -> list[Clock]:
    """One change of clocks: right, lock, event, new end, history, evidence; a repeated key changes nothing."""
    try:
        with one_transaction() as run:
            loaded = load(run, case_id, no=no, key=key, account=actor.account_id)
            if loaded is None:
                raise Case.DoesNotExist
            if loaded.seen is not None:
                return list(Clock.objects.filter(case=case_id, no=no))
            _require_right(act, actor, loaded, no)
            now = timezone.now()
            clocks, said = change(loaded, now)
            for clock in clocks:
                _date_anew(clock)
            show_most_urgent(case_id, no)
            _write_history(run, act, command, actor, loaded.case, clocks, now, said, key)
            return clocks
    except NotPermitted as refusal:
        if refusal.refused:
            record_refusal(*refusal.refused, note=str(refusal))
        raise


def _running(loaded: Loaded, no: int, code: str = "") -> list[Clock]:
    """The clocks of a row that have not stopped, or the one of a limit. Raises Refused without any."""
    clocks = Clock.objects.filter(case=loaded.case.pk, no=no, stopped_at=None).order_by("id")
    found = list(clocks.filter(code=code) if code else clocks)
    if not found:
        raise Refused("no_clock", "该事项没有正在计算的时限。")
    return found


def _concerned(loaded: Loaded, no: int, code: str, kind: str, knows: Callable[[Rule], bool]) -> list[Clock]:
    """The clocks that a change of this kind concerns. Where no rule knows of it, the first one refuses it in its words."""
    running = _running(loaded, no, code)
    named = case_type(loaded.case.type).interrupts.get(kind, ())
    if code or not named:
        return [clock for clock in running if knows(Rule.read(clock.rule))] or running[:1]
    return [clock for clock in running if clock.code in named] or running[:1]


def _require_right(act: Act, actor: Actor, loaded: Loaded, no: int) -> None:
    """Clocks of an item belong to who handles it, those of the case to who handles any of it, all to who manages it."""
    if actor is SYSTEM:
        return
    tokens = [loaded.state.live.get(no)] if no else list(loaded.state.work)
    rights = [Right(actor, loaded.case, loaded.state, token) for token in tokens if token]
    manages = Right(actor, loaded.case, loaded.state, None).manages
    if not (manages or any(right.is_mine or right.may_take for right in rights)):
        raise NotPermitted("只有办理人可以变更该时限。", refused=(act, actor, loaded.case))


def _open_pause(clock: Clock) -> ClockEvent | None:
    return clock.events.filter(kind=ClockEvent.Kind.PAUSE, until=None).first()


def _add(clock: Clock, actor: Actor, kind: str, at: datetime, **values: Any) -> None:
    ClockEvent.objects.create(clock=clock, kind=kind, at=at, by_id=actor.account_id, by_name=actor.name, **values)


def _date_anew(clock: Clock) -> bool:
    """Work out the end of a clock from its rule and events; whether that differs from before. Raises Refused."""
    try:
        ends = ends_of(due_of(clock, list(clock.events.all())), office_hours(clock.organ_id))
    except UnlawfulEvent as fault:
        raise Refused("unlawful", str(fault)) from fault
    fresh = vars(ends)
    if all(getattr(clock, name) == value for name, value in fresh.items()):
        return False
    for name, value in fresh.items():
        setattr(clock, name, value)
    # not saved: in a pipeline nobody knows yet how many rows a statement has met, and `save` asks
    Clock.objects.filter(pk=clock.pk).update(**fresh)
    return True


def show_most_urgent(case_id: int, no: int) -> None:
    """Put the end of the most urgent clock beside its item or case, where lists read it; two statements."""
    clocks = Clock.objects.filter(case=case_id, no=no, stopped_at=None)
    most = clocks.aggregate(due_at=Min("due_at"), amber_at=Min("amber_at"))
    if no:
        Token.objects.filter(pk=(case_id, no)).update(**most)
    else:
        Case.objects.filter(pk=case_id).update(**most)


def _write_history(
    run: Run,
    act: Act,
    command: str,
    actor: Actor,
    case: Case,
    clocks: Sequence[Clock],
    now: datetime,
    said: Said,
    key: str,
) -> None:
    ends = [{"code": each.code, "due_at": each.due_at.isoformat() if each.due_at else None} for each in clocks]
    body, title, no = {"clocks": ends, **said}, "、".join(str(clock) for clock in clocks)[:200], clocks[0].no
    insert_step(run, Step.by(actor, case_id=case.pk, at=now, command=command, no=no, title=title, body=body, key=key))
    record_done(
        run,
        act,
        actor,
        about=("cases.case", case.pk, str(case)),
        organ=case.organ_id,
        changes=[{"on": "cases.clock", "id": str(each.pk), "before": None, "after": body} for each in clocks],
        at=now,
        note=title,
    )


def redate_clocks(run: Run, case: Case) -> None:
    """Work out again, by the calendar of today, the clocks of a case that run and its timers of working time."""
    now = timezone.now()
    for clock in Clock.objects.filter(case=case.pk, stopped_at=None):
        before = clock.due_at
        if _date_anew(clock):
            show_most_urgent(case.pk, clock.no)
            said = {"before": before.isoformat() if before else None, "reason": "工作日历变更"}
            _write_history(run, REDATE_CLOCK, "RedateClock", SYSTEM, case, [clock], now, said, "")
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


__all__ = [
    "ClockView", "Standing", "begin", "clocks_of", "extend", "pause", "restart", "resume", "show_most_urgent", "stop", "views_of",
]  # fmt: skip
