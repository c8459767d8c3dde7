"""What must hold of a whole diagram before anything can run on it."""

from collections.abc import Callable, Iterator

from mingtang.lib.flow.bpmn.faults import Fault
from mingtang.lib.flow.bpmn.notes import Notes
from mingtang.lib.flow.bpmn.reading import Drawing
from mingtang.lib.flow.net import EventKind, Net, Node, NodeKind

_AT_ONCE = frozenset(
    {NodeKind.START, NodeKind.END, NodeKind.RULE, NodeKind.EXCLUSIVE, NodeKind.PARALLEL, NodeKind.INCLUSIVE}
    | {NodeKind.THROW}
)
_GATEWAYS = frozenset({NodeKind.EXCLUSIVE, NodeKind.PARALLEL, NodeKind.INCLUSIVE, NodeKind.EVENT_GATEWAY})
_THROWN = frozenset({EventKind.ERROR, EventKind.ESCALATION})


def require_structure(net: Net, drawing: Drawing, notes: Notes) -> None:
    """Note every structural fault of `net`."""
    plain = [node for node in net.nodes if node.kind is NodeKind.START and not node.scope and node.event is None]
    if len(plain) > 1 or not (plain or net.starts):
        notes.faults.append(Fault(net.key, "流程要有且只有一个普通开始事件，或者至少一个消息、信号开始事件"))
    for node in net.nodes:
        for demand, message in _DEMANDS:
            if not demand(net, node):
                notes.add(drawing.elements[node.id], message)
    for ident in endless(net):
        notes.add(drawing.elements[ident], "从这里出发的循环中没有任何等待（任务、定时、消息），会无限自动运行")


def _default_is_outgoing(_net: Net, node: Node) -> bool:
    return not node.default or any(flow.id == node.default for flow in node.outgoing)


def _gateway_goes_on(_net: Net, node: Node) -> bool:
    return node.kind not in _GATEWAYS or bool(node.outgoing)


def _end_ends(_net: Net, node: Node) -> bool:
    return node.kind is not NodeKind.END or not node.outgoing


def _start_starts(_net: Net, node: Node) -> bool:
    return node.kind not in {NodeKind.START, NodeKind.BOUNDARY} or not node.incoming


def _boundary_has_host(net: Net, node: Node) -> bool:
    return node.kind is not NodeKind.BOUNDARY or (node.host in net and net[node.host].scope == node.scope)


def _event_is_defined(_net: Net, node: Node) -> bool:
    return node.kind not in {NodeKind.BOUNDARY, NodeKind.CATCH} or node.event is not None


def _errors_interrupt(_net: Net, node: Node) -> bool:
    return node.event is None or node.event.kind is not EventKind.ERROR or node.interrupting


def _event_subprocess_stands_alone(_net: Net, node: Node) -> bool:
    return node.kind is not NodeKind.EVENT_SUBPROCESS or not (node.incoming or node.outgoing or node.boundary)


def _gateway_awaits_events(net: Net, node: Node) -> bool:
    return node.kind is not NodeKind.EVENT_GATEWAY or all(_can_be_awaited(net[flow.target]) for flow in node.outgoing)


def _can_be_awaited(node: Node) -> bool:
    caught = node.kind in {NodeKind.CATCH, NodeKind.RECEIVE} and node.event and node.event.kind is not EventKind.LINK
    return bool(caught) and len(node.incoming) == 1 and not node.boundary and node.multi is None


def _flow_targets_allowed(net: Net, node: Node) -> bool:
    return all(net[flow.target].kind is not NodeKind.START for flow in node.outgoing)


_DEMANDS: tuple[tuple[Callable[[Net, Node], bool], str], ...] = (
    (_default_is_outgoing, "默认走向不是它的流出连线"),
    (_gateway_goes_on, "网关没有流出连线"),
    (_end_ends, "结束事件不能有流出连线"),
    (_start_starts, "开始事件和边界事件不能有流入连线"),
    (_flow_targets_allowed, "连线不能指向开始事件"),
    (_boundary_has_host, "边界事件没有附着在同一层的活动上"),
    (_event_is_defined, "没有写明等待什么事件"),
    (_errors_interrupt, "错误事件必须是中断的"),
    (_event_subprocess_stands_alone, "事件子流程不能有连线和边界事件"),
    (_gateway_awaits_events, "事件网关后面只能直接是单独等待的定时、消息、信号、条件事件或接收任务"),
)


def endless(net: Net) -> Iterator[str]:
    """One node of every cycle through which a token could run forever without waiting."""
    at_once = _nodes_at_once(net)
    colour: dict[str, int] = {}
    for ident in sorted(at_once):
        if ident not in colour:
            yield from _cycles_from(ident, net, at_once, colour)


def _cycles_from(start: str, net: Net, at_once: set[str], colour: dict[str, int]) -> Iterator[str]:
    """Depth first without recursion: 1 is on the path, 2 is finished."""
    colour[start] = 1
    path = [(start, iter(_next_at_once(net, start, at_once)))]
    while path:
        here, following = path[-1]
        successor = next(following, None)
        if successor is None:
            colour[here] = 2
            path.pop()
        elif colour.get(successor) == 1:
            yield successor
        elif successor not in colour:
            colour[successor] = 1
            path.append((successor, iter(_next_at_once(net, successor, at_once))))


def _next_at_once(net: Net, ident: str, at_once: set[str]) -> list[str]:
    node = net[ident]
    thrown = [
        target.id for target in (net[event] for event in node.boundary) if target.event and target.event.kind in _THROWN
    ]
    return [target for target in (*(flow.target for flow in node.outgoing), *thrown) if target in at_once]


def _nodes_at_once(net: Net) -> set[str]:
    """Nodes a token can pass without waiting; a sub-process, when its end can be reached so from its start."""
    found = {node.id for node in net.nodes if node.kind in _AT_ONCE or _passes(node)}
    subprocesses = [node for node in net.nodes if node.kind is NodeKind.SUBPROCESS]
    grown = True
    while grown:
        passable = {node.id for node in subprocesses if node.id not in found and _runs_through(net, node.id, found)}
        found |= passable
        grown = bool(passable)
    return found


def _passes(node: Node) -> bool:
    """Links and boundary events of thrown errors do not wait."""
    if node.kind is NodeKind.CATCH:
        return bool(node.event and node.event.kind is EventKind.LINK)
    return node.kind is NodeKind.BOUNDARY and bool(node.event and node.event.kind in _THROWN)


def _runs_through(net: Net, scope: str, at_once: set[str]) -> bool:
    waiting, seen = [net.scope(scope).start], set()
    while waiting:
        ident = waiting.pop()
        if ident in seen or ident not in at_once:
            continue
        seen.add(ident)
        if not net[ident].outgoing:
            return True
        waiting.extend(_next_at_once(net, ident, at_once))
    return False
