"""What lists, search and navigation need of a document, as columns of the item and rows of its themes."""

import re
from collections.abc import Mapping
from typing import Any

from mingtang.domains.services.catalogue.models import ItemTheme, ServiceItem
from mingtang.domains.services.catalogue.rules.vocabulary import ENTERPRISES_SERVED, PERSON_SERVED
from mingtang.domains.services.catalogue.themes import ENTERPRISE, EVENT, PERSON

CODES: Mapping[str, str] = {
    "catalog_code": "catalog_code",
    "task_code": "task_code",
    "handle_code": "task_handle_item",
    "local_catalog_code": "local_catalog_code",
    "local_task_code": "local_task_code",
}
"""Columns of codes by the elements of the document."""

_COPIED: Mapping[str, str] = {
    "name": "task_name",
    "task_type": "task_type",
    "project_type": "project_type",
    "use_level": "use_level",
    "promise_unit": "promise_type",
    "statutory_unit": "anticipate_type",
    "keywords": "keywords",
}
_AMOUNTS: Mapping[str, str] = {
    "visits": "limit_scene_num",
    "promise_amount": "promise_day",
    "statutory_amount": "anticipate_day",
}
_AUDIENCES: Mapping[str, str] = {
    PERSON: ItemTheme.Audience.PERSON.value,
    ENTERPRISE: ItemTheme.Audience.ENTERPRISE.value,
    EVENT: ItemTheme.Audience.LIFE_EVENT.value,
}
_UNSAFE = re.compile(r"[^0-9A-Za-z._-]+")


def columns_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an item that repeat its document. Whom it serves follows from its themes where it does not say."""
    served = set(document.get("server_type", []))
    columns: dict[str, Any] = {column: document.get(element, "") for column, element in _COPIED.items()}
    columns |= {column: document.get(element, "") for column, element in CODES.items()}
    columns |= {column: document.get(element) for column, element in _AMOUNTS.items()}
    return columns | {
        "handle_types": "".join(document.get("handle_type", [])),
        "is_online": bool(document.get("is_online")),
        "material_count": len(document.get("materials", ())),
        "is_hot": bool(document.get("is_hot")),
        "for_person": PERSON_SERVED in served if served else bool(document.get(PERSON)),
        "for_enterprise": bool(ENTERPRISES_SERVED & served) if served else bool(document.get(ENTERPRISE)),
    }


def address_code(columns: Mapping[str, Any]) -> str:
    """The code for addresses: of the handling item, else the national, else the local one; empty when there is none."""
    code: str = columns["handle_code"] or columns["task_code"] or columns["local_task_code"]
    return _UNSAFE.sub("-", code).strip("-.")[:64]


def rewrite_themes(item: ServiceItem, document: Mapping[str, Any]) -> None:
    """Make the themes of an item those of its document. They are derived from it, so they leave no evidence of their own."""
    item.themes.all().delete()
    ItemTheme.objects.bulk_create(
        ItemTheme(item=item, audience=audience, theme=theme)
        for element, audience in _AUDIENCES.items()
        for theme in dict.fromkeys(document.get(element, []))
    )
