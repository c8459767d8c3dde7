"""Items as a table with the same columns that are imported, so that what goes out can come back."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from mingtang.domains.services.catalogue.importing.cells import cell_of
from mingtang.domains.services.catalogue.item_form import item_form
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.domains.services.catalogue.queries.newest import newest_document, with_versions
from mingtang.lib.tables import safe_cell

BATCH = 500


def item_heads() -> list[str]:
    """The headings, which the import knows again."""
    return [field.title for field in item_form()]


def item_rows(items: QuerySet[ServiceItem]) -> Iterator[list[str]]:
    """One row of cells for each item, in the words of its newest version; three statements for each 500."""
    fields = list(item_form())
    for item in with_versions(items).order_by("organ_id", "code").iterator(chunk_size=BATCH):
        document = newest_document(item)
        yield [cell_of(field, document.get(field.name)) for field in fields]


def write_items(path: Path, items: QuerySet[ServiceItem]) -> int:
    """Write items to a `.csv` or `.xlsx` file; returns how many. Raises ValueError for another ending."""
    writers = {".csv": _write_text, ".xlsx": _write_workbook}
    if path.suffix.lower() not in writers:
        raise ValueError("the name of the file must end in .csv or .xlsx")
    return writers[path.suffix.lower()](path, item_heads(), item_rows(items))


def _write_text(path: Path, head: Sequence[str], rows: Iterator[list[str]]) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        return sum(bool(writer.writerow(_safe(row))) for row in rows)


def _write_workbook(path: Path, head: Sequence[str], rows: Iterator[list[str]]) -> int:
    from openpyxl import Workbook  # large, and few requests need it

    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(title="事项")
    sheet.append(head)
    count = 0
    for row in rows:
        sheet.append(_safe(row))
        count += 1
    book.save(path)
    return count


def _safe(row: list[str]) -> list[str]:
    return [safe_cell(text) for text in row]
