"""Organs as trees, by root."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mingtang.kernel.directory.models import Branch, Organ

UNFOLDED_DEPTH = 2
FEW = 60
"""A tree of so few organs is shown unfolded whole."""


@dataclass
class Node:
    """An organ and what stands below it; `found` says whether it is what was searched for or only the way there."""

    organ: Organ
    depth: int
    found: bool = True
    open: bool = False
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Root:
    """One root of the state (党委, 人大 ...) with the organs that the reader sees."""

    branch: str
    label: str
    count: int
    nodes: list[Node]


def forest(organs: Iterable[Organ], found: set[int] | None = None) -> list[Root]:
    """The trees of `organs`, by root. With `found`, only those and the organs above them.

    An organ whose superior is not among `organs` stands at the top: the reader's reach begins there.
    """
    organs = sorted(organs, key=lambda organ: (organ.rank, organ.region_id, organ.pk))
    if found is not None:
        above = {int(key) for organ in organs if organ.pk in found for key in organ.path.strip("/").split("/")}
        organs = [organ for organ in organs if organ.pk in above]
    below: dict[int | None, list[Organ]] = defaultdict(list)
    known = {organ.pk for organ in organs}
    for organ in organs:
        below[organ.superior_id if organ.superior_id in known else None].append(organ)
    unfolded = found is not None or len(organs) <= FEW
    tops = [_node(organ, 1, below, found, unfolded) for organ in below[None]]
    return [
        Root(branch, label, _count(mine), mine)
        for branch, label in Branch.choices
        if (mine := [node for node in tops if node.organ.branch == branch])
    ]


def _node(
    organ: Organ, depth: int, below: dict[int | None, list[Organ]], found: set[int] | None, unfolded: bool
) -> Node:
    children = [_node(each, depth + 1, below, found, unfolded) for each in below[organ.pk]]
    is_found = found is None or organ.pk in found
    return Node(organ, depth, is_found, unfolded or depth < UNFOLDED_DEPTH, children)


def _count(nodes: list[Node]) -> int:
    return sum(node.found + _count(node.children) for node in nodes)
