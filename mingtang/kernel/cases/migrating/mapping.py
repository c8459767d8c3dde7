"""Which element of the new version an element of the old one has become. Pure."""

from collections.abc import Mapping

from mingtang.kernel.cases.migrating.likeness import unlike
from mingtang.lib.flow import Net
from mingtang.lib.flow.net import Node, NodeKind

WAITED_AT = frozenset(
    {
        NodeKind.WORK, NodeKind.RECEIVE, NodeKind.SERVICE, NodeKind.CALL, NodeKind.CATCH, NodeKind.EVENT_GATEWAY,
        NodeKind.SUBPROCESS, NodeKind.EVENT_SUBPROCESS, NodeKind.BOUNDARY, NodeKind.PARALLEL, NodeKind.INCLUSIVE,
    }
)  # fmt: skip
"""Elements at which a case can stand; the others need no counterpart."""


def suggested(old: Net, new: Net) -> dict[str, str]:
    """The counterpart of every element that has an obvious one: the same id, else the only alike one of the same name."""
    found = {node.id: node.id for node in old.nodes if node.id in new}
    for node in sorted(old.nodes, key=lambda node: node.scope != ""):
        if node.id not in found and (twin := _namesake(old, new, node, found)):
            found[node.id] = twin
    return found


def _namesake(old: Net, new: Net, node: Node, found: Mapping[str, str]) -> str:
    if not node.name:
        return ""
    taken = set(found.values())
    alike = [
        other.id
        for other in new.nodes
        if other.name == node.name and other.id not in taken and not unlike(old, new, node.id, other.id, found)
    ]
    return alike[0] if len(alike) == 1 else ""


def complete_mapping(old: Net, new: Net, given: Mapping[str, str]) -> dict[str, str]:
    """The suggestion with what was `given` put over it; an empty text takes a counterpart away."""
    whole = {**suggested(old, new), **given}
    return {source: target for source, target in whole.items() if target and source in old and target in new}


def vanished(old: Net, new: Net) -> tuple[Node, ...]:
    """Elements at which a case can stand and for which nothing is suggested."""
    known = suggested(old, new)
    return tuple(node for node in old.nodes if node.kind in WAITED_AT and node.id not in known)
