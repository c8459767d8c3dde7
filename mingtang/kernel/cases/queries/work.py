"""Lists of work as pages show them: with who sent an item and whether its time stands still; and how much waits."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from mingtang.kernel.cases.models import Case, Clock, SavedView, Step, Token
from mingtang.kernel.cases.permissions import READ_CASES
from mingtang.kernel.cases.queries.tasks import of_organs, offered_to
from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.clocks import Standing

_WAITING = """SELECT count(*) FROM cases_token t WHERE t.life = 'A' AND t.kind = 'T' AND (t.holder = %s OR t.holder IN (
SELECT 'account:' || account_id FROM cases_substitution
WHERE substitute_id = %s AND start <= %s AND "end" >= %s AND ended_at IS NULL) AND EXISTS (
SELECT 1 FROM cases_substitution s JOIN cases_case c ON c.id = t.case_id
WHERE s.substitute_id = %s AND s.start <= %s AND s."end" >= %s AND s.ended_at IS NULL
AND t.holder = 'account:' || s.account_id
AND (CAST(s.types AS text) = '[]' OR CAST(s.types AS text) LIKE '%%"' || c.type || '"%%')))"""


_NEVER = datetime(9000, 1, 1, tzinfo=UTC)


def waiting_count(actor: Actor) -> int | None:
    """How many items the actor holds, for himself and for people away. None for who cannot hold any.

    One statement, the first time an actor is asked about; an actor lives as long as its request.
    """
    if actor.account_id is None:
        return None
    kept = vars(actor)
    if "_waiting_count" not in kept:
        kept["_waiting_count"] = _count_waiting(actor)
    return int(kept["_waiting_count"])


def _count_waiting(actor: Actor) -> int:
    today = timezone.localdate()
    here: list[Any] = [actor.account_id, today, today]
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [account_key(actor.account_id), *here, *here])
        count: int = cursor.fetchone()[0]
    return count


def as_listed(rows: QuerySet[Token]) -> QuerySet[Token]:
    """Items with `sender`, whose command opened them, `ends_at` and `warns_at` of the most urgent clock, their own or that
    of the case, `paused`, whether a clock of either stands still, and `limit`, by which those without limit come last;
    no statement.
    """
    opener = Step.objects.filter(case=OuterRef("case_id"), at=OuterRef("born")).order_by("id")
    paused = _paused(OuterRef("case_id"), no__in=[OuterRef("no"), 0])
    ends = {"ends_at": _first("due_at", "case__due_at"), "warns_at": _first("amber_at", "case__amber_at")}
    listed = rows.annotate(sender=Subquery(opener.values("name")[:1]), paused=paused, **ends)
    return listed.annotate(limit=Coalesce("ends_at", Value(_NEVER)))


def cases_as_listed(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with `ends_at`, `warns_at`, `paused` and `limit` as items have them; no statement."""
    paused = _paused(OuterRef("pk"), no=0)
    return rows.annotate(
        paused=paused, ends_at=F("due_at"), warns_at=F("amber_at"), limit=Coalesce("due_at", Value(_NEVER))
    )


def _first(one: str, other: str) -> Least:
    """The earlier of two moments, or the one there is: SQLite's least of nothing and something is nothing."""
    return Least(Coalesce(one, other), Coalesce(other, one))


def _paused(case: Any, **which: Any) -> Exists:
    return Exists(Clock.objects.filter(case=case, standing=Standing.PAUSED.value, **which))


def of_unit(actor: Actor) -> QuerySet[Token]:
    """Open items of the actor's post, unit and organ, whoever holds them; of more organs for who may read their cases."""
    return of_organs(actor) if actor.may(READ_CASES) else offered_to(actor)


def saved_views(actor: Actor, place: str) -> list[SavedView]:
    """The actor's own views of a list, the one it opens with (rank 0) first; one statement."""
    return list(SavedView.objects.filter(account=actor.account_id, place=place))
