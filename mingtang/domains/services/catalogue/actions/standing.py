"""What is in force: coming into force, suspended, resumed, cancelled. Cases keep the version of their submission."""

from django.utils import timezone

from mingtang.domains.services.catalogue import acts
from mingtang.domains.services.catalogue.actions.drafting import locked_latest
from mingtang.domains.services.catalogue.companions import publish_companions
from mingtang.domains.services.catalogue.compiling import compile_branches
from mingtang.domains.services.catalogue.events import ItemCancelled, ItemPublished, ItemResumed, ItemSuspended
from mingtang.domains.services.catalogue.models import CatalogItem, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.projection import columns_of, rewrite_themes
from mingtang.domains.services.catalogue.queries.surroundings import taken_codes
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act

State, ItemState = ItemVersion.State, ServiceItem.State


def bring_into_force(deed: Deed, item: ServiceItem, version: ItemVersion) -> None:
    """Let `version` be the one in force: the one before is superseded, the columns of the item repeat the new one."""
    if item.state == ItemState.CANCELLED:
        raise Refused("事项已经取消，不能再发布。")
    now, before = timezone.now(), item.in_force
    taken = sorted(taken_codes(item, version.document))
    if taken:
        raise Refused(f"编码 {taken[0]} 已属于别的事项。")
    compile_branches(item, version)
    publish_companions(deed.actor, item, version)
    if before is not None:
        deed.change(before, state=State.SUPERSEDED, ended_at=now)
    deed.change(version, state=State.PUBLISHED, published_at=now)
    columns = columns_of(version.document)
    if item.first_material_count is None:
        columns["first_material_count"] = columns["material_count"]
    deed.change(
        item, state=ItemState.PUBLISHED, state_reason="", in_force=version, published_at=now,
        is_complete=version.defects == 0, **columns,
        catalog=CatalogItem.objects.filter(catalog_code=version.document.get("catalog_code", "")).first(),
    )  # fmt: skip
    rewrite_themes(item, version.document)
    deed.announce(
        ItemPublished(
            subject=subject_of(item), item_id=item.pk, version_id=version.pk, number=version.number,
            was_published=before is not None,
        )
    )  # fmt: skip


def subject_of(item: ServiceItem) -> str:
    """What facts about the item are about."""
    return f"service_item:{item.pk}"


def suspend(actor: Actor, item: ServiceItem, reason: str) -> None:
    """Take no applications for the time being. Raises Refused without a reason, or when the item is not in force."""
    with act(acts.SUSPEND, actor, item, basis=reason) as deed:
        version = _in_force(item, ItemState.PUBLISHED, "只有已发布的事项可以暂停。", reason)
        deed.change(version, state=State.SUSPENDED)
        deed.change(item, state=ItemState.SUSPENDED, state_reason=reason.strip()[:500])
        deed.announce(ItemSuspended(subject=subject_of(item), item_id=item.pk, reason=item.state_reason))


def resume(actor: Actor, item: ServiceItem) -> None:
    """Take applications again. Raises Refused when the item is not suspended."""
    with act(acts.RESUME, actor, item) as deed:
        version = _in_force(item, ItemState.SUSPENDED, "事项没有暂停。", "恢复")
        deed.change(version, state=State.PUBLISHED)
        deed.change(item, state=ItemState.PUBLISHED, state_reason="")
        deed.announce(ItemResumed(subject=subject_of(item), item_id=item.pk))


def cancel(actor: Actor, item: ServiceItem, reason: str, successor: ServiceItem | None = None) -> None:
    """End an item for good; what is open is given up, its codes are never used again.

    Raises Refused without a reason, before the first publication, or when `successor` is not on offer.
    """
    with act(acts.CANCEL, actor, item, basis=reason) as deed:
        if successor is not None and (successor.pk == item.pk or successor.state not in {"published", "suspended"}):
            raise Refused("承接的事项要是另一个已发布的事项。", "successor")
        latest = locked_latest(item)
        version = _in_force(item, item.state, "", reason)
        if latest.is_open:
            deed.change(latest, state=State.CANCELLED, ended_at=timezone.now())
        deed.change(version, state=State.CANCELLED, ended_at=timezone.now())
        deed.change(item, state=ItemState.CANCELLED, state_reason=reason.strip()[:500], successor=successor)
        rewrite_themes(item, {})
        successor_id = successor.pk if successor else None
        fact = ItemCancelled(
            subject=subject_of(item), item_id=item.pk, successor_id=successor_id, reason=item.state_reason
        )
        deed.announce(fact)


def _in_force(item: ServiceItem, state: str, otherwise: str, reason: str) -> ItemVersion:
    locked_latest(item)
    if not reason.strip():
        raise Refused("请写明原因和依据。", "reason")
    if item.state != state:
        raise Refused(otherwise)
    if item.in_force is None or item.state == ItemState.CANCELLED:
        raise Refused("事项还没有发布，或已经取消。")
    return item.in_force


def follow_plans() -> int:
    """Bring into force what was planned for today, and cancel what was to end by today. Returns how many items changed."""
    today = timezone.localdate()
    due = ItemVersion.objects.filter(state=State.SCHEDULED, plan_effective_date__lte=today).select_related("item")
    changed = 0
    for version in due:
        with act(acts.PUBLISH, SYSTEM, version.item) as deed:
            bring_into_force(deed, version.item, version)
            changed += 1
    ending = ServiceItem.objects.offered().filter(in_force__document__plan_cancel_date__lte=today.isoformat())
    for item in ending.select_related("in_force"):
        cancel(SYSTEM, item, "计划取消日期已到")
        changed += 1
    return changed
