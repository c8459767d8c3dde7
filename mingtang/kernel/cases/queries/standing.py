"""How a case stands: its rows, what may be done with them, what it waits for, and what has happened."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from mingtang.kernel.cases.models import Candidate, Case, Errand, Step
from mingtang.kernel.cases.models import Token as TokenRow
from mingtang.kernel.cases.naming import in_words
from mingtang.kernel.cases.policy import Right
from mingtang.kernel.cases.store.tokens import COLUMNS, token_from
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.processes.api import net_of
from mingtang.lib.flow import Kind, Life, Net, State, Status, Token, Verb, allowed
from mingtang.lib.flow.net import EventKind
from mingtang.lib.flow.state import with_details

_ALL = f"SELECT {COLUMNS} FROM cases_token t WHERE t.case_id = %s ORDER BY t.no"  # noqa: S608  # our own columns
_LIVE = f"SELECT {COLUMNS} FROM cases_token t WHERE t.case_id = %s AND t.life = 'A' ORDER BY t.no"  # noqa: S608


@dataclass(frozen=True)
class Offer:
    """One verb before an actor: whether he may use it now, and if not why, in a sentence."""

    verb: Verb
    allowed: bool
    reason: str = ""


@dataclass(frozen=True)
class Waiting:
    """One thing that a case waits for: in words, since when, for whom (keys) and until when."""

    no: int
    node: str
    sentence: str
    since: datetime
    keys: tuple[str, ...] = ()
    due_at: datetime | None = None


def state_of(case: Case, *, past: bool = False) -> State:
    """The engine's state of a case, with its ended rows if `past`; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL if past else _LIVE, [case.pk])
        tokens = [token_from(row) for row in cursor.fetchall()]
    return state_from(case, tokens, past=past)


def state_from(case: Case, tokens: list[Token], *, past: bool = True) -> State:
    """The engine's state of a case whose rows have been read."""
    return State(
        live={token.no: token for token in tokens if token.life is Life.LIVE},
        vars=case.vars,
        last=case.last,
        status=Status(case.status),
        past={token.no: token for token in tokens if token.life is not Life.LIVE} if past else None,
    )


def token_of(row: TokenRow) -> Token:
    """The engine's token of a row of the database."""
    token = Token(
        row.no, row.node, Kind(row.kind), row.born, scope=row.scope, src=row.src, flow=row.flow, host=row.host,
        life=Life(row.life), by=row.by, when=row.when, holder=row.holder, name=row.name, key=row.key,
    )  # fmt: skip
    return with_details(token, row.details) if row.details else token


def offers(actor: Actor, case: Case, no: int = 0) -> tuple[Offer, ...]:
    """Every verb for an item, or with 0 for the case: allowed, or why not. The state speaks first, then the right."""
    state = state_of(case, past=True)
    found = offers_before(Right(actor, case, state, state.live.get(no) or (state.past or {}).get(no)))
    return tuple(replace(offer, reason=in_words(offer.reason)) for offer in found)


def offers_before(right: Right) -> tuple[Offer, ...]:
    """The same where state and right are known already; people stand in the reasons under their keys."""
    no = right.token.no if right.token else 0
    found = []
    for allowance in allowed(net_of(right.case.version_id), right.state, no):
        reason = allowance.reason or right.why_not(allowance.verb)
        found.append(Offer(allowance.verb, not reason, reason))
    return tuple(found)


def steps_to_return_to(case: Case, no: int) -> tuple[Token, ...]:
    """The completed steps to which item `no` may be returned, the latest first; one statement."""
    from mingtang.lib.flow import lineage_of

    state = state_of(case, past=True)
    token = state.live.get(no)
    return lineage_of(net_of(case.version_id), state).steps_before(token) if token else ()


def history(case: Case) -> QuerySet[Step]:
    """What has happened, in order."""
    return Step.objects.filter(case=case).order_by("id")


def explain(case: Case) -> list[Waiting]:
    """Why the case is waiting: each row that does, in words; three statements."""
    state, net = state_of(case), net_of(case.version_id)
    keys: dict[int, list[str]] = {}
    for no, key in Candidate.objects.filter(case=case.pk, taken=False).values_list("no", "key"):
        keys.setdefault(no, []).append(key)
    errands = {each.no: each for each in Errand.objects.filter(case=case.pk).exclude(no=0)}
    waiting = list(_waiting(net, state, keys, errands))
    if state.status is Status.SUSPENDED:
        waiting.insert(0, Waiting(0, "", "案件已挂起", case.opened_at))
    return waiting


def _waiting(net: Net, state: State, keys: dict[int, list[str]], errands: dict[int, Errand]) -> Iterator[Waiting]:
    for token in state.live.values():
        sentence = _sentence(net, token, errands.get(token.no))
        if sentence:
            errand = errands.get(token.no)
            due_at = errand.due_at if errand and errand.kind == Errand.Kind.TIMER else None
            yield Waiting(token.no, token.node, sentence, token.born, tuple(keys.get(token.no, ())), due_at)


def _sentence(net: Net, token: Token, errand: Errand | None) -> str:
    node = net[token.node] if token.node else None
    title = token.title or (node.title if node else "")
    if token.suspended:
        return f"“{title}”已挂起"
    if token.kind is Kind.WORK:
        return f"“{title}”等待办理" if token.holder else f"“{title}”等待签收"
    if token.kind is Kind.JOIN:
        return f"“{title}”等待其他分支汇合"
    if token.kind is Kind.CALL:
        return f"“{title}”等待下级案件办结"
    if token.kind is Kind.SERVICE:
        dead = "（多次失败，待管理员处理）" if errand and errand.dead else ""
        return f"“{title}”等待服务应答{dead}"
    return _awaited(node.event if node else None, title, token) if token.kind in {Kind.WAIT, Kind.WATCH} else ""


def _awaited(event: Any, title: str, token: Token) -> str:
    beside = "同时" if token.kind is Kind.WATCH else ""
    if event is None:
        return ""
    words = {
        EventKind.TIMER: f"{beside}等待到时（{title}）",
        EventKind.MESSAGE: f"{beside}等待消息“{token.name or title}”",
        EventKind.SIGNAL: f"{beside}等待信号“{token.name or title}”",
        EventKind.CONDITION: f"{beside}等待条件满足（{title}）",
    }
    return words.get(event.kind, "")
