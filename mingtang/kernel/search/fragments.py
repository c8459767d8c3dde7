"""Finding short texts, above all names, by any piece of them: an index of pairs of neighbouring characters.

A name of two characters is one pair, so that pieces of two characters and more are found; no dictionary decides what a
word is. Texts with all pairs of a piece are candidates: whoever asks compares the text itself, which tells 王小王 from 小王小.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from django.db import connection, transaction

BATCH = 2000
FragmentText = tuple[int, str]
"""The key of what a text is about, and the text."""


@dataclass(frozen=True)
class _Dialect:
    """The statements of one database, and how it is given pairs: those of a text, and those that are looked for."""

    create: tuple[str, ...]
    write: str
    find: str
    of_text: Callable[[list[int]], Any]
    wanted: Callable[[list[int]], Any]


_DIALECTS = {
    "sqlite": _Dialect(
        create=("CREATE VIRTUAL TABLE {table} USING fts5(pairs, detail=none, tokenize='ascii')",),
        write="INSERT INTO {table} (rowid, pairs) VALUES (%s, %s)",
        find="SELECT rowid FROM {table} WHERE {table} MATCH %s LIMIT %s",
        of_text=lambda known: " ".join(f"{pair:x}" for pair in known),
        wanted=lambda known: " AND ".join(f'"{pair:x}"' for pair in known),
    ),
    "postgresql": _Dialect(
        create=(
            "CREATE TABLE {table} (rowid bigint PRIMARY KEY, pairs integer[] NOT NULL)",
            "CREATE INDEX {table}_pairs ON {table} USING gin (pairs)",
        ),
        write="INSERT INTO {table} (rowid, pairs) VALUES (%s, %s)",
        find="SELECT rowid FROM {table} WHERE pairs @> %s::integer[] LIMIT %s",
        of_text=list,
        wanted=list,
    ),
}
"""FTS5 on SQLite; arrays under a GIN index on PostgreSQL."""


@dataclass(frozen=True)
class FragmentIndex:
    """An index in a table of its own, whose rows bear the keys of what they are about. It can always be built anew."""

    table: str

    def create(self) -> None:
        """Make the empty table."""
        for statement in _dialect().create:
            self._run(statement)

    def drop(self) -> None:
        """Take the table away."""
        self._run("DROP TABLE {table}")

    def write(self, texts: Iterable[FragmentText]) -> int:
        """Index texts, new or known by their keys; how many they were."""
        return sum(self._replace(batch) for batch in _batches(texts))

    @transaction.atomic
    def rebuild(self, texts: Iterable[FragmentText]) -> int:
        """Index these texts and no others; the old ones are found until it is done."""
        self._run("DELETE FROM {table}")
        return sum(self._insert(batch) for batch in _batches(texts))

    def candidates(self, piece: str, most: int) -> list[int] | None:
        """Keys of all texts that have the pairs of `piece`; None if there are more than `most`, or it has no pair."""
        wanted = pairs(piece)
        if not wanted:
            return None
        with connection.cursor() as cursor:
            cursor.execute(_dialect().find.format(table=self.table), [_dialect().wanted(wanted), most + 1])
            keys = [key for (key,) in cursor.fetchall()]
        return keys if len(keys) <= most else None

    @transaction.atomic
    def _replace(self, texts: list[FragmentText]) -> int:
        keys = ", ".join(str(int(key)) for key, _ in texts)
        self._run(f"DELETE FROM {{table}} WHERE rowid IN ({keys})")  # noqa: S608 - numbers
        return self._insert(texts)

    def _insert(self, texts: list[FragmentText]) -> int:
        rows = [(key, _dialect().of_text(pairs(text))) for key, text in texts]
        with connection.cursor() as cursor:
            cursor.executemany(_dialect().write.format(table=self.table), rows)
        return len(rows)

    def _run(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=self.table))


def pairs(text: str) -> list[int]:
    """The pairs of neighbouring characters of a text, capitals as small letters, each once and as one number.

    Rare characters may share a number with others, which makes candidates of texts that are not meant, and misses none.
    """
    return list(dict.fromkeys((ord(one) << 16 ^ ord(other)) % 2**31 for one, other in pairwise(text.casefold())))


def _dialect() -> _Dialect:
    return _DIALECTS[connection.vendor]


def _batches(texts: Iterable[FragmentText]) -> Iterator[list[FragmentText]]:
    remaining = iter(texts)
    while batch := list(islice(remaining, BATCH)):
        yield batch
