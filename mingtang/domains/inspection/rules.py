"""The course of findings and of rounds: pure decisions.

open → assigned → fixed (claimed) → verified → closed, or exempt for a reason. What a bad moment of the network may look
like begins as suspected, and is open once it was seen three times.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

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
SIGNS = {
    "home_failing": "首页打不开", "home_idle": "首页久未更新", "near_limit": "栏目将到期", "blank_columns": "空白栏目",
    "stale_columns": "栏目不更新", "waiting_messages": "留言久未答复",
}  # fmt: skip
"""What early signs are called, by code."""
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


def seen_again(state: State, looks: int, *, assigned: bool = False) -> State:
    """How a finding stands that was seen for the `looks`-th time. What was exempted stays so.

    A claim that proves wrong leaves it with whom it was assigned to; what comes back after it was verified begins anew.
    """
    if state is State.SUSPECTED:
        return State.OPEN if looks >= LOOKS else State.SUSPECTED
    if state is State.FIXED and assigned:
        return State.ASSIGNED
    return State.OPEN if state in {State.FIXED, State.VERIFIED, State.CLOSED} else state


def not_seen(state: State) -> State:
    """How a finding stands when a complete survey no longer shows it."""
    if state is State.SUSPECTED:
        return State.CLOSED
    return State.VERIFIED if state in COUNTED else state


class Phase(StrEnum):
    """How a round stands."""

    OPEN = "open"
    REVIEWING = "reviewing"
    TOLD = "told"
    FINAL = "final"
    ANNOUNCED = "announced"


PHASES = {
    Phase.OPEN: "已抽样", Phase.REVIEWING: "评分中", Phase.TOLD: "初评公示", Phase.FINAL: "已定分", Phase.ANNOUNCED: "已通报",
}  # fmt: skip
NEXT_PHASE = {
    Phase.OPEN: Phase.REVIEWING,
    Phase.REVIEWING: Phase.TOLD,
    Phase.TOLD: Phase.FINAL,
    Phase.FINAL: Phase.ANNOUNCED,
}
"""A round goes forward and never back."""


def drawn(sites: Mapping[int, tuple[str, str]], percent: int, seed: str) -> list[int]:
    """The sample of a round: so many percent of `sites` (their last round, empty for none, and their address), rounded up.

    Who waited longest comes first, so that all are looked at within a year; among equals the seed decides, and whoever knows it
    draws the same.
    """
    wanted = -(-len(sites) * percent // 100)

    def place(key: int) -> tuple[str, str]:
        last, address = sites[key]
        return last, sha256(f"{seed}:{address}".encode()).hexdigest()

    return sorted(sites, key=place)[:wanted]


def shown_by(
    own: Mapping[int, int], portals: Mapping[int, str], regions: Mapping[int, str]
) -> dict[int, frozenset[int]]:
    """The organs whose affairs each site shows, by site: its own, and on a portal all of its region without a site of theirs.

    `own` gives the organ of each site, `portals` the region of those that are portals, `regions` those of all organs; the code of
    a region begins with that of the region above it. The nearest portal shows an organ.
    """
    shown: dict[int, set[int]] = {site: {organ} for site, organ in own.items()}
    with_site = set(own.values())
    for organ, region in regions.items():
        near = [site for site, of in portals.items() if region.startswith(of)]
        if organ not in with_site and near:
            shown[max(near, key=lambda site: len(portals[site]))].add(organ)
    return {site: frozenset(organs) for site, organs in shown.items()}
