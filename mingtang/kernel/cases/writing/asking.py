"""Errands that a command asks for: timers, messages, children, services, reminders; and copies."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from mingtang.kernel.cases.models import Errand
from mingtang.kernel.cases.rules import account_of, packed
from mingtang.kernel.cases.store.errands import NewErrand, drop_errands, insert_errands, pause_timers
from mingtang.kernel.cases.writing.stroke import Stroke
from mingtang.kernel.clocks.api import timer_due, timer_resumed
from mingtang.kernel.statements.api import Run, moment, rows_of
from mingtang.lib.flow import Refused, Status, changes
from mingtang.lib.flow.durations import TimerKind

_COPIES = "INSERT INTO cases_copy (case_id, no, reader_id, giver_name, given_at) VALUES {rows}"
_PAUSED = """SELECT id, body, due_at, paused_at FROM cases_errand
WHERE case_id = %s AND no = %s AND kind = 'timer' AND paused_at IS NOT NULL"""
_RESUME = "UPDATE cases_errand SET due_at = %s, paused_at = NULL, body = %s WHERE id = %s"
_Kind = Errand.Kind


def ask(run: Run, stroke: Stroke) -> None:
    """Write, drop, pause and resume the errands of a command."""
    if not stroke.changes.effects and not stroke.has_ended:
        return
    case_id = stroke.case.pk
    dropped = [each.token for each in stroke.effects(changes.DropTimer)]
    dropped += [each.token for each in stroke.effects(changes.DropService)]
    drop_errands(run, case_id, dropped)
    pause_timers(run, case_id, [each.token for each in stroke.effects(changes.PauseTimer)], stroke.now)
    for each in stroke.effects(changes.ResumeTimer):
        _resume(run, stroke, each.token)
    insert_errands(run, list(_errands(stroke)))
    _copy(run, stroke)


def _errands(stroke: Stroke) -> Iterator[NewErrand]:
    for effect in stroke.changes.effects:
        if isinstance(effect, changes.SetTimer):
            yield _timer(stroke, effect)
        elif kind := _LATER.get(type(effect)):
            no = getattr(effect, "token", 0)
            yield NewErrand(kind, stroke.case.pk, stroke.now, no, _body(effect))
    if stroke.has_ended and stroke.case.parent_id and stroke.state.status in {Status.RUNNING, Status.SUSPENDED}:
        ended = {"child": stroke.case.pk, "error": stroke.changes.error}
        yield NewErrand(_Kind.CHILD_ENDED, stroke.case.parent_id, stroke.now, stroke.case.parent_no, ended)


_LATER: Mapping[type, str] = {
    changes.SendMessage: _Kind.SEND_MESSAGE,
    changes.SendSignal: _Kind.SEND_SIGNAL,
    changes.StartChild: _Kind.START_CHILD,
    changes.CancelChild: _Kind.CANCEL_CHILD,
    changes.CallService: _Kind.SERVICE,
    changes.Remind: _Kind.REMIND,
}


def _body(effect: Any) -> dict[str, Any]:
    names = [name for name in effect.__dataclass_fields__ if name != "token"]
    return {name: getattr(effect, name) for name in names}


def _timer(stroke: Stroke, effect: changes.SetTimer) -> NewErrand:
    """The errand of a timer. A suspended case sets no timer going; the pause ends with the suspension."""
    timer = effect.timer
    due_at = timer_due(timer, effect.base, stroke.case.organ_id)
    body = {"kind": str(timer.kind), "text": timer.text, "base": effect.base.isoformat()}
    return NewErrand(_Kind.TIMER, stroke.case.pk, due_at, effect.token, body)


def _resume(run: Run, stroke: Stroke, no: int) -> None:
    found = run(_PAUSED, [stroke.case.pk, no]).fetchone()
    if found is None:
        return
    errand, body, due_at, paused_at = found[0], json.loads(found[1]), moment(found[2]), moment(found[3])
    run(_RESUME, [_due_again(stroke, body, due_at, paused_at), packed({**body, "shifted": True}), errand])


def _due_again(stroke: Stroke, body: Mapping[str, str], due_at: datetime, paused_at: datetime) -> datetime:
    """A moment of the calendar stays; a duration goes on with what was left."""
    if body["kind"] == TimerKind.DATE:
        return due_at
    return timer_resumed(body["text"], due_at, paused_at, stroke.now, stroke.case.organ_id)


def _copy(run: Run, stroke: Stroke) -> None:
    """Copies for reading, in one statement."""
    readers = [account_of(each.reader) for each in stroke.effects(changes.GiveCopy)]
    if None in readers:
        raise Refused("nobody", "传阅对象应是人员")
    rows = [value for reader in readers for value in (stroke.case.pk, stroke.no, reader, stroke.actor.name, stroke.now)]
    if rows:
        run(_COPIES.format(rows=rows_of(5, len(readers))), rows)
