"""Quick ways to work on items in tests: whole documents, and the people of the demonstration city who may."""

from typing import Any

from mingtang.domains.services.catalogue.actions import drafting, reviewing
from mingtang.domains.services.catalogue.actions.claiming import own_elements
from mingtang.domains.services.catalogue.models import CatalogItem, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.shipped import shipped_document
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM

CONTACT = {
    "transact_addr": "石桥县政务服务大厅二楼",
    "transact_time": "工作日 09:00-12:00，13:30-17:30",
    "link_way": "0999-8600012",
    "supervise_way": "0999-8612345",
    "licence_type_code": "11990102MB0A1234204001",
}
WITHOUT_LINKS = {"form_key": None, "process_key": None, "letters": None, "branches": None, "branch_fields": None}
"""What runs an item belongs to the room above; tests of this room do without it."""


def list_shipped(name: str = "food-permit") -> None:
    """Enter the base item of a shipped document."""
    document = shipped_document(name)
    drafting.list_base_item(
        SYSTEM, catalog_code=document["catalog_code"], name=document["task_name"], task_type=document["task_type"]
    )


def whole_document(organ: Organ, level: str, name: str = "food-permit", **changed: Any) -> dict[str, Any]:
    """A document without a defect, as `organ` would offer it; elements given as None are left out."""
    item = ServiceItem(catalog_code=shipped_document(name)["catalog_code"])
    document = {**shipped_document(name), **WITHOUT_LINKS, **CONTACT, **own_elements(item, organ, level), **changed}
    return {key: value for key, value in document.items() if value is not None}


def publish_directly(item: ServiceItem) -> ItemVersion:
    """Submit, review, publish as the system."""
    seen = item.versions.latest("number").digest
    reviewing.submit_for_review(SYSTEM, item, seen=seen)
    reviewing.pass_review(SYSTEM, item, seen=seen)
    return reviewing.publish(SYSTEM, item, seen=seen)


def published_in(organ: Organ, level: str, name: str = "food-permit", **changed: Any) -> ServiceItem:
    """A published item of `organ`."""
    if not CatalogItem.objects.filter(catalog_code=shipped_document(name)["catalog_code"]).exists():
        list_shipped(name)
    item = drafting.create_item(SYSTEM, organ, whole_document(organ, level, name, **changed))
    publish_directly(item)
    item.refresh_from_db()
    return item
