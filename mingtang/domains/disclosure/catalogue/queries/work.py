"""What officials ask of items: those they may see, what waits, how complete the catalogue is and how timely it is filled."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from mingtang.domains.disclosure.catalogue.models import Duty, InformationItem
from mingtang.domains.disclosure.catalogue.rules import OUT_OF_FORCE, State, share
from mingtang.kernel.evidence.api import Actor


def items_for(actor: Actor) -> QuerySet[InformationItem]:
    """Items that the actor may see, with what their list shows; no statement yet."""
    rows: QuerySet[InformationItem] = InformationItem.objects.visible_to(actor)
    return rows.select_related("organ", "case")


@dataclass(frozen=True)
class NodeState:
    """A node of an organ: how much is in it and since when nothing new came. `finding` is empty, 空白 or 未更新."""

    duty: Duty
    count: int
    latest: date | None
    finding: str


EMPTY, STALE = "空白", "未更新"


def completeness(actor: Actor) -> list[NodeState]:
    """Every node that organs the actor may see answer for; two statements."""
    duties = list(Duty.objects.visible_to(actor).select_related("organ").order_by("organ__rank", "organ__path", "node"))
    published = InformationItem.objects.filter(state=State.PUBLISHED, organ__in={duty.organ_id for duty in duties})
    rows = published.order_by().values_list("organ", "node").annotate(n=Count("pk"), latest=Max("published_at"))
    found = {(organ, node): (n, timezone.localdate(latest)) for organ, node, n, latest in rows}
    today = timezone.localdate()
    return [_state(duty, *found.get((duty.organ_id, duty.node), (0, None)), today) for duty in duties]


def _state(duty: Duty, count: int, latest: date | None, today: date) -> NodeState:
    if latest is None:
        return NodeState(duty, 0, None, EMPTY)
    stale = bool(duty.cycle) and latest < today - timedelta(days=duty.cycle)
    return NodeState(duty, count, latest, STALE if stale else "")


NEAR_DAYS = 92
"""How long before its end a document is listed for the quarterly review (文件清理)."""


def ending_soon(actor: Actor) -> list[InformationItem]:
    """Documents still marked as in force whose time is over, or will be within a quarter; one statement."""
    until = timezone.localdate() + timedelta(days=NEAR_DAYS)
    rows = items_for(actor).filter(state=State.PUBLISHED, valid_to__lte=until).exclude(validity__in=OUT_OF_FORCE)
    return list(rows.exclude(kind="").order_by("valid_to", "pk"))


@dataclass(frozen=True)
class Timeliness:
    """How many items of an organ were published, how many of them in time."""

    organ: str
    published: int
    in_time: int
    interpreted: int
    policies: int

    @property
    def per_cent(self) -> str:
        """主动公开及时率."""
        return share(self.in_time, self.published)

    @property
    def interpreted_per_cent(self) -> str:
        """解读率: policy documents with an interpretation."""
        return share(self.interpreted, self.policies)


def timeliness(actor: Actor, year: int) -> list[Timeliness]:
    """By organ, of what was published in a year and had a limit; one statement."""
    rows = items_for(actor).filter(state__in=_PUBLIC, published_at__year=year).order_by()
    in_time = Q(due_on=None) | Q(due_on__gte=TruncDate("published_at"))
    policy = ~Q(kind="")
    counted = rows.values_list("organ__short_name", "organ__name", "organ__rank", "organ__path").annotate(
        published=Count("pk", distinct=True),
        in_time=Count("pk", filter=in_time, distinct=True),
        interpreted=Count("pk", filter=policy & Q(interpretations__state=State.PUBLISHED), distinct=True),
        policies=Count("pk", filter=policy, distinct=True),
    )
    told = counted.order_by(F("organ__rank"), F("organ__path"))
    return [Timeliness(short or name, *figures) for short, name, _rank, _path, *figures in told]


_PUBLIC: Collection[str] = (State.PUBLISHED, State.WITHDRAWN)


def readable_items(actor: Actor, ids: Collection[str]) -> set[str]:
    """Which of these items the actor may read with their files: public ones anybody; one statement."""
    wanted = [int(each) for each in ids if each.isdigit()]
    mine = Q(pk__in=InformationItem.objects.visible_to(actor).filter(pk__in=wanted).values("pk"))
    rows = InformationItem.objects.filter(Q(state=State.PUBLISHED) | mine, pk__in=wanted)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}
