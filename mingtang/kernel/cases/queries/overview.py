"""The case page in one look: what is open, branches side by side, opinions, the way so far, and who takes part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from mingtang.kernel.cases.models import Candidate, Case, Filing, Participant, Step, Token
from mingtang.kernel.cases.people import names_of
from mingtang.kernel.cases.queries.standing import state_from, token_of
from mingtang.kernel.cases.rules import account_key, account_of
from mingtang.kernel.directory.api import Organ, Post, Unit
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.processes.api import Mark, net_of
from mingtang.lib.flow import Kind, Life, Net, State
from mingtang.lib.flow.net import Node, NodeKind

LONGEST = 200
"""Steps shown on the page of a case; the rest is in the evidence."""
_SPLITS = frozenset({NodeKind.PARALLEL, NodeKind.INCLUSIVE})
_STEPS = (Kind.WORK.value, Kind.BODY.value, Kind.CALL.value, Kind.WAIT.value, Kind.SERVICE.value, Kind.SCOPE.value)


@dataclass(frozen=True)
class Branch:
    """One of several parallel ways: what it is called, its items, and how it stands (`future`, `now`, `done`)."""

    title: str
    items: list[Token]
    state: str

    @property
    def since(self) -> datetime | None:
        return self.items[0].born if self.items else None

    @property
    def until(self) -> datetime | None:
        return self.items[-1].ended_at if self.state == "done" else None

    @property
    def last(self) -> Token | None:
        return self.items[-1] if self.items else None


@dataclass(frozen=True)
class Fork:
    """A place where a case goes several ways at once."""

    title: str
    branches: list[Branch]


@dataclass(frozen=True)
class Rows:
    """The rows of a case that people know of, oldest first, the names of who holds them, and to whom others are offered.

    `every` are all rows, those taken back too; `state` is what the engine sees.
    """

    rows: list[Token]
    names: Mapping[int, str]
    offered: Mapping[int, list[str]] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)
    state: State = field(default_factory=State)
    every: list[Token] = field(default_factory=list)

    @property
    def open(self) -> list[Token]:
        """Open work items."""
        return [row for row in self.rows if row.is_open_work]

    def holder(self, row: Token) -> str:
        """Who has an item, in words; empty while nobody has it."""
        account = account_of(row.holder)
        return self.names.get(account, "") if account else ""

    def who(self, row: Token) -> str:
        """Who has an item, or who may take it."""
        keys = self.offered.get(row.no, [])
        may = "、".join(dict.fromkeys(filter(None, (self.offices.get(key, "") for key in keys))))
        return self.holder(row) or (f"待签收：{may}" if may else "待签收")


def rows_of(case: Case, participants: Iterable[Participant] = ()) -> Rows:
    """Rows of a case that count, with organs and names of holders, and the engine's state of the case.

    Two statements, and one for each kind of somebody who is named and not known from the rows or `participants`.
    """
    every = list(Token.objects.filter(case=case).select_related("organ").order_by("no"))
    rows = [row for row in every if row.kind in _STEPS and row.life != Life.UNDONE.value]
    offered: dict[int, list[str]] = {}
    for no, key in Candidate.objects.filter(case=case.pk, taken=False).values_list("no", "key"):
        offered.setdefault(no, []).append(key)
    keys = {key for each in offered.values() for key in each} | {row.holder for row in rows}
    names = {each.account_id: each.account.holder_name for each in participants}
    names |= names_of({account for key in keys if (account := account_of(key))} - names.keys())
    known = {f"organ:{organ.pk}": organ.label for organ in [case.organ, *(row.organ for row in every)] if organ}
    offices = {**known, **_offices(keys - known.keys()), **{account_key(pk): name for pk, name in names.items()}}
    return Rows(rows, names, offered, offices, state_from(case, [token_of(row) for row in every]), every)


def _offices(keys: Iterable[str]) -> dict[str, str]:
    """Names of posts, units and organs by key; a statement for each kind there is."""
    kinds: dict[str, list[int]] = {}
    for key in keys:
        kind, _, number = key.partition(":")
        if number.isdecimal():
            kinds.setdefault(kind, []).append(int(number))
    found: dict[str, str] = {}
    for post in Post.objects.filter(pk__in=kinds.get("post", ())).select_related("unit"):
        found[f"post:{post.pk}"] = f"{post.unit or ''}{post.name}"
    for unit in Unit.objects.filter(pk__in=kinds.get("unit", ())):
        found[f"unit:{unit.pk}"] = unit.name
    for organ in Organ.objects.filter(pk__in=kinds.get("organ", ())):
        found[f"organ:{organ.pk}"] = organ.label
    return found


def marks_of(case: Case, rows: Rows) -> dict[str, Mark]:
    """What the drawing of the process shows: where the case stands, and what is done."""
    done = {row.node: Mark.DONE for row in rows.rows if row.node and row.life == Life.DONE.value}
    live = {row.node: Mark.LIVE for row in rows.rows if row.node and row.life == Life.LIVE.value}
    return done | live


def forks_of(case: Case, rows: Rows) -> list[Fork]:
    """Parallel branches of the case that has reached them, and countersignings of more than one."""
    net = net_of(case.version_id)
    splits = [node for node in net.nodes if node.kind in _SPLITS and len(node.outgoing) > 1]
    forks = [Fork(node.name or "并行办理", list(_branches(net, node, rows))) for node in splits]
    forks = [fork for fork in forks if any(branch.items for branch in fork.branches)]
    return forks + list(_signings(net, rows))


def _branches(net: Net, split: Node, rows: Rows) -> Iterator[Branch]:
    """Each way out of a split with the items that stand on it and on no other way."""
    reaches = [_reach(net, flow.target) for flow in split.outgoing]
    for flow, reach in zip(split.outgoing, reaches, strict=True):
        others = set().union(*(each for each in reaches if each is not reach))
        items = [row for row in rows.rows if row.kind == Kind.WORK.value and row.node in reach - others]
        yield Branch(flow.name or net[flow.target].title, items, _stands(items))


def _reach(net: Net, start: str) -> set[str]:
    """The nodes of a way, up to the join that closes it; forks on the way are closed by joins of their own."""
    seen, waiting = set[str](), [(start, 0)]
    while waiting:
        ident, depth = waiting.pop()
        node = net[ident]
        if node.kind in _SPLITS:
            depth += (len(node.outgoing) > 1) - (len(node.incoming) > 1)
        if ident not in seen and depth >= 0:
            seen.add(ident)
            waiting += [(each, depth) for each in (*(flow.target for flow in node.outgoing), *node.boundary)]
    return seen


def _signings(net: Net, rows: Rows) -> Iterator[Fork]:
    """Countersignings and activities of several organs: each instance is a branch."""
    for body in rows.rows:
        if body.kind == Kind.BODY.value:
            instances = [_items_of(row, rows) for row in rows.rows if row.scope == body.no]
            instances = [items for items in instances if items]
            if len(instances) > 1:
                title = net[body.node].title if body.node else "加签"
                yield Fork(title, [Branch(_instance(items[0], rows), items, _stands(items)) for items in instances])


def _items_of(row: Token, rows: Rows) -> list[Token]:
    """The work items of an instance: itself, or those inside when it is a sub-process."""
    if row.kind == Kind.WORK.value:
        return [row]
    return [each for each in rows.rows if each.scope == row.no and each.kind == Kind.WORK.value]


def _instance(row: Token, rows: Rows) -> str:
    """What tells one instance from another: the organ it belongs to, or the person who has it."""
    organ = row.organ.short_name or row.organ.name if row.organ else ""
    return " ".join(filter(None, (organ, rows.holder(row)))) or row.title


def _stands(items: Sequence[Token]) -> str:
    if not items:
        return "future"
    return "now" if any(row.life == Life.LIVE.value for row in items) else "done"


def steps_of(case: Case) -> list[Step]:
    """The latest steps, the newest first; one statement."""
    return list(Step.objects.filter(case=case).order_by("-id")[:LONGEST])


def taken_back(steps: Iterable[Step]) -> set[int]:
    """Numbers of items whose completion was undone by a later return or withdrawal."""
    return {no for step in steps for no in step.body.get("undone", ())}


def filings_of(case: Case) -> list[Filing]:
    """The latest filing of each form and item, oldest first; one statement."""
    latest: dict[tuple[str, int], Filing] = {}
    for filing in Filing.objects.filter(case=case).order_by("id"):
        latest[filing.form, filing.no] = filing
    return list(latest.values())


def relatives_of(actor: Actor, case: Case) -> QuerySet[Case]:
    """The case above and those below, as far as the actor may read them; no statement where `case` knows of none."""
    if not case.parent_id and not getattr(case, "has_children", True):
        return Case.objects.none()
    rows: QuerySet[Case] = Case.objects.visible_to(actor).filter(Q(pk=case.parent_id) | Q(parent=case.pk))
    return rows.select_related("organ").order_by("pk")


def participants_of(case: Case) -> list[Participant]:
    """Who takes part, with organ and person, the first first; one statement."""
    rows = Participant.objects.filter(case=case).select_related(
        "organ", "account__organ", "account__person", "account__legal_person"
    )
    return list(rows.order_by("since")[:LONGEST])
