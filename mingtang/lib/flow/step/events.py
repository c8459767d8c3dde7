"""Waiting for events, their arrival, and what events say to the outside."""

from collections.abc import Mapping
from typing import Any

from mingtang.lib.flow.changes import SendMessage, SendSignal, SetTimer
from mingtang.lib.flow.durations import FOREVER
from mingtang.lib.flow.net import Event, EventKind, Node, NodeKind
from mingtang.lib.flow.state import Kind, Life, Token
from mingtang.lib.flow.step.errors import fail, signal_up
from mingtang.lib.flow.step.finishing import conclude
from mingtang.lib.flow.step.scopes import open_event_subprocess
from mingtang.lib.flow.step.walk import Arrival, Walk
from mingtang.lib.flow.step.watching import await_event, watch_boundary


def catch(walk: Walk, arrival: Arrival) -> None:
    """A token waits at an intermediate event or receive task; the far end of a link lets it pass."""
    node = walk.net[arrival.node]
    if node.event is not None and node.event.kind is EventKind.LINK:
        walk.leave(node, arrival.scope, arrival.src)
        return
    token = await_event(
        walk, node, Kind.WAIT, scope=arrival.scope, src=arrival.src, instance=arrival.instance, item=arrival.item
    )
    if arrival.instance < 0:
        watch_boundary(walk, token)


def throw(walk: Walk, arrival: Arrival) -> None:
    """Say something and go on."""
    node = walk.net[arrival.node]
    say(walk, node, arrival)
    walk.leave(node, arrival.scope, arrival.src)


def end(walk: Walk, arrival: Arrival) -> None:
    """A token ends here, perhaps with a last word."""
    node = walk.net[arrival.node]
    if node.event is not None and node.event.kind is EventKind.TERMINATE:
        walk.stop_scope(arrival.scope, arrival.src)
    else:
        say(walk, node, arrival)


def say(walk: Walk, node: Node, arrival: Arrival) -> None:
    """Send a message or signal, or raise an error or escalation, as `node` tells."""
    event = node.event
    if event is None or event.kind is EventKind.LINK:
        return
    if event.kind is EventKind.MESSAGE:
        walk.effects.append(SendMessage(event.name, _key(walk, node, event, arrival.scope), node.id))
        walk.mark_outward(arrival.src)
    elif event.kind is EventKind.SIGNAL:
        walk.effects.append(SendSignal(event.name, node.id))
        walk.mark_outward(arrival.src)
    elif not signal_up(walk, event.kind, event.name, arrival.scope, arrival.src) and event.kind is EventKind.ERROR:
        fail(walk, event.name, arrival.src)


def _key(walk: Walk, node: Node, event: Event, scope: int) -> str:
    value = walk.value(node.id, event.key, walk.data(scope)) if event.key else None
    return "" if value is None else str(value)


def fire(walk: Walk, token: Token, facts: Mapping[str, Any]) -> None:
    """The event that `token` waits for has come."""
    walk.update(facts)
    node = walk.net[token.node]
    walk.path.append(node.id)
    walk.end(token, token.no)
    if token.kind is Kind.WAIT:
        conclude(walk, token)
    elif node.kind is NodeKind.BOUNDARY:
        _fire_boundary(walk, node, token)
    elif node.kind is NodeKind.START:
        _fire_trigger(walk, node, token)
    else:
        gate = walk.live[token.host]
        walk.end(gate, token.no)
        walk.leave(node, token.scope, token.no)


def _fire_boundary(walk: Walk, node: Node, token: Token) -> None:
    if node.interrupting:
        walk.end(walk.live[token.host], token.no, Life.CANCELLED)
    else:
        _await_again(walk, node, token)
    walk.leave(node, token.scope, token.no)


def _fire_trigger(walk: Walk, node: Node, token: Token) -> None:
    if node.interrupting:
        walk.stop_scope(token.scope, token.no)
    else:
        _await_again(walk, node, token)
    open_event_subprocess(walk, node.scope, token.scope, token.no)


def _await_again(walk: Walk, node: Node, token: Token) -> None:
    """An event that does not interrupt may come again: messages and signals always, timers as often as drawn."""
    assert node.event is not None
    kind = node.event.kind
    repeats = token.repeats if token.repeats == FOREVER else token.repeats - 1
    if kind is EventKind.CONDITION or (kind is EventKind.TIMER and repeats == 0):
        return
    again = walk.create(
        node.id, Kind.WATCH, scope=token.scope, src=token.no, host=token.host, name=token.name, key=token.key,
        repeats=repeats if kind is EventKind.TIMER else 0,
    )  # fmt: skip
    if kind is EventKind.TIMER:
        walk.effects.append(SetTimer(again.no, walk.choices.timer(walk, node, again.scope), walk.now))
