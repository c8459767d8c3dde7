"""Lets the tokens move until only waits are left."""

from collections.abc import Callable, Mapping

from mingtang.lib.flow.net import EventKind, NodeKind
from mingtang.lib.flow.state import Kind, State, Status
from mingtang.lib.flow.step import activities, events, gateways, scopes
from mingtang.lib.flow.step.walk import Arrival, Walk
from mingtang.lib.flow.verbs import halted


def _pass(walk: Walk, arrival: Arrival) -> None:
    walk.leave(walk.net[arrival.node], arrival.scope, arrival.src)


_ENTER: Mapping[NodeKind, Callable[[Walk, Arrival], None]] = {
    NodeKind.START: _pass,
    NodeKind.END: events.end,
    NodeKind.WORK: activities.work,
    NodeKind.RECEIVE: events.catch,
    NodeKind.RULE: activities.rule,
    NodeKind.SERVICE: activities.service,
    NodeKind.EXCLUSIVE: gateways.exclusive,
    NodeKind.PARALLEL: gateways.parallel,
    NodeKind.INCLUSIVE: gateways.inclusive,
    NodeKind.EVENT_GATEWAY: gateways.event_gateway,
    NodeKind.CATCH: events.catch,
    NodeKind.THROW: events.throw,
    NodeKind.SUBPROCESS: scopes.open_subprocess,
    NodeKind.CALL: activities.call,
}


def settle(walk: Walk) -> None:
    """Handle all arrivals, then what depends on nothing more arriving, until nothing moves. Raises FlowFault."""
    while True:
        while (arrival := walk.next_arrival()) is not None:
            _enter(walk, arrival)
        if walk.status not in {Status.RUNNING, Status.SUSPENDED}:
            return
        if not (
            gateways.fire_an_inclusive_join(walk)
            or scopes.close_an_empty_scope(walk)
            or _fire_a_conditional_event(walk)
        ):
            return


def _enter(walk: Walk, arrival: Arrival) -> None:
    node = walk.net[arrival.node]
    if node.multi is not None and arrival.instance < 0:
        activities.countersigning(walk, arrival)
    else:
        _ENTER[node.kind](walk, arrival)


def _fire_a_conditional_event(walk: Walk) -> bool:
    """Let one event come whose condition holds now; whether there was one."""
    for token in walk.live.values():
        if token.kind in {Kind.WAIT, Kind.WATCH}:
            node = walk.net[token.node]
            if (
                node.event is not None
                and node.event.kind is EventKind.CONDITION
                and walk.choices.condition_holds(walk, node, token.scope)
                and not halted(State(live=walk.live, status=walk.status), token)
            ):
                events.fire(walk, token, {})
                return True
    return False
