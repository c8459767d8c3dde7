"""How an application follows its case: after every command, in the same transaction, its state is that of the open steps."""

from django.db.models import Case as FirstOf
from django.db.models import F, Value, When

from mingtang.domains.services.applications.joint.states import branch_state
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.rules import OVER, State, state_at
from mingtang.kernel.cases.api import Move


def follow(move: Move) -> None:
    """Write the states of an application and of its parts; three statements, one more for each branch."""
    if not move.opening:
        rows = Application.objects.filter(case=move.case.pk)
        if move.ended:
            rows.update(state=_unless_over(_ended(move)), ended_at=move.now, due_at=None)
            Part.objects.filter(application__case=move.case.pk).exclude(state__in=OVER).update(state=_ended(move))
        else:
            state = state_at(
                move.open_nodes
            )  # what was handed over stays closed while its commitment is being verified
            rows.exclude(state__in=[State.SPECIAL, State.CLOSED]).update(state=state)
            _follow_parts(move, state)


def _follow_parts(move: Move, state: State) -> None:
    """The part for the whole stands as the application does, those of a joint matter each for itself.

    What is in a special procedure stays there, whoever is urged or handed its step meanwhile, until the procedure ends.
    """
    parts = Part.objects.filter(application__case=move.case.pk).exclude(state__in=[*OVER, State.SPECIAL])
    parts.filter(branch="").exclude(state=state).update(state=state)
    for branch in move.case.vars.get("active", ()):
        own = branch_state(branch, move.open_nodes, move.case.vars.get("outcomes", {}))
        if own is not None:
            settled = {"decision": ""} if own is State.WAITING else {}  # agreement by silence leaves no step behind
            parts.filter(branch=branch, **settled).exclude(state=own).update(state=own)


def _unless_over(state: State) -> FirstOf:
    """A state for those whose end has not been written already by the act that brought it."""
    return FirstOf(When(state__in=OVER, then=F("state")), default=Value(state.value))


def _ended(move: Move) -> State:
    """What the end of a case means for its application."""
    if move.case.status == "completed":
        return State.CLOSED
    return State.VOIDED if move.case.status == "voided" else State.TERMINATED
