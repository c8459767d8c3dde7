"""Keeping the entries right. They are derived from rows that have their own evidence, so these leave none."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from mingtang.kernel.search.index import index_of
from mingtang.kernel.search.models import Entry
from mingtang.kernel.search.segmentation import tokens
from mingtang.kernel.search.sources import SearchSource, find_source, sources

BATCH = 500
_WRITTEN = [
    "title", "text", "organ", "permission", "public", "url", "public_url", "place", "theme", "dated", "until",
]  # fmt: skip


def refresh(kind: str, ids: Iterable[Any]) -> None:
    """Describe these objects anew; those that may no longer be found leave. Raises KeyError for an unknown kind."""
    source, wanted = find_source(kind), {str(each) for each in ids}
    found = {str(row.pk) for row in _describe(source, source.rows().filter(pk__in=wanted))}
    forget(kind, wanted - found)


def forget(kind: str, ids: Iterable[Any]) -> None:
    """Let these objects no longer be found."""
    entries = Entry.objects.filter(kind=kind, object_id__in=[str(each) for each in ids])
    with transaction.atomic():
        keys = list(entries.values_list("pk", flat=True))
        index_of(connection).erase(connection, keys)
        Entry.objects.filter(pk__in=keys).delete()


def rebuild(kinds: Iterable[str] = (), *, everything: bool = True) -> dict[str, int]:
    """Describe all objects of `kinds` (all kinds when empty) anew; returns how many may be found, by kind.

    Without `everything` only entries that differ are written. Entries of kinds that nobody registers any more leave.
    """
    chosen = [find_source(kind) for kind in kinds] or sources()
    counts = {source.kind: _rebuild_one(source, everything) for source in chosen}
    if not list(kinds):
        gone = Entry.objects.exclude(kind__in=counts)
        for kind in set(gone.values_list("kind", flat=True)):
            forget(kind, gone.filter(kind=kind).values_list("object_id", flat=True))
    return counts


def _rebuild_one(source: SearchSource, everything: bool) -> int:
    seen = {
        str(row.pk) for row in _describe(source, source.rows().order_by("pk").iterator(BATCH), everything=everything)
    }
    known = Entry.objects.filter(kind=source.kind).values_list("object_id", flat=True).iterator()
    stale = [key for key in known if key not in seen]
    for batch in _batches(stale):
        forget(source.kind, batch)
    return len(seen)


def _describe(source: SearchSource, rows: Iterable[Any], *, everything: bool = True) -> Iterator[Any]:
    """Write the entries of `rows` batch by batch and give every row back."""
    for batch in _batches(rows):
        _write(source, batch, everything)
        yield from batch


@transaction.atomic
def _write(source: SearchSource, rows: list[Any], everything: bool) -> None:
    entries = [_entry(source, row) for row in rows]
    if not everything:
        entries = _differing(source.kind, entries)
    written = Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=[*_WRITTEN, "updated_at"],
    )
    index_of(connection).write(connection, ((each.pk, tokens(each.title), tokens(each.text)) for each in written))


def _entry(source: SearchSource, row: Any) -> Entry:
    public_url = source.public_url(row)
    return Entry(
        kind=source.kind,
        object_id=str(row.pk),
        title=source.title(row)[:300],
        text=source.text(row),
        organ=source.organ(row),
        permission=source.permission.code,
        public=bool(public_url),
        url=source.url(row),
        public_url=public_url,
        place=source.place(row),
        theme=source.theme(row),
        dated=source.dated(row),
        until=source.until(row),
        updated_at=timezone.now(),
    )


def _differing(kind: str, entries: list[Entry]) -> list[Entry]:
    known = Entry.objects.filter(kind=kind, object_id__in=[entry.object_id for entry in entries])
    as_written = {row["object_id"]: row for row in known.values("object_id", *_WRITTEN)}
    return [entry for entry in entries if as_written.get(entry.object_id) != _values(entry)]


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in ("object_id", *_WRITTEN)}


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch
