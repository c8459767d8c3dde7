"""Sub-processes and the case itself: opening them, and closing them when nothing inside holds them open."""

from mingtang.lib.flow.state import Kind, Life, Status
from mingtang.lib.flow.step.finishing import finish
from mingtang.lib.flow.step.walk import Arrival, Walk
from mingtang.lib.flow.step.watching import watch_boundary, watch_triggers


def open_subprocess(walk: Walk, arrival: Arrival) -> None:
    """A token enters a sub-process."""
    row = walk.create(
        arrival.node, Kind.SCOPE, scope=arrival.scope, src=arrival.src, instance=arrival.instance, item=arrival.item
    )
    if arrival.instance < 0:
        watch_boundary(walk, row)
    _begin(walk, arrival.node, row.no)


def open_event_subprocess(walk: Walk, node: str, scope: int, src: int) -> None:
    """The event of event sub-process `node` has come in `scope`."""
    walk.path.append(node)
    _begin(walk, node, walk.create(node, Kind.SCOPE, scope=scope, src=src).no)


def _begin(walk: Walk, node: str, number: int) -> None:
    watch_triggers(walk, node, number)
    walk.agenda.append(Arrival(walk.net.scope(node).start, number, number))


def close_an_empty_scope(walk: Walk) -> bool:
    """Close one sub-process in which nothing is left to do; whether there was one."""
    busy = {token.scope for token in walk.live.values() if token.kind is not Kind.WATCH}
    for token in walk.live.values():
        if token.kind is Kind.SCOPE and token.no not in busy:
            finish(walk, token)
            return True
    if 0 not in busy and walk.status in {Status.RUNNING, Status.SUSPENDED}:
        complete_case(walk)
    return False


def complete_case(walk: Walk) -> None:
    """Nothing is left to do in the whole case."""
    walk.status = Status.COMPLETED
    for token in list(walk.live.values()):
        walk.end(token, 0, Life.CANCELLED)
