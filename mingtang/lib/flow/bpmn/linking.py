"""Joins nodes with their flows, boundary events, links and scopes; every reference must lead somewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mingtang.lib.flow.bpmn.names import BPMN, HOSTS
from mingtang.lib.flow.bpmn.notes import Notes
from mingtang.lib.flow.bpmn.reading import Drawing, DrawnFlow
from mingtang.lib.flow.bpmn.xml import text_of
from mingtang.lib.flow.net import EventKind, Flow, Node, NodeKind, Scope


def link(drawing: Drawing, notes: Notes) -> tuple[Node, ...]:
    """The nodes of `drawing` with everything they refer to."""
    flows = [flow for flow in drawing.flows if _ends_exist(flow, drawing, notes)]
    outgoing: dict[str, list[Flow]] = {ident: [] for ident in drawing.nodes}
    incoming: dict[str, list[str]] = {ident: [] for ident in drawing.nodes}
    for flow in flows:
        outgoing[flow.source].append(_flow(flow, notes))
        incoming[flow.target].append(flow.id)
    for source, target in _links(drawing, notes):
        outgoing[source].append(Flow(f"{source}-{target}", target))
        incoming[target].append(f"{source}-{target}")
    nodes = {
        node.id: replace(
            node,
            outgoing=tuple(outgoing[node.id]),
            incoming=tuple(incoming[node.id]),
            boundary=_boundary(node, drawing, notes),
        )
        for node in drawing.nodes.values()
    }
    return tuple(_with_behind(node, nodes) for node in nodes.values())


def scopes_of(nodes: Iterable[Node], drawing: Drawing, notes: Notes) -> tuple[Scope, ...]:
    """The inside of the process and of every sub-process."""
    members: dict[str, list[Node]] = {"": []}
    for node in nodes:
        members.setdefault(node.scope, []).append(node)
        if node.kind in {NodeKind.SUBPROCESS, NodeKind.EVENT_SUBPROCESS}:
            members.setdefault(node.id, [])
    return tuple(_scope(ident, inside, members, drawing, notes) for ident, inside in members.items())


def _scope(ident: str, inside: list[Node], members: Mapping[str, list[Node]], drawing: Drawing, notes: Notes) -> Scope:
    starts = [node.id for node in inside if node.kind is NodeKind.START]
    plain = [node.id for node in inside if node.kind is NodeKind.START and node.event is None]
    triggers = [
        (node.id, start.id)
        for node in inside
        if node.kind is NodeKind.EVENT_SUBPROCESS
        for start in members[node.id]
        if start.kind is NodeKind.START
    ]
    triggered = ident != "" and drawing.nodes[ident].kind is NodeKind.EVENT_SUBPROCESS
    if ident and (len(starts) != 1 or triggered is bool(plain)):
        notes.add(
            drawing.elements[ident],
            f"{'事件' if triggered else ''}子流程要有且只有一个{'带事件的' if triggered else '普通'}开始",
        )
    return Scope(ident, starts[0] if triggered and starts else plain[0] if plain else "", tuple(triggers))


def _ends_exist(flow: DrawnFlow, drawing: Drawing, notes: Notes) -> bool:
    ends = [drawing.nodes.get(flow.source), drawing.nodes.get(flow.target)]
    if None in ends:
        notes.add(flow.element, "连线的一端不存在")
        return False
    if {node.scope for node in ends if node} != {flow.scope}:
        notes.add(flow.element, "连线不能穿过子流程的边框")
        return False
    return True


def _flow(flow: DrawnFlow, notes: Notes) -> Flow:
    written = flow.element.find(f"{{{BPMN}}}conditionExpression")
    if written is not None and written.get("language"):
        notes.add(flow.element, f"不支持条件语言 {written.get('language')}")
    condition = notes.condition(flow.element, text_of(written), "条件")
    return Flow(flow.id, flow.target, " ".join((flow.element.get("name") or "").split()), condition)


def _links(drawing: Drawing, notes: Notes) -> list[tuple[str, str]]:
    """Pairs of throwing and catching link events of the same name in the same scope."""
    pairs = []
    linked = [node for node in drawing.nodes.values() if node.event and node.event.kind is EventKind.LINK]
    for throw in (node for node in linked if node.kind is NodeKind.THROW):
        catches = [
            node.id
            for node in linked
            if node.kind is NodeKind.CATCH and (node.scope, node.event) == (throw.scope, throw.event)
        ]
        if len(catches) == 1:
            pairs.append((throw.id, catches[0]))
        else:
            notes.add(drawing.elements[throw.id], "链接事件要有且只有一个同名的接收端")
    return pairs


def _boundary(host: Node, drawing: Drawing, notes: Notes) -> tuple[str, ...]:
    attached = tuple(node.id for node in drawing.nodes.values() if node.host == host.id)
    if attached and host.kind not in HOSTS:
        notes.add(drawing.elements[host.id], "这个元素上不能附着边界事件")
    return attached


def _with_behind(node: Node, nodes: Mapping[str, Node]) -> Node:
    """An inclusive join must know from where a token could still reach each of its incoming flows."""
    if node.kind is not NodeKind.INCLUSIVE or len(node.incoming) < 2:
        return node
    before: dict[str, set[str]] = {ident: set() for ident in nodes}
    sources = {}
    for other in nodes.values():
        before[other.id] |= {other.host} if other.host in nodes else set()
        for flow in other.outgoing:
            before[flow.target].add(other.id)
            sources[flow.id] = other.id
    return replace(node, behind=tuple((flow, _reaching(sources[flow], node.id, before)) for flow in node.incoming))


def _reaching(start: str, without: str, before: Mapping[str, set[str]]) -> frozenset[str]:
    """`start` and all nodes from which it can be reached without passing `without`."""
    seen, waiting = {start}, [start]
    while waiting:
        for ident in before[waiting.pop()] - seen - {without}:
            seen.add(ident)
            waiting.append(ident)
    return frozenset(seen - {without})
