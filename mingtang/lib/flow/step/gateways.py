"""Gateways. Source: BPMN 2.0.2, 13.4 (execution semantics of gateways)."""

from mingtang.lib.flow.net import Node, NodeKind
from mingtang.lib.flow.state import Kind, Token
from mingtang.lib.flow.step.walk import Arrival, Walk
from mingtang.lib.flow.step.watching import await_event


def exclusive(walk: Walk, arrival: Arrival) -> None:
    """One way on."""
    node = walk.net[arrival.node]
    walk.go(walk.choices.exclusive(walk, node, arrival.scope), arrival.scope, arrival.src)


def parallel(walk: Walk, arrival: Arrival) -> None:
    """All ways on, once a token has come by every flow in; of several on one flow the oldest is taken."""
    node = walk.net[arrival.node]
    src = arrival.src
    if len(node.incoming) > 1:
        token = walk.create(node.id, Kind.JOIN, scope=arrival.scope, src=src, flow=arrival.flow)
        waiting = tokens_at(walk, token)
        if len(waiting) < len(node.incoming):
            return
        for other in waiting.values():
            walk.end(other, token.no)
        src = token.no
    for flow in node.outgoing:
        walk.go(flow, arrival.scope, src)


def inclusive(walk: Walk, arrival: Arrival) -> None:
    """The ways whose conditions hold. A join waits until nothing more can come: see `fire_an_inclusive_join`."""
    node = walk.net[arrival.node]
    if len(node.incoming) > 1:
        walk.create(node.id, Kind.JOIN, scope=arrival.scope, src=arrival.src, flow=arrival.flow)
    else:
        _split(walk, node, arrival.scope, arrival.src)


def event_gateway(walk: Walk, arrival: Arrival) -> None:
    """Wait for whichever event comes first."""
    node = walk.net[arrival.node]
    gate = walk.create(node.id, Kind.GATE, scope=arrival.scope, src=arrival.src)
    for flow in node.outgoing:
        await_event(walk, walk.net[flow.target], Kind.WATCH, scope=gate.scope, src=gate.src, host=gate.no)


def tokens_at(walk: Walk, token: Token) -> dict[str, Token]:
    """The oldest token on each flow into the join at which `token` waits."""
    waiting: dict[str, Token] = {}
    for other in walk.live.values():
        if other.kind is Kind.JOIN and other.node == token.node and other.scope == token.scope:
            known = waiting.get(other.flow)
            if known is None or other.no < known.no:
                waiting[other.flow] = other
    return waiting


def fire_an_inclusive_join(walk: Walk) -> bool:
    """Fire one inclusive join that nothing more can reach; whether there was one."""
    for token in walk.live.values():
        if token.kind is Kind.JOIN and walk.net[token.node].kind is NodeKind.INCLUSIVE:
            waiting = tokens_at(walk, token)
            if not _can_still_come(walk, token, waiting):
                _fire(walk, token, waiting)
                return True
    return False


def _fire(walk: Walk, token: Token, waiting: dict[str, Token]) -> None:
    """The firing gets a row of its own: it depends on tokens that went elsewhere, not only on those that came."""
    firing = walk.create(token.node, Kind.JOIN, scope=token.scope)
    for other in (*waiting.values(), firing):
        walk.end(other, firing.no)
    _split(walk, walk.net[token.node], token.scope, firing.no)


def _can_still_come(walk: Walk, token: Token, waiting: dict[str, Token]) -> bool:
    """Whether a token can reach an empty flow into the join and none that is already taken.

    Source: BPMN 2.0.2, table 13.3 (activation of inclusive gateways).
    """
    behind = walk.net[token.node].behind
    empty = [nodes for flow, nodes in behind if flow not in waiting]
    taken = [nodes for flow, nodes in behind if flow in waiting]
    return any(
        other.scope == token.scope
        and other.kind is not Kind.WATCH
        and not (other.kind is Kind.JOIN and other.node == token.node)
        and any(other.node in nodes for nodes in empty)
        and not any(other.node in nodes for nodes in taken)
        for other in walk.live.values()
    )


def _split(walk: Walk, node: Node, scope: int, src: int) -> None:
    for flow in walk.choices.inclusive(walk, node, scope):
        walk.go(flow, scope, src)
