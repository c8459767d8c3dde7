"""Judges a net before it is published: everything that could go wrong for whatever data, with a way that leads there."""

from collections.abc import Iterator

from mingtang.lib.flow.check.exploring import Map, Marking, explore
from mingtang.lib.flow.check.finding import Finding, FindingKind
from mingtang.lib.flow.net import Net, NodeKind
from mingtang.lib.flow.state import Kind, State, Status, Token

__all__ = ["Finding", "FindingKind", "check", "check_from"]


def check(net: Net, *, limit: int = 5_000) -> tuple[Finding, ...]:
    """What is wrong with `net`: empty when every run ends properly whatever conditions say and whoever comes first.

    At most `limit` markings are looked at (about 10,000 a second); if there are more, a finding says so, and what is
    reported is true but may not be all.
    """
    found = explore(net, limit)
    stuck = {marking for marking, place in found.places.items() if _is_stuck(place.state, calm=place.calm)}
    return (
        *_missing_defaults(net),
        *_stuck(net, found, stuck),
        *_never_ending(net, found, stuck),
        *_doubled(net, found),
        *_unreachable(net, found),
        *_unfinished(found, limit),
    )


def check_from(net: Net, state: State, *, limit: int = 2_000) -> tuple[Finding, ...]:
    """What is wrong with going on in `net` from `state`: empty when every run from there ends properly.

    As `check`, for a case that was moved into `net` while it was running.
    """
    found = explore(net, limit, state)
    stuck = {marking for marking, place in found.places.items() if _is_stuck(place.state, calm=place.calm)}
    return (
        *_stuck(net, found, stuck),
        *_never_ending(net, found, stuck),
        *_doubled(net, found),
        *_unfinished(found, limit),
    )


def _is_stuck(state: State, *, calm: bool) -> bool:
    return state.status is Status.RUNNING and not calm


def _missing_defaults(net: Net) -> Iterator[Finding]:
    for node in net.nodes:
        deciding = node.kind in {NodeKind.EXCLUSIVE, NodeKind.INCLUSIVE} and bool(node.outgoing)
        if deciding and not node.default and all(flow.condition for flow in node.outgoing):
            yield Finding(FindingKind.NO_DEFAULT, node.id, f"“{node.title}”没有默认走向：条件都不成立时流程会停住")


def _stuck(net: Net, found: Map, stuck: set[Marking]) -> Iterator[Finding]:
    """Each element at which tokens wait for ever, once, at the nearest place."""
    seen: set[str] = set()
    for marking in (marking for marking in found.places if marking in stuck):
        for token in found.places[marking].state.live.values():
            if token.node not in seen and token.kind in {Kind.JOIN, Kind.WORK, Kind.SCOPE}:
                seen.add(token.node)
                if token.kind is not Kind.SCOPE:
                    yield _stuck_at(net, found.trace(marking), found.places[marking].state, token)


def _stuck_at(net: Net, trace: tuple[str, ...], state: State, token: Token) -> Finding:
    node = net[token.node]
    if token.kind is not Kind.JOIN:
        return Finding(FindingKind.DEAD_END, node.id, f"流程停在“{node.title}”，不能继续也不能结束", trace)
    arrived = {other.flow for other in state.live.values() if other.kind is Kind.JOIN and other.node == node.id}
    behind = {flow.id: other.title for other in net.nodes for flow in other.outgoing}
    missing = "、".join(f"“{behind[flow]}”" for flow in node.incoming if flow not in arrived)
    return Finding(FindingKind.STUCK_JOIN, node.id, f"“{node.title}”永远等不齐：{missing}不会到来", trace)


def _never_ending(net: Net, found: Map, stuck: set[Marking]) -> Iterator[Finding]:
    """A place from which neither an end nor a standstill can be reached."""
    if not found.complete or found.overfull:
        return
    before: dict[Marking, set[Marking]] = {}
    for marking, place in found.places.items():
        for after in place.next:
            before.setdefault(after, set()).add(marking)
    ends = [marking for marking, place in found.places.items() if place.state.status is not Status.RUNNING]
    hopeful, waiting = {*ends, *stuck}, [*ends, *stuck]
    while waiting:
        for earlier in before.get(waiting.pop(), set()) - hopeful:
            hopeful.add(earlier)
            waiting.append(earlier)
    lost = next((marking for marking in found.places if marking not in hopeful), None)
    if lost is not None:
        node = next((token.node for token in found.places[lost].state.live.values() if token.node), "")
        title = net[node].title if node else net.key
        yield Finding(FindingKind.NEVER_ENDS, node, f"到“{title}”以后，流程再也不能结束", found.trace(lost))


def _doubled(net: Net, found: Map) -> Iterator[Finding]:
    """Two tokens in one place, where no event that does not interrupt can have made them."""
    if any(not node.interrupting for node in net.nodes):
        return
    for ident, marking in found.overfull.items():
        yield Finding(
            FindingKind.DOUBLED,
            ident,
            f"“{net[ident].title}”会同时出现两份：前面分开的分支没有汇合",
            found.trace(marking),
        )


def _unreachable(net: Net, found: Map) -> Iterator[Finding]:
    reached = found.entered if found.complete else found.entered | _connected(net)
    for node in net.nodes:
        if node.id not in reached:
            yield Finding(FindingKind.UNREACHABLE, node.id, f"“{node.title}”永远不会走到")


def _connected(net: Net) -> set[str]:
    """Nodes with a way in, for nets too large to be explored."""
    return {flow.target for node in net.nodes for flow in node.outgoing} | {
        node.id for node in net.nodes if node.kind in {NodeKind.BOUNDARY, NodeKind.EVENT_SUBPROCESS, NodeKind.START}
    }


def _unfinished(found: Map, limit: int) -> Iterator[Finding]:
    if not found.complete:
        yield Finding(FindingKind.TOO_LARGE, "", f"可能的状态太多，只检查了前 {limit} 个")
