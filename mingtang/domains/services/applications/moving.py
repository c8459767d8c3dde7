"""How an application follows its case: after every command, in the same transaction, its state is that of the open steps."""

from django.db.models import Case as FirstOf
from django.db.models import F, Value, When

from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import step_of
from mingtang.domains.services.applications.rules import OVER, State, part_state_at, state_at
from mingtang.kernel.cases.api import Move


def follow(move: Move) -> None:
    """Write the states of an application and of its parts; two statements, a third for each branch that moved."""
    if not move.opening:
        rows = Application.objects.filter(case=move.case.pk)
        if move.ended:
            rows.update(state=_unless_over(_ended(move)), ended_at=move.now, due_at=None)
            Part.objects.filter(application__case=move.case.pk).exclude(state__in=OVER).update(state=_ended(move))
        else:
            rows.update(state=state_at(move.open_nodes))
            _follow_parts(move)


def _follow_parts(move: Move) -> None:
    parts = Part.objects.filter(application__case=move.case.pk).exclude(state__in=OVER)
    branches = {step_of(node)[1] for node in (*move.open_nodes, move.node)}
    for branch in branches:
        own = part_state_at(move.open_nodes, branch)
        if own is not None:
            parts.filter(branch=branch).exclude(state=own).update(state=own)


def _unless_over(state: State) -> FirstOf:
    """A state for those whose end has not been written already by the act that brought it."""
    return FirstOf(When(state__in=OVER, then=F("state")), default=Value(state.value))


def _ended(move: Move) -> State:
    """What the end of a case means for its application."""
    if move.case.status == "completed":
        return State.CLOSED
    return State.VOIDED if move.case.status == "voided" else State.TERMINATED
