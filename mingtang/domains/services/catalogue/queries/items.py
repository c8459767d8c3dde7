"""What the workbench and other rooms ask of items."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery

from mingtang.domains.services.catalogue.models import OPEN, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.permissions import AUDIT_ITEMS, EDIT_ITEMS, REVIEW_ITEMS
from mingtang.kernel.evidence.api import Actor

State = ItemVersion.State


class NoItem(LookupError):
    """There is no such item or version, or it is not in force."""


def items_visible_to(actor: Actor) -> QuerySet[ServiceItem]:
    """Items in the actor's reach with the state, number and defects of their newest version."""
    newest = ItemVersion.objects.filter(item=OuterRef("pk")).order_by("-number")
    rows: QuerySet[ServiceItem] = ServiceItem.objects.visible_to(actor).select_related("organ")
    return rows.annotate(
        newest=Subquery(newest.values("number")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        newest_defects=Subquery(newest.values("defects")[:1]),
        saved_at=Subquery(newest.values("saved_at")[:1]),
    )


def versions_of(item: ServiceItem) -> QuerySet[ItemVersion]:
    """All versions without their documents, newest first, with the people who stand for them."""
    rows: QuerySet[ItemVersion] = ItemVersion.objects.filter(item=item).defer("document")
    return rows.select_related("author__person", "reviewer__person", "auditor__person")


def open_versions_for(actor: Actor) -> QuerySet[ItemVersion]:
    """Versions that wait for the actor: drafts that came back, reviews of his organ, audits; with item and organ."""
    editing = ServiceItem.objects.within(actor, EDIT_ITEMS).values("pk")
    reviewing = ServiceItem.objects.within(actor, REVIEW_ITEMS).values("pk")
    auditing = ServiceItem.objects.within(actor, AUDIT_ITEMS).values("pk")
    waiting = (
        Q(state=State.DRAFT, item__in=editing)
        | Q(state=State.REVIEW, item__in=reviewing)
        | Q(state__in=[State.AUDIT, State.SCHEDULED], item__in=auditing)
    )
    rows: QuerySet[ItemVersion] = ItemVersion.objects.filter(waiting).defer("document")
    return rows.select_related("item__organ", "author__person", "reviewer__person")


def waiting_for(actor: Actor) -> int | None:
    """How many versions wait for the actor's review or audit; None for whoever does neither. One statement."""
    if not (actor.may(REVIEW_ITEMS) or actor.may(AUDIT_ITEMS)):
        return None
    return open_versions_for(actor).filter(state__in=[State.REVIEW, State.AUDIT]).count()


def versions_since_published(items: Collection[int]) -> dict[int, list[ItemVersion]]:
    """Versions of items that are or were in force, the newest first, by item; one statement."""
    found: dict[int, list[ItemVersion]] = {}
    for version in ItemVersion.objects.filter(item__in=items, published_at__isnull=False).order_by("-published_at"):
        found.setdefault(version.item_id, []).append(version)
    return found


def granted_since(organ_id: int, licence_type: str) -> datetime | None:
    """Since when an organ takes applications that end in a licence of this type; None while it takes none."""
    rows = ItemVersion.objects.filter(item__organ=organ_id, document__licence_type_code=licence_type)
    since: datetime | None = rows.aggregate(since=Min("published_at"))["since"]
    return since


def claimable_items() -> QuerySet[ServiceItem]:
    """Published items that stand above the lowest level, for lower organs to claim."""
    rows: QuerySet[ServiceItem] = ServiceItem.objects.filter(state=ServiceItem.State.PUBLISHED, base=None)
    return rows.exclude(use_level="").select_related("organ")


def upgrades_waiting(actor: Actor) -> QuerySet[ServiceItem]:
    """Items that the actor edits whose superior has published a version that their newest one does not know of."""
    newest = ItemVersion.objects.filter(item=OuterRef("pk")).order_by("-number")
    rows: QuerySet[ServiceItem] = ServiceItem.objects.within(actor, EDIT_ITEMS).filter(base__in_force__isnull=False)
    rows = rows.exclude(state=ServiceItem.State.CANCELLED).select_related("base__organ", "organ")
    known = rows.annotate(known=Subquery(newest.values("base_version_id")[:1]))
    return known.exclude(base__in_force=F("known"))


def published_item(code: str) -> ServiceItem:
    """The item in force with this code, with organ and version. Raises NoItem."""
    rows = ServiceItem.objects.offered().select_related("organ", "in_force")
    item: ServiceItem | None = rows.filter(
        Q(code=code) | Q(task_code=code, handle_code="") | Q(handle_code=code)
    ).first()
    if item is None:
        raise NoItem(f"没有编码为 {code} 的事项。")
    return item


def item_version(version_id: int) -> ItemVersion:
    """A version with its item and organ, whatever its state: cases keep the one of their submission. Raises NoItem."""
    version: ItemVersion | None = ItemVersion.objects.select_related("item__organ").filter(pk=version_id).first()
    if version is None:
        raise NoItem("没有这个版本的事项。")
    return version


def items_of(organ_id: int) -> QuerySet[ServiceItem]:
    """What an organ offers, by name."""
    rows: QuerySet[ServiceItem] = ServiceItem.objects.offered().filter(organ=organ_id).order_by("name")
    return rows


def has_open_version(item: ServiceItem) -> bool:
    """Whether a version of the item is on its way."""
    return item.versions.filter(state__in=OPEN).exists()


def organs_with_items(actor: Actor) -> list[tuple[int, str]]:
    """Organs of the items that the actor sees, by rank, for the filter; one statement."""
    rows = ServiceItem.objects.visible_to(actor).order_by("organ__rank", "organ__path")
    named = rows.values_list("organ_id", "organ__short_name", "organ__name", "organ__rank", "organ__path").distinct()
    return [(key, short or name) for key, short, name, _rank, _path in named]
