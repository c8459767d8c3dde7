"""Keeping the counters: the outcome of each part written again, and what differs added to its counters."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from django.db import connection, transaction

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.efficiency.models import ItemMonth, OrganDay, OrganMonth, Outcome, PersonMonth
from mingtang.domains.services.efficiency.queries.outcomes import outcomes_of, parts_to_measure
from mingtang.domains.services.efficiency.rules.tally import MEASURES, Cell, Tally, Went, difference, tally

TABLES: Mapping[str, tuple[Any, str]] = {
    "item_month": (ItemMonth, "item_id"),
    "organ_day": (OrganDay, ""),
    "organ_month": (OrganMonth, ""),
    "person_month": (PersonMonth, "person_id"),
}
"""Each kind of counter: its table, and the column of the item or person."""
BATCH = 1000
_KEYS = {"organ": "organ_id", "item": "item_id", "person": "person_id"}


@transaction.atomic
def measure(application: int) -> None:
    """Count an application as it stands now. Whatever fact brings us here, and however often: counters come out right."""
    # The row of the application is the lock: two facts of it may arrive at once.
    Application.objects.select_for_update(of=("self",), no_key=True).only("pk").filter(pk=application).first()
    parts = list(parts_to_measure().filter(application=application))
    known = {row.pk: _as_went(row) for row in Outcome.objects.filter(application=application)}
    changed: Tally = Tally()
    for pk, went in outcomes_of(parts).items():
        changed.update(difference(known.get(pk), went))
        if known.get(pk) != went:
            Outcome.objects.update_or_create(pk=pk, defaults={"application_id": application, **_columns(went)})
    add(changed)


def add(changed: Tally) -> None:
    """Add amounts to counters, one statement each, in one order everywhere so that nobody waits in a circle."""
    by_cell: dict[Cell, dict[str, int]] = defaultdict(dict)
    for (cell, name), amount in changed.items():
        if amount:
            by_cell[cell][name] = amount
    with connection.cursor() as cursor:
        for cell in sorted(by_cell):
            cursor.execute(*_upsert(cell, by_cell[cell]))


def _upsert(cell: Cell, amounts: Mapping[str, int]) -> tuple[str, list[Any]]:
    model, of = TABLES[cell.kind]
    table = model._meta.db_table
    key = ["organ_id", "start", *([of] if of else [])]
    given = [cell.organ, cell.start, *([cell.of] if of else [])]
    names = [*key, *MEASURES]
    added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in amounts)
    marks = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) ON CONFLICT ({', '.join(key)}) DO UPDATE SET {added}"  # noqa: S608 - names of our own columns
    return statement, [*given, *(amounts.get(name, 0) for name in MEASURES)]


def recounted() -> Iterator[dict[int, tuple[int, Went]]]:
    """All outcomes as the applications tell them, in batches: part -> (application, outcome)."""
    last = 0
    while parts := list(parts_to_measure().filter(pk__gt=last)[:BATCH]):
        went = outcomes_of(parts)
        yield {part.pk: (part.application_id, went[part.pk]) for part in parts}
        last = parts[-1].pk


def differences() -> tuple[int, int]:
    """How many outcomes and how many counters differ from a recount; nothing is changed."""
    counted, wrong = Tally(), 0
    for batch in recounted():
        known = {row.pk: _as_went(row) for row in Outcome.objects.filter(pk__in=batch)}
        for pk, (_application, went) in batch.items():
            counted.update(tally(went))
            wrong += known.get(pk) != went
    wrong += Outcome.objects.filter(application__submitted_at=None).count()
    return wrong, len(_minus(counted, _kept()))


def recount() -> int:
    """Count everything anew; answers how many parts there are. Pages show the old figures until it is done."""
    with transaction.atomic():
        Outcome.objects.all().delete()
        for model, _of in TABLES.values():
            model.objects.all().delete()
        counted, parts = Tally(), 0
        for batch in recounted():
            rows = [Outcome(part_id=pk, application_id=key, **_columns(went)) for pk, (key, went) in batch.items()]
            Outcome.objects.bulk_create(rows)
            parts += len(rows)
            for _key, went in batch.values():
                counted.update(tally(went))
        _write(counted)
    return parts


def _write(counted: Tally) -> None:
    rows: dict[Cell, dict[str, int]] = defaultdict(dict)
    for (cell, name), amount in counted.items():
        rows[cell][name] = amount
    for kind, (model, of) in TABLES.items():
        made = [
            model(organ_id=cell.organ, start=cell.start, **({of: cell.of} if of else {}), **amounts)
            for cell, amounts in rows.items()
            if cell.kind == kind
        ]
        model.objects.bulk_create(made, batch_size=BATCH)


def _kept() -> Tally:
    """What the counters say."""
    said = Tally()
    for kind, (model, of) in TABLES.items():
        for row in model.objects.values("organ_id", "start", *([of] if of else []), *MEASURES).iterator(2000):
            cell = Cell(kind, row["organ_id"], row[of] if of else 0, row["start"])
            said.update({(cell, name): row[name] for name in MEASURES if row[name]})
    return said


def _minus(one: Tally, other: Tally) -> Tally:
    left = Tally(one)
    left.subtract(other)
    return Tally({key: amount for key, amount in left.items() if amount})


def _as_went(row: Outcome) -> Went:
    return Went(**{each.name: getattr(row, _KEYS.get(each.name, each.name)) for each in fields(Went)})


def _columns(went: Went) -> dict[str, Any]:
    return {_KEYS.get(each.name, each.name): getattr(went, each.name) for each in fields(Went)}
