"""What an import would do, found out without touching anything: organs, and each item as new, changed or the same."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db.models import Q
from django.utils import timezone

from mingtang.domains.services.catalogue.importing.columns import read_items
from mingtang.domains.services.catalogue.importing.documents import Described, describe
from mingtang.domains.services.catalogue.importing.organs import Organs, find_organs
from mingtang.domains.services.catalogue.models import OPEN, CatalogItem, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.permissions import EDIT_ITEMS
from mingtang.domains.services.catalogue.queries.newest import newest_document, newest_version, with_versions
from mingtang.domains.services.catalogue.rules.defects import BaseEntry, Defect, Surroundings
from mingtang.domains.services.catalogue.rules.judging import defects
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.tables import Table

NEW, CHANGED, SAME = "new", "changed", "same"
BATCH = 500


@dataclass
class PlannedItem:
    """One row and what becomes of it. `item` is the item known under its code in its organ."""

    described: Described
    change: str
    item: ServiceItem | None = None
    defects: list[Defect] = field(default_factory=list)


@dataclass
class Plan:
    """An import as it would be carried out. Nothing of it may be when `table` has faults."""

    table: Table
    organs: Organs
    items: list[PlannedItem]

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of everything."""
        changes = Counter(each.change for each in self.items)
        return {
            "rows": len(self.table.rows),
            "faults": len(self.table.faults),
            "new": changes[NEW],
            "changed": changes[CHANGED],
            "same": changes[SAME],
            "organs_found": len(set(self.organs.found.values())),
            "organs_new": len(self.organs.missing),
            "items_with_defects": sum(bool(each.defects) for each in self.items),
            "defects": sum(len(each.defects) for each in self.items),
        }

    @property
    def defect_list(self) -> list[dict[str, Any]]:
        """What each item lacks before it could be audited: row, code, name, and its defects as sentences."""
        return [
            {
                "row": each.described.row,
                "code": each.described.code,
                "name": each.described.title,
                "defects": [defect.sentence for defect in each.defects],
            }
            for each in self.items
            if each.defects
        ]


def plan_import(
    actor: Actor, file: BinaryIO, filename: str, below: Organ, *, mapping: Mapping[str, str] | None = None
) -> Plan:
    """Read a table and find out what importing it would do; some ten statements for a thousand rows.

    Raises ValueError for a mapping that names no element.
    """
    table = read_items(file, filename, mapping)
    rows = [describe(row) for row in table.rows]
    organs = find_organs(rows, below)
    known = _known(rows, organs)
    items = [_planned(row, known.get(_key(row, organs))) for row in rows]
    plan = Plan(table, organs, items)
    _note_faults(actor, plan)
    _note_defects(plan)
    return plan


def _note_defects(plan: Plan) -> None:
    """What keeps each item from being audited, as far as the table and the base catalogue tell; one statement."""
    codes = {each.described.document.get("catalog_code", "") for each in plan.items} - {""}
    entries = CatalogItem.objects.filter(catalog_code__in=codes, state=CatalogItem.State.IN_FORCE)
    catalog = {entry.catalog_code: BaseEntry(entry.task_type, entry.use_levels) for entry in entries}
    around = Surroundings(today=timezone.localdate(), catalog=catalog)
    for planned in plan.items:
        planned.defects = defects(planned.described.document, around)


def _note_faults(actor: Actor, plan: Plan) -> None:
    """What is wrong with rows beyond their cells: organs out of reach, items that cannot be written."""
    reach = {organ.pk: actor.may(EDIT_ITEMS, organ) for organ in {plan.organs.below, *plan.organs.found.values()}}
    for planned in plan.items:
        organ = plan.organs.of(planned.described) or plan.organs.below
        if not reach[organ.pk]:
            plan.table.add_fault(planned.described.row, "实施主体", f"“{organ}”不在您可以编制事项的范围内")
        if reason := _why_not(planned.item):
            plan.table.add_fault(planned.described.row, None, reason)


def _why_not(item: Any) -> str:
    """Why an item cannot be brought in again; empty when it can."""
    if item is None:
        return ""
    if item.state == ServiceItem.State.CANCELLED:
        return "这个编码的事项已经取消，编码不再使用"
    newest = newest_version(item)
    waits = newest is not None and newest.state in OPEN - {ItemVersion.State.DRAFT}
    return "这个事项的新版本正在审核，审完再导入" if waits else ""


def _planned(row: Described, item: ServiceItem | None) -> PlannedItem:
    if item is None:
        return PlannedItem(row, NEW)
    return PlannedItem(row, SAME if newest_document(item) == row.document else CHANGED, item)


def _key(row: Described, organs: Organs) -> tuple[int, str]:
    """An item is known again by its organ and its code; without any code, by its name."""
    organ = organs.of(row)
    return (organ.pk if organ else 0, row.code or row.title)


def _known(rows: list[Described], organs: Organs) -> dict[tuple[int, str], ServiceItem]:
    """Items of the organs of the table, by organ and by each of their codes, else their name."""
    owners = {organ.pk for organ in (organs.below, *organs.found.values())}
    found: dict[tuple[int, str], ServiceItem] = {}
    codes, names = [row.code for row in rows if row.code], [row.title for row in rows if not row.code]
    for start in range(0, max(len(codes), len(names)), BATCH):
        part = codes[start : start + BATCH]
        asked = Q(local_task_code__in=part) | Q(handle_code__in=part) | Q(task_code__in=part)
        asked |= Q(name__in=names[start : start + BATCH], local_task_code="", handle_code="", task_code="")
        for item in with_versions(ServiceItem.objects.filter(asked, organ__in=owners)):
            code = item.local_task_code or item.handle_code or item.task_code or item.name
            found[item.organ_id, code] = item
    return found
