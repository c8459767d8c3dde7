"""Whether a row that stands at an element of the old version may stand at one of the new. Pure; reasons are in Chinese."""

from collections.abc import Mapping

from mingtang.lib.flow import Net
from mingtang.lib.flow.net import Node, NodeKind

_WORDS = {
    NodeKind.WORK: "人工任务",
    NodeKind.RECEIVE: "接收任务",
    NodeKind.SERVICE: "服务任务",
    NodeKind.CALL: "调用活动",
    NodeKind.CATCH: "等待事件",
    NodeKind.BOUNDARY: "边界事件",
    NodeKind.EVENT_GATEWAY: "事件网关",
    NodeKind.SUBPROCESS: "子流程",
    NodeKind.EVENT_SUBPROCESS: "事件子流程",
    NodeKind.PARALLEL: "并行网关",
    NodeKind.INCLUSIVE: "包容网关",
    NodeKind.EXCLUSIVE: "排他网关",
}
_JOINS = frozenset({NodeKind.PARALLEL, NodeKind.INCLUSIVE})


def unlike(old: Net, new: Net, source: str, target: str, mapping: Mapping[str, str]) -> str:
    """Why rows at `source` cannot stand at `target`; empty when they can."""
    before, after = old[source], new[target]
    if before.kind is not after.kind:
        return f"类型不同：{word(before)}变为{word(after)}"
    if mapping.get(before.scope, before.scope) != after.scope:
        return "所在的子流程不同"
    if _several(before) != _several(after):
        return "会签方式不同"
    if before.event and after.event and before.event.kind is not after.event.kind:
        return "等待的事件种类不同"
    if before.host and mapping.get(before.host, before.host) != after.host:
        return "边界事件所附的环节不同"
    return ""


def word(node: Node) -> str:
    """What kind of element it is, in Chinese."""
    return _WORDS.get(node.kind, str(node.kind))


def _several(node: Node) -> bool | None:
    """None: done once; else whether the signers come one after the other."""
    return node.multi.sequential if node.multi else None


def is_join(node: Node) -> bool:
    """Whether tokens wait for one another here."""
    return node.kind in _JOINS and len(node.incoming) > 1


def flow_after(old: Net, new: Net, source: str, target: str, flow: str, mapping: Mapping[str, str]) -> str:
    """The flow into join `target` that `flow` into `source` has become; empty when there is no such one.

    The same id, else the only flow that comes from the counterpart of where the old one came from.
    """
    if flow in new[target].incoming:
        return flow
    start = next((node.id for node in old.nodes if any(way.id == flow for way in node.outgoing)), "")
    ways = [way.id for way in new[mapping[start]].outgoing if way.target == target] if start in mapping else []
    return ways[0] if len(ways) == 1 else ""


def other_ways_in(old: Net, new: Net, source: str, target: str, mapping: Mapping[str, str]) -> bool:
    """Whether different flows lead into a join than before."""
    became = {flow_after(old, new, source, target, flow, mapping) for flow in old[source].incoming}
    return "" in became or became != set(new[target].incoming)


def other_events(old: Net, new: Net, source: str, target: str, mapping: Mapping[str, str]) -> bool:
    """Whether an event gateway waits for different events than before."""
    became = {mapping.get(flow.target, "") for flow in old[source].outgoing}
    return became != {flow.target for flow in new[target].outgoing}


def changed_joins(old: Net, new: Net, mapping: Mapping[str, str]) -> tuple[Node, ...]:
    """Joins of the new version that are new or have other ways in: what a large process must not have to be moved into."""
    came_from = {target: source for source, target in mapping.items()}
    return tuple(
        node
        for node in new.nodes
        if is_join(node) and (node.id not in came_from or other_ways_in(old, new, came_from[node.id], node.id, mapping))
    )
