"""What the rules ask about the world around a document."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.db.models import Q
from django.utils import timezone

from mingtang.domains.services.catalogue.companions import companion, course_faults
from mingtang.domains.services.catalogue.models import CatalogItem, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.rules.defects import BaseEntry, Defect, Surroundings
from mingtang.domains.services.catalogue.rules.judging import defects
from mingtang.domains.services.catalogue.stored_licences import stored_licence_types
from mingtang.kernel.clocks.api import limit_codes, office_hours, statute
from mingtang.kernel.content.api import File
from mingtang.lib.clocks import NoRule


def defects_of(version: ItemVersion) -> list[Defect]:
    """Everything that keeps a version from being published; at most a dozen statements."""
    return defects_in(version.item, version.document)


def defects_in(item: ServiceItem, document: Mapping[str, Any]) -> list[Defect]:
    """As `defects_of`, for a document that is not kept yet."""
    return defects(document, surroundings_of(item, document))


def surroundings_of(item: ServiceItem, document: Mapping[str, Any]) -> Surroundings:
    """What the rules have to know beyond `document`."""
    return Surroundings(
        kind=item.kind,
        parent_code=item.parent.task_code if item.parent else "",
        today=timezone.localdate(),
        catalog=_catalog(document),
        taken=taken_codes(item, document),
        limits=_limits(document),
        forms=_known(item, document, "form_key"),
        processes=_known(item, document, "process_key"),
        course=() if document.get("branches") else course_faults(item, document),
        stored_licences=stored_licence_types(),
        files=_files(document),
        hours=_hours(item, document),
    )


def taken_codes(item: ServiceItem, document: Mapping[str, Any]) -> frozenset[str]:
    """Codes of the document that belong to other items, cancelled ones included; one statement, none without codes."""
    own = {document.get(name, "") for name in ("task_code", "task_handle_item", "local_task_code")} - {""}
    if not own:
        return frozenset()
    others = ServiceItem.objects.exclude(pk=item.pk)
    national = others.filter(Q(task_code__in=own) | Q(handle_code__in=own))
    if item.kind == ServiceItem.Kind.HANDLING and item.parent_id:
        national = national.exclude(pk=item.parent_id)
    local = others.filter(local_task_code__in=own, organ=item.organ_id)
    rows = (national | local).values_list("task_code", "handle_code", "local_task_code")
    return frozenset(own & {code for row in rows for code in row})


def _catalog(document: Mapping[str, Any]) -> dict[str, BaseEntry]:
    code = document.get("catalog_code", "")
    rows = CatalogItem.objects.filter(catalog_code=code, state=CatalogItem.State.IN_FORCE) if code else []
    return {row.catalog_code: BaseEntry(row.task_type, row.use_levels) for row in rows}


def _limits(document: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    code = document.get("clock_code", "")
    if code not in limit_codes():
        return {}
    try:
        rule = statute(code, timezone.localdate())
    except NoRule:
        return {}
    return {code: (rule.amount, str(rule.unit))}


def _known(item: ServiceItem, document: Mapping[str, Any], element: str) -> frozenset[str]:
    """The key of a definition when there is one: published, or the organ's own draft, which is published with the item."""
    key = document.get(element, "")
    return frozenset({key}) if key and companion(item, element, key) else frozenset()


def _files(document: Mapping[str, Any]) -> frozenset[str]:
    keys = document.get("attachments", [])
    return frozenset(File.objects.filter(pk__in=keys).values_list("name", flat=True)) if keys else frozenset()


def _hours(item: ServiceItem, document: Mapping[str, Any]) -> tuple[tuple[time, time], ...]:
    return office_hours(item.organ_id).windows if document.get("is_entry_center") else ()
