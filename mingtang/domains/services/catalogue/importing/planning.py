"""What an import would do, found out without touching anything: organs, and each item as new, changed or the same."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db.models import Q

from mingtang.domains.services.catalogue.importing.columns import read_items
from mingtang.domains.services.catalogue.importing.documents import Described, describe
from mingtang.domains.services.catalogue.importing.organs import Organs, find_organs
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.domains.services.catalogue.queries.newest import newest_document, with_versions
from mingtang.kernel.directory.api import Organ
from mingtang.lib.tables import Table

NEW, CHANGED, SAME = "new", "changed", "same"
BATCH = 500


@dataclass
class PlannedItem:
    """One row and what becomes of it. `item` is the item known under its code in its organ."""

    described: Described
    change: str
    item: ServiceItem | None = None
    defects: list[Any] = field(default_factory=list)


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


def plan_import(file: BinaryIO, filename: str, below: Organ, *, mapping: Mapping[str, str] | None = None) -> Plan:
    """Read a table and find out what importing it would do; some ten statements for a thousand rows.

    Raises ValueError for a mapping that names no element.
    """
    table = read_items(file, filename, mapping)
    rows = [describe(row) for row in table.rows]
    organs = find_organs(rows, below)
    known = _known(rows, organs)
    return Plan(table, organs, [_planned(row, known.get(_key(row, organs))) for row in rows])


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
