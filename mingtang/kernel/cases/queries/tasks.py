"""Lists of work: what somebody holds, may take, has done, has begun and follows.

A list is one range of an index over live rows. The letters of the partial indexes are written out, because SQLite does
not recognise them in parameters.
"""

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from mingtang.kernel.cases.models import Case, Copy, Step, Token
from mingtang.kernel.cases.people import all_keys_of
from mingtang.kernel.cases.permissions import READ_CASES
from mingtang.kernel.cases.policy import substitutions_of
from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.evidence.api import Actor

_LIVE = RawSQL("'A'", [])
_WORK = RawSQL("'T'", [])
_OFFERED = """(cases_token.case_id, cases_token.no) IN
(SELECT case_id, no FROM cases_candidate WHERE key IN ({keys}){free})"""
"""Django asks SQLite for pairs by a subquery for each row, which would walk all open work there is."""
_DONE = [RawSQL("'Complete'", []), RawSQL("'Return'", [])]


def open_work() -> QuerySet[Token]:
    """Open work items of all cases with their case and organ; for lists that narrow it by holder, organ or case."""
    return Token.objects.filter(life=_LIVE, kind=_WORK).select_related("case__organ", "organ").order_by("born", "no")


def mine(actor: Actor) -> QuerySet[Token]:
    """Items that the actor holds, his own and those of people away for whom he acts, of the types entrusted to him.

    One statement before the list's.
    """
    if actor.account_id is None:
        return open_work().none()
    held = Q(holder=account_key(actor.account_id))
    for account, types in substitutions_of(actor):
        held |= Q(holder=account_key(account), **({"case__type__in": types} if types else {}))
    return open_work().filter(held)


def pool(actor: Actor) -> QuerySet[Token]:
    """Items that nobody holds and the actor may take. One statement before the list's."""
    return offered_to(actor, free=" AND NOT taken")


def offered_to(actor: Actor, *, free: str = "") -> QuerySet[Token]:
    """Items offered to the actor, also those that somebody holds by now. One statement before the list's."""
    keys = all_keys_of(actor)
    if not keys:
        return open_work().none()
    offered = _OFFERED.format(keys=", ".join(["%s"] * len(keys)), free=free)
    return open_work().extra(where=[offered], params=keys)  # noqa: S610  # our own text; the keys are parameters


def done(actor: Actor) -> QuerySet[Step]:
    """What the actor has completed or sent back, the latest first."""
    rows = Step.objects.filter(account=actor.account_id or 0, command__in=_DONE)
    return rows.select_related("case__organ").order_by("-at", "-id")


def sent(actor: Actor) -> QuerySet[Case]:
    """Cases the actor has opened, the latest first."""
    rows: QuerySet[Case] = Case.objects.filter(initiator=actor.account_id or 0)
    return rows.select_related("organ").order_by("-opened_at", "-id")


def watched(actor: Actor) -> QuerySet[Case]:
    """Cases the actor follows and may still read, the latest first."""
    rows: QuerySet[Case] = Case.objects.visible_to(actor).filter(watches__account=actor.account_id or 0)
    return rows.select_related("organ").order_by("-opened_at", "-id")


def copies(actor: Actor) -> QuerySet[Copy]:
    """Copies given to the actor to read, the latest first."""
    return Copy.objects.filter(reader=actor.account_id or 0).select_related("case__organ").order_by("-given_at", "-id")


def of_organs(actor: Actor) -> QuerySet[Token]:
    """Open items of every organ over which the actor may read cases, whoever holds them."""
    return actor.narrow(open_work(), READ_CASES, Token.protection)


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases the actor may read, with organ, unit and initiator, the latest first."""
    rows: QuerySet[Case] = Case.objects.visible_to(actor)
    return rows.select_related("organ", "unit", "initiator__person").order_by("-opened_at", "-id")
