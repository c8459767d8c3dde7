"""The dry run: what would become of every running case, grouped, with the reasons; nothing is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.kernel.cases.migrating.transfer import Transfer
from mingtang.kernel.cases.migrating.versions import Passage, passage
from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.permissions import MIGRATE_CASES
from mingtang.kernel.cases.store.tokens import COLUMNS, token_from
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.processes.api import ProcessVersion
from mingtang.kernel.statements.api import rows_of
from mingtang.lib.flow import State, Status, Token

MOST = 5_000
"""So many cases a dry run looks at; each case is judged again when it is moved."""
SAMPLES = 20
_BATCH = 400
_TOKENS = f"SELECT t.case_id, {COLUMNS} FROM cases_token t WHERE t.life = 'A' AND t.case_id IN {{cases}} ORDER BY t.no"  # noqa: S608
_PASSED = "SELECT DISTINCT case_id, node FROM cases_token WHERE life <> 'A' AND case_id IN {cases}"


@dataclass
class Group:
    """Cases with the same outcome: rows that move (from, to, note), or reasons (element, reason) why they cannot."""

    movable: bool
    moves: tuple[tuple[str, str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    severed: bool
    count: int = 0
    samples: list[Case] = field(default_factory=list)


@dataclass
class Plan:
    """The report. `truncated` says that there are more cases than were looked at."""

    mapping: Mapping[str, str]
    groups: list[Group]
    truncated: bool = False

    @property
    def movable(self) -> int:
        return sum(group.count for group in self.groups if group.movable)

    @property
    def blocked(self) -> int:
        return sum(group.count for group in self.groups if not group.movable)


def movable_cases(actor: Actor, source: ProcessVersion) -> QuerySet[Case]:
    """Running cases of a version over which the actor may decide."""
    rows: QuerySet[Case] = Case.objects.within(actor, MIGRATE_CASES).running().filter(version=source)
    return rows.order_by("id")


def plan_migration(actor: Actor, source: ProcessVersion, target: ProcessVersion, mapping: Mapping[str, str]) -> Plan:
    """What would become of each running case of `source` within the actor's reach; two statements for 400 cases.

    `mapping` goes over the suggested one; an empty text takes a counterpart away. Raises CannotMigrate.
    """
    way = passage(source, target, mapping)
    cases = list(movable_cases(actor, source)[: MOST + 1])
    plan = Plan(way.versions.mapping, [], len(cases) > MOST)
    known: dict[Any, Group] = {}
    for first in range(0, min(len(cases), MOST), _BATCH):
        for case, moved in _judged(way, cases[first : min(first + _BATCH, MOST)]):
            group = _group(way, moved)
            group = known.setdefault((group.moves, group.reasons, group.severed), group)
            group.count += 1
            if len(group.samples) < SAMPLES:
                group.samples.append(case)
    plan.groups = sorted(known.values(), key=lambda group: (group.movable, -group.count))
    return plan


def _judged(way: Passage, cases: Sequence[Case]) -> Iterator[tuple[Case, Transfer]]:
    now = timezone.now()
    live, passed = _tokens([case.pk for case in cases]), _passed([case.pk for case in cases])
    for case in cases:
        state = State(live.get(case.pk, {}), case.vars, case.last, Status(case.status))
        yield case, way.move(state, passed.get(case.pk, set()), now)


def _tokens(cases: Sequence[int]) -> dict[int, dict[int, Token]]:
    found: dict[int, dict[int, Token]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TOKENS.format(cases=rows_of(len(cases), 1)), cases)
        for case, *row in cursor.fetchall():
            token = token_from(tuple(row))
            found.setdefault(case, {})[token.no] = token
    return found


def _passed(cases: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_PASSED.format(cases=rows_of(len(cases), 1)), cases)
        for case, node in cursor.fetchall():
            found.setdefault(case, set()).add(node)
    return found


def _group(way: Passage, moved: Transfer) -> Group:
    """A case's outcome in words, without what differs from case to case."""
    new = way.versions.new
    moves = {
        (way.title(fate.node), new[fate.target].title if fate.target else "", fate.note)
        for fate in moved.fates
        if fate.node
    }
    reasons = {(way.title(each.node), each.reason) for each in moved.obstacles}
    return Group(not reasons, tuple(sorted(moves)), tuple(sorted(reasons)), moved.severed and not reasons)
