"""The course of a finding: pure decisions.

open → assigned → fixed (claimed) → verified → closed, or exempt for a reason. What a bad moment of the network may look
like begins as suspected, and is open once it was seen three times.
"""

from enum import StrEnum

from mingtang.lib.inspection.kinds import OF_THE_NETWORK, Kind

LOOKS = 3
"""How often a fault of the network is seen before it is told: once, and two rechecks."""


class State(StrEnum):
    """How a finding stands."""

    SUSPECTED = "suspected"
    OPEN = "open"
    ASSIGNED = "assigned"
    FIXED = "fixed"
    VERIFIED = "verified"
    CLOSED = "closed"
    EXEMPT = "exempt"


WORDS = {
    State.SUSPECTED: "待复查", State.OPEN: "待交办", State.ASSIGNED: "整改中", State.FIXED: "已报整改", State.VERIFIED: "复查通过",
    State.CLOSED: "已销号", State.EXEMPT: "已豁免",
}  # fmt: skip
COUNTED = (State.OPEN, State.ASSIGNED, State.FIXED)
"""States in which a finding counts on the score sheet: a claim alone changes nothing."""

MOVES: dict[str, tuple[frozenset[State], State]] = {
    "assign": (frozenset({State.OPEN}), State.ASSIGNED),
    "claim": (frozenset({State.OPEN, State.ASSIGNED}), State.FIXED),
    "close": (frozenset({State.VERIFIED}), State.CLOSED),
    "exempt": (frozenset({State.OPEN, State.ASSIGNED, State.FIXED}), State.EXEMPT),
}
"""What people may do with a finding: from which states, to which."""


def first_state(kind: Kind) -> State:
    """How a finding begins."""
    return State.SUSPECTED if kind in OF_THE_NETWORK else State.OPEN


def seen_again(state: State, looks: int) -> State:
    """How a finding stands that was seen for the `looks`-th time. What was exempted stays so."""
    if state is State.SUSPECTED:
        return State.OPEN if looks >= LOOKS else State.SUSPECTED
    return State.OPEN if state in {State.FIXED, State.VERIFIED, State.CLOSED} else state


def not_seen(state: State) -> State:
    """How a finding stands when a complete survey no longer shows it."""
    if state is State.SUSPECTED:
        return State.CLOSED
    return State.VERIFIED if state in COUNTED else state
