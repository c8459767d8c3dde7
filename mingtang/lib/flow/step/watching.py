"""Rows that wait for events, with their timers and correlation keys."""

from typing import Any

from mingtang.lib.flow.changes import SetTimer
from mingtang.lib.flow.net import EventKind, Node
from mingtang.lib.flow.state import Kind, Token
from mingtang.lib.flow.step.walk import Walk

_THROWN = frozenset({EventKind.ERROR, EventKind.ESCALATION})


def await_event(walk: Walk, node: Node, kind: Kind, *, scope: int, src: int, host: int = 0, **facts: Any) -> Token:
    """A row that waits for the event of `node`."""
    event = node.event
    assert event is not None
    name = event.name if event.kind in {EventKind.MESSAGE, EventKind.SIGNAL} else ""
    key = walk.value(node.id, event.key, walk.data(scope)) if event.key else None
    timer = walk.choices.timer(walk, node, scope) if event.kind is EventKind.TIMER else None
    token = walk.create(
        node.id, kind, scope=scope, src=src, host=host, name=name, key="" if key is None else str(key),
        repeats=timer.repeats if timer else 0, **facts,
    )  # fmt: skip
    if timer is not None:
        walk.effects.append(SetTimer(token.no, timer, walk.now))
    return token


def watch_boundary(walk: Walk, host: Token) -> None:
    """Await the boundary events of an activity. Errors and escalations are looked up when they are raised."""
    for ident in walk.net[host.node].boundary:
        event = walk.net[ident].event
        if event is not None and event.kind not in _THROWN:
            await_event(walk, walk.net[ident], Kind.WATCH, scope=host.scope, src=host.src, host=host.no)


def watch_triggers(walk: Walk, scope_node: str, scope: int) -> None:
    """Await what opens the event sub-processes of a scope."""
    for _subprocess, start in walk.net.scope(scope_node).triggers:
        event = walk.net[start].event
        if event is not None and event.kind not in _THROWN:
            await_event(walk, walk.net[start], Kind.WATCH, scope=scope, src=scope)
