"""Errors and escalations climb from scope to scope until somebody catches them."""

from mingtang.lib.flow.net import EventKind, Node, NodeKind
from mingtang.lib.flow.state import Kind, Life, Status, Token
from mingtang.lib.flow.step.scopes import open_event_subprocess
from mingtang.lib.flow.step.walk import Walk


def signal_up(walk: Walk, kind: EventKind, code: str, scope: int, src: int) -> bool:
    """Raise `kind` with `code` inside `scope`; whether anybody caught it."""
    handling = False  # what an event sub-process raises is not for its own scope's event sub-processes
    while True:
        row = walk.live.get(scope)
        if not handling and _caught_inside(walk, kind, code, row, src):
            return True
        if row is None:
            return False
        if caught_at(walk, kind, code, row, src):
            return True
        handling = walk.net[row.node].kind is NodeKind.EVENT_SUBPROCESS
        scope = row.scope


def fail(walk: Walk, code: str, src: int) -> None:
    """Nobody caught the error: the whole case fails."""
    walk.agenda.clear()
    for token in list(walk.live.values()):
        walk.end(token, src, Life.CANCELLED)
    walk.status, walk.error = Status.FAILED, code


def caught_at(walk: Walk, kind: EventKind, code: str, row: Token, src: int) -> bool:
    """Whether a boundary event of activity `row` catches; that of a countersigning belongs to the whole of it."""
    around = walk.live.get(row.scope)
    if around is not None and around.kind is Kind.BODY and around.node == row.node:
        return False
    for ident in walk.net[row.node].boundary:
        node = walk.net[ident]
        if _matches(node, kind, code):
            walk.path.append(ident)
            if node.interrupting:
                walk.end(row, src, Life.CANCELLED)
            walk.leave(node, row.scope, src)
            return True
    return False


def _caught_inside(walk: Walk, kind: EventKind, code: str, row: Token | None, src: int) -> bool:
    """Whether an event sub-process of the scope `row` (None is the case) catches."""
    if row is not None and row.kind is not Kind.SCOPE:
        return False
    number, scope_node = (0, "") if row is None else (row.no, row.node)
    for subprocess, start in walk.net.scope(scope_node).triggers:
        if _matches(walk.net[start], kind, code):
            if walk.net[start].interrupting:
                walk.stop_scope(number, src)
            open_event_subprocess(walk, subprocess, number, src)
            return True
    return False


def _matches(node: Node, kind: EventKind, code: str) -> bool:
    return node.event is not None and node.event.kind is kind and node.event.name in {"", code}
