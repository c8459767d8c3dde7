"""Where the part of one organ in a joint matter stands, from what is open and how its steps ended. Pure."""

from collections.abc import Collection, Mapping, Sequence

from mingtang.domains.services.applications.process import Step, step_of
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.rules import State, part_state_at

GRANTED, PARTLY, DENIED = "granted", "partly", "denied"


def branch_state(branch: str, nodes: Collection[str], outcomes: Mapping[str, str]) -> State | None:
    """The state of a branch; None to leave it as it is, since an act has written it."""
    own = part_state_at(nodes, branch)
    if own is not None:
        return own
    steps = {step_of(node)[0] for node in nodes}
    if steps & {Step.RECEIVE, Step.AMEND}:
        return State.PRE_RETURNED if Step.AMEND in steps else State.SUBMITTED
    if any(f"{step}_{branch}" in outcomes for step in (Step.DECIDE, Step.OPINE, Step.REFUSE)):
        return None
    waits = outcomes.get(f"{Step.DEFECTS}_{branch}") == said.DEFECTIVE and steps & {Step.NOTIFY, Step.CORRECT}
    return State.CORRECTING if waits else State.WAITING


def result_of(decisions: Sequence[str]) -> str:
    """What a joint matter comes to by the decisions of the branches that are acts of their own ("" for none made)."""
    granted = sum(decision == GRANTED for decision in decisions)
    if granted == len(decisions):
        return GRANTED
    return PARTLY if granted else DENIED
