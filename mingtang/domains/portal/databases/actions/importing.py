"""Tables of organs become records, all of them or none; records stop being public, and stay known inside."""

from typing import BinaryIO

from django.utils import timezone

from mingtang.domains.portal.databases import acts
from mingtang.domains.portal.databases.events import RecordsChanged
from mingtang.domains.portal.databases.models import Record
from mingtang.domains.portal.databases.rules import Database, Field, Kind
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.tables import Column, Row, read_table

LONGEST = {Kind.LONG: 2000}


def import_records(actor: Actor, organ: Organ, database: Database, file: BinaryIO, filename: str) -> int:
    """Add the records of a table (XLSX or CSV, headings are labels), or replace those with the same number; how many.

    Raises TableRejected with every fault, Refused when a number belongs to another organ, NotPermitted.
    """
    columns = [_column(database, field) for field in database.fields]
    rows = read_table(file, filename, columns).accepted()
    with act(acts.IMPORT_RECORDS, actor, within=organ) as deed:
        _require_own(organ, database, rows)
        Record.objects.bulk_create(
            [_record(organ, database, row) for row in rows],
            update_conflicts=True,
            unique_fields=["database", "number"],
            update_fields=["title", "values", "updated_at"],
        )
        deed.note = f"{database.title} {len(rows)} 条"
        deed.announce(_changed(database.key, [row[database.number] for row in rows]))
    return len(rows)


def _column(database: Database, field: Field) -> Column:
    return Column(
        field.name,
        field.label,
        required=field.required,
        unique=field.name == database.number,
        max_length=LONGEST.get(field.kind, 200),
        parse=field.parse,
    )


def _require_own(organ: Organ, database: Database, rows: list[Row]) -> None:
    numbers = [row[database.number] for row in rows]
    others = Record.objects.filter(database=database.key, number__in=numbers).exclude(organ=organ)
    if taken := others.values_list("number", flat=True).first():
        raise Refused(f"{taken} 由其他单位维护，不能覆盖。", "file")


def _record(organ: Organ, database: Database, row: Row) -> Record:
    values = {name: value for name, value in row.values.items() if value}
    number, title = values[database.number], values[database.name]
    return Record(
        database=database.key, number=number, title=title, values=values, organ=organ, updated_at=timezone.now()
    )


def hide_record(actor: Actor, record: Record, *, reason: str) -> None:
    """Take a record out of what the public reads. Raises NotPermitted, Refused."""
    if not reason.strip():
        raise Refused("请写明停止公开的理由。", "reason")
    with act(acts.HIDE_RECORD, actor, record, basis=reason) as deed:
        deed.change(record, is_public=False)
        deed.announce(_changed(record.database, [record.number]))


def _changed(database: str, numbers: list[str]) -> RecordsChanged:
    return RecordsChanged(subject=f"database:{database}", database=database, numbers=numbers)
