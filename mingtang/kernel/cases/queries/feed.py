"""The feed of events for other systems: rows of history after a cursor, each exactly once, in order.

Numbers are given before a transaction commits, so a row may become visible after one with a higher number. The feed
therefore stops before a gap as long as somebody may still fill it; a gap that nobody can fill is what was rolled back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.evidence.api import Actor

MOST = 1000
SETTLED = timedelta(seconds=60)
"""No command takes so long from its moment to its number."""

_WRITERS = """SELECT (SELECT last_value FROM cases_step_id_seq), min(a.xact_start)
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.relation = 'cases_step'::regclass AND l.mode = 'RowExclusiveLock' AND l.pid <> pg_backend_pid()
AND a.datname = current_database()"""
"""In this database: the table of a copy beside it has the same number."""


@dataclass(frozen=True)
class Feed:
    """A piece of the feed: what the actor may read of it, and the cursor from which it goes on."""

    steps: list[Step]
    cursor: int


@dataclass(frozen=True)
class Writers:
    """Who was writing history just before it was read: since when the oldest of them, and the last number given then.

    Whoever inserts a row holds the table's lock from before it gets a number until it has committed. SQLite has one
    writer, so what is missing there will never come.
    """

    oldest: datetime | None = None
    last: int | None = None

    def may_fill_a_gap_before(self, row: Step) -> bool:
        """Whether a number below that of `row` may still become visible."""
        if self.last is None:
            return False
        if self.oldest is None:
            return row.pk > self.last
        return self.oldest <= row.at + SETTLED


def feed_after(actor: Actor, cursor: int = 0, limit: int = 200) -> Feed:
    """At most `limit` steps after `cursor` are looked at, of which the actor gets those of cases it may read.

    A system that goes on from cursor to cursor and reads everything sees every step once. Three statements.
    """
    rows = settled_after(cursor, limit)
    cases = {row.case_id for row in rows}
    visible = set(Case.objects.visible_to(actor).filter(pk__in=cases).values_list("pk", flat=True))
    return Feed([row for row in rows if row.case_id in visible], rows[-1].pk if rows else cursor)


def events_after(actor: Actor, cursor: int = 0, limit: int = 200) -> list[Step]:
    """The steps of `feed_after`, for those who need no cursor."""
    return feed_after(actor, cursor, limit).steps


def settled_after(cursor: int, limit: int) -> list[Step]:
    """Steps after `cursor` up to the first gap that may still be filled."""
    writers = _writers()
    rows = list(Step.objects.filter(pk__gt=cursor).order_by("pk")[: min(limit, MOST)])
    return list(_up_to_an_open_gap(rows, cursor, writers))


def _writers() -> Writers:
    """Asked before the rows are read: whoever begins later gets a number above `last`."""
    if connection.vendor != "postgresql":
        return Writers()
    with connection.cursor() as asked:
        asked.execute(_WRITERS)
        last, oldest = asked.fetchone()
    return Writers(oldest, last)


def _up_to_an_open_gap(rows: Sequence[Step], cursor: int, writers: Writers) -> Iterator[Step]:
    last = cursor
    for row in rows:
        if row.pk != last + 1 and writers.may_fill_a_gap_before(row):
            return
        yield row
        last = row.pk
