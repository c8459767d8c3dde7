"""Errands that are commands of the system on one case: time has come, a message is here, a child has ended."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.clocks import redate_clocks
from mingtang.kernel.cases.errands.taking import forget, postpone
from mingtang.kernel.cases.handling import take
from mingtang.kernel.cases.models import Case, Errand
from mingtang.kernel.cases.store.loading import Loaded, load
from mingtang.kernel.cases.writing import Stroke, write
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.statements.api import Run, one_transaction
from mingtang.lib.flow import FlowFault, Refused, Status
from mingtang.lib.flow.commands import ChildEnded, Command, MessageArrived, SignalSent, Terminate, TimerFired

_NOTHING_TO_DO = frozenset({"gone", "not_waiting", "ended"})
"""The row does not wait any more: it was handled, cancelled or taken back meanwhile."""


def bring(errand: Errand) -> bool:
    """Carry out the command that an errand stands for; False when its case is in other hands."""
    command = _COMMANDS[errand.kind](errand)
    return with_case(errand, lambda loaded: take(SYSTEM, loaded, command, timezone.now(), "", ""))


def redate(errand: Errand) -> bool:
    """Work the clocks and timers of a case out again by the calendar of today."""
    with one_transaction() as run:
        loaded = load(run, errand.case_id, waiting=False)
        if loaded is None or not forget(run, errand):
            return False
        redate_clocks(run, loaded.case)
        return True


def with_case(errand: Errand, prepare: Callable[[Loaded], Stroke]) -> bool:
    """Lock the case, take the errand, write what `prepare` gives: the same order as every command, so no deadlock."""
    with one_transaction() as run:
        loaded = load(run, errand.case_id, waiting=False)
        if loaded is None:
            return False
        try:
            stroke = prepare(loaded)
        except Refused as refusal:
            return _refused(run, errand, refusal)
        if not forget(run, errand):
            return False
        write(run, stroke)
        return True


def _refused(run: Run, errand: Errand, refusal: Refused) -> bool:
    if isinstance(refusal, FlowFault):
        raise refusal
    if refusal.code in _NOTHING_TO_DO:
        return forget(run, errand)
    if refusal.code == "suspended":
        postpone(run, errand)
        return True
    raise refusal


def _timer(errand: Errand) -> Command:
    return TimerFired(errand.no)


def _message(errand: Errand) -> Command:
    return MessageArrived(errand.body["name"], errand.body["key"], errand.body.get("vars", {}), errand.no)


def _signal(errand: Errand) -> Command:
    return SignalSent(errand.body["name"], errand.body.get("vars", {}))


def _child_ended(errand: Errand) -> Command:
    """The child's variables with its `status`. Only a failed child is an error; one that was terminated has ended."""
    child = Case.objects.get(pk=errand.body["child"])
    error = (errand.body.get("error") or "failed") if child.status == Status.FAILED else ""
    facts: dict[str, Any] = {**child.vars, "status": child.status}
    return ChildEnded(errand.no, facts, error)


def _terminate(errand: Errand) -> Command:
    return Terminate(errand.body.get("reason", ""))


_COMMANDS: Mapping[str, Callable[[Errand], Command]] = {
    Errand.Kind.TIMER: _timer,
    Errand.Kind.MESSAGE: _message,
    Errand.Kind.SIGNAL: _signal,
    Errand.Kind.CHILD_ENDED: _child_ended,
    Errand.Kind.TERMINATE: _terminate,
}
