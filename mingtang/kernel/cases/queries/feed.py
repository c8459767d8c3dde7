"""The feed of events for other systems: rows of history after a cursor, each exactly once, in order.

Numbers are given before a transaction commits, so a row may become visible after one with a higher number. The feed
therefore stops before a gap that is young: what fills it may still come. Old gaps are numbers of what was rolled back.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.evidence.api import Actor

SETTLED = timedelta(seconds=60)
"""No command takes so long between its number and its commit."""


def events_after(actor: Actor, cursor: int = 0, limit: int = 200) -> list[Step]:
    """Steps with numbers above `cursor` of the cases the actor may read, at most `limit` looked at; two statements.

    Continue from `next_cursor`. A system that reads everything sees every step once.
    """
    rows = settled_after(cursor, limit)
    cases = {row.case_id for row in rows}
    visible = set(Case.objects.visible_to(actor).filter(pk__in=cases).values_list("pk", flat=True))
    return [row for row in rows if row.case_id in visible]


def settled_after(cursor: int, limit: int) -> list[Step]:
    """Steps after `cursor` up to the first gap that may still be filled."""
    rows = list(Step.objects.filter(pk__gt=cursor).order_by("pk")[: min(limit, 1000)])
    return list(_up_to_a_young_gap(rows, cursor, timezone.now()))


def _up_to_a_young_gap(rows: Sequence[Step], cursor: int, now: datetime) -> Iterator[Step]:
    last = cursor
    for row in rows:
        if last and row.pk != last + 1 and row.at > now - SETTLED:
            return
        yield row
        last = row.pk
