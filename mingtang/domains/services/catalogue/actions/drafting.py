"""Drawing up: items, base items, drafts. What has defects may be kept; what is out of shape may not."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.utils import timezone

from mingtang.domains.services.catalogue import acts
from mingtang.domains.services.catalogue.actions.faults import Misshapen
from mingtang.domains.services.catalogue.item_form import checked
from mingtang.domains.services.catalogue.models import OPEN, CatalogItem, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.projection import CODES, address_code, columns_of
from mingtang.domains.services.catalogue.queries.surroundings import defects_in, taken_codes
from mingtang.kernel.directory.api import Organ, Refused, Stale
from mingtang.kernel.evidence.api import Actor, Deed, act

Document = Mapping[str, Any]


def list_base_item(
    actor: Actor, *, catalog_code: str, name: str, task_type: str, use_levels: str = "", legal_basis: str = ""
) -> CatalogItem:
    """Enter an item into the base catalogue, or correct the entry of that code."""
    entry = CatalogItem.objects.filter(catalog_code=catalog_code).first() or CatalogItem(catalog_code=catalog_code)
    values = {"name": name, "task_type": task_type, "use_levels": use_levels, "legal_basis": legal_basis}
    with act(acts.LIST_BASE, actor, entry) as deed:
        if entry.pk is None:
            for column, value in values.items():
                setattr(entry, column, value)
            deed.create(entry)
        else:
            deed.change(entry, **values)
    return entry


def create_item(
    actor: Actor,
    organ: Organ,
    document: Document,
    *,
    kind: str = ServiceItem.Kind.HANDLING,
    parent: ServiceItem | None = None,
) -> ServiceItem:
    """A new item of `organ` with its first draft. Raises Misshapen."""
    item = ServiceItem(organ=organ, kind=kind, parent=parent)
    with act(acts.CREATE, actor, item) as deed:
        found(deed, item, _in_shape(document))
    return item


def found(deed: Deed, item: ServiceItem, document: Document, base_version: ItemVersion | None = None) -> ItemVersion:
    """Insert `item` with a first draft; for acts that create one."""
    _follow(item, document)
    deed.create(item)
    return _open(deed, item, document, number=1, base_version=base_version)


def _in_shape(document: Document) -> dict[str, Any]:
    clean, errors = checked(document)
    if errors:
        raise Misshapen(errors)
    return clean


def _follow(item: ServiceItem, document: Document) -> None:
    """Let the columns of an item that was never published repeat its draft; codes of others are not taken."""
    taken = taken_codes(item, document)
    columns = columns_of(document)
    columns |= {name: "" for name in CODES if columns[name] in taken}
    for name, value in columns.items():
        setattr(item, name, value)
    item.catalog = CatalogItem.objects.filter(catalog_code=item.catalog_code).first()
    item.code = _free(item, address_code(columns))


def _free(item: ServiceItem, wish: str) -> str:
    """`wish` unless another item has it; then with the id of the organ, else a code by lot."""
    lot = item.code or f"n{uuid4().hex[:12]}"
    others = ServiceItem.objects.exclude(pk=item.pk)
    candidates = [wish, f"{wish}-{item.organ_id}"] if wish else []
    taken = set(others.filter(code__in=candidates).values_list("code", flat=True))
    return next((each for each in candidates if each not in taken), lot)


def _open(
    deed: Deed, item: ServiceItem, document: Document, *, number: int, base_version: ItemVersion | None
) -> ItemVersion:
    draft = ItemVersion(item=item, number=number, base_version=base_version, **_written(deed.actor, document))
    draft.editors = _with(draft, deed.actor)
    draft.defects = len(defects_in(item, document))
    deed.create(draft)
    return draft


def _written(actor: Actor, document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "digest": ItemVersion.digest_of(document),
        "plan_effective_date": document.get("plan_effective_date"),
        "author_id": actor.account_id,
        "saved_at": timezone.now(),
    }


def _with(draft: ItemVersion, actor: Actor) -> list[int]:
    known: list[int] = draft.editors
    return known if actor.account_id is None or actor.account_id in known else [*known, actor.account_id]


def save_draft(
    actor: Actor, item: ServiceItem, document: Document, *, seen: str, base_version: ItemVersion | None = None
) -> ItemVersion:
    """Write the draft, or open the next one. `seen` is the digest of the version that was edited.

    Raises Misshapen, Stale when somebody else has saved meanwhile, Refused while the item is with its reviewers.
    """
    with act(acts.SAVE_DRAFT, actor, item) as deed:
        return write_draft(deed, item, document, seen=seen, base_version=base_version)


def write_draft(
    deed: Deed, item: ServiceItem, document: Document, *, seen: str, base_version: ItemVersion | None = None
) -> ItemVersion:
    """As `save_draft`, inside an act."""
    clean, latest = _in_shape(document), locked_latest(item)
    if latest.digest != seen:
        raise Stale("其他人已经保存了新的内容，您的修改没有写入。请先复制自己的修改，再打开最新内容。")
    if latest.state in OPEN - {ItemVersion.State.DRAFT}:
        raise Refused(f"第 {latest.number} 版{latest.get_state_display()}，退回后才能修改。")
    if item.state == ServiceItem.State.CANCELLED:
        raise Refused("事项已经取消，不能再修改。")
    base = base_version or latest.base_version
    if latest.state != ItemVersion.State.DRAFT:
        return _open(deed, item, clean, number=latest.number + 1, base_version=base)
    _rewrite(deed, item, latest, clean, base)
    return latest


def _rewrite(deed: Deed, item: ServiceItem, draft: ItemVersion, clean: Document, base: ItemVersion | None) -> None:
    if item.state == ServiceItem.State.DRAFT:
        _follow(item, clean)
        names = [*columns_of(clean), "catalog", "code"]
        item.save(update_fields=names)  # what the draft says, as the record of the draft tells
    written = _written(deed.actor, clean)
    deed.change(
        draft, **written, base_version=base, editors=_with(draft, deed.actor), defects=len(defects_in(item, clean))
    )


def locked_latest(item: ServiceItem) -> ItemVersion:
    """The newest version; changes of one item wait for one another."""
    ServiceItem.objects.select_for_update().get(pk=item.pk)
    item.refresh_from_db(fields=["state", "in_force"])
    latest: ItemVersion = item.versions.latest("number")
    latest.item = item
    return latest


def discard_draft(actor: Actor, item: ServiceItem) -> None:
    """Delete the draft. Raises Refused when there is none, or nothing would be left."""
    with act(acts.DISCARD_DRAFT, actor, item) as deed:
        latest = locked_latest(item)
        if latest.state != ItemVersion.State.DRAFT:
            raise Refused("没有可以放弃的草稿。")
        if latest.number == 1:
            raise Refused("这是唯一的版本，不能放弃。")
        deed.remove(latest)
