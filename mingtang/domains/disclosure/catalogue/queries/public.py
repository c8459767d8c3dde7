"""What everybody may read: the published items, by node, and what belongs to one of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mingtang.domains.disclosure.catalogue.models import Duty, Guide, InformationItem
from mingtang.domains.disclosure.catalogue.nodes import Node, catalogue
from mingtang.domains.disclosure.catalogue.rules import ATTACHED_TO, POLICIES, State
from mingtang.kernel.content.api import Material, materials_of
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM


def public_items() -> QuerySet[InformationItem]:
    """Items that are public today, with their organs; no statement yet. Those published for a time leave when it is over."""
    lasting = Q(term_until=None) | Q(term_until__gte=timezone.localdate())
    rows: QuerySet[InformationItem] = InformationItem.objects.filter(lasting, state=State.PUBLISHED)
    return rows.select_related("organ")


def listed_items(organ_id: int | None = None) -> QuerySet[InformationItem]:
    """Public items as lists show them: a text once, not its translations; of one organ where one is chosen."""
    rows = public_items().filter(translates=None)
    return rows.filter(organ=organ_id) if organ_id else rows


def policies() -> QuerySet[InformationItem]:
    """Documents of the policy library (政策文件库)."""
    return listed_items().filter(kind__in=POLICIES)


def in_node(rows: QuerySet[InformationItem], code: str) -> QuerySet[InformationItem]:
    """Those in a node or below it."""
    return rows.filter(Q(node=code) | Q(node__startswith=f"{code}."))


@dataclass(frozen=True)
class Branch:
    """A node of the tree as a page shows it."""

    node: Node
    count: int
    current: bool
    children: Sequence["Branch"] = ()

    @property
    def is_open(self) -> bool:
        """Whether it stands unfolded: where the reader is."""
        return self.current or any(child.current for child in self.children)


def tree(current: str, organ_id: int | None = None) -> list[Branch]:
    """The whole catalogue with how many items each node has; one statement."""
    rows = listed_items(organ_id).order_by().values_list("node").annotate(n=Count("pk"))
    counts = Counter(dict(rows))
    return [_branch(node, counts, current) for node in catalogue()]


def _branch(node: Node, counts: Mapping[str, int], current: str) -> Branch:
    children = [_branch(child, counts, current) for child in node.children]
    count = sum(child.count for child in children) if children else counts.get(node.code, 0)
    return Branch(node, count, node.code == current, children)


def duties_of(code: str, organ_id: int | None = None) -> list[Duty]:
    """Who answers for a node; one statement."""
    rows = Duty.objects.filter(Q(node=code) | Q(node__startswith=f"{code}.")).select_related("organ")
    rows = rows.filter(organ=organ_id) if organ_id else rows
    return list(rows.order_by("organ__rank", "organ__path", "node"))


def publishing_organs() -> list[tuple[int, str]]:
    """Organs with something public, for a filter; one statement."""
    rows = Organ.objects.filter(pk__in=listed_items().order_by().values("organ")).order_by("region", "rank", "path")
    return [(pk, short or name) for pk, short, name in rows.values_list("pk", "short_name", "name")]


def files_of(item: InformationItem) -> list[Material]:
    """What is attached to an item, in its order; one statement."""
    return list(materials_of(SYSTEM, ATTACHED_TO, str(item.pk)))


def guides() -> list[Guide]:
    """The guides of all organs, in the order of the organs; one statement."""
    return list(Guide.objects.select_related("organ").order_by("organ__region", "organ__rank", "organ__path"))
