"""Writing what a command has changed: one statement for each table, whatever the number of rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.cases.rules import packed
from mingtang.kernel.statements.api import Run, rows_of

_OPEN = """INSERT INTO cases_case (type, version_id, number, title, status, organ_id, unit_id, initiator_id, parent_id,
parent_no, vars, last, urgency, opened_at, key) VALUES ({row}) RETURNING id"""
_CASE = "UPDATE cases_case SET status = %s, last = %s, due_at = %s, amber_at = %s, ended_at = %s WHERE id = %s"
_CASE_AND_VARS = """UPDATE cases_case SET status = %s, last = %s, due_at = %s, amber_at = %s, ended_at = %s, vars = %s
WHERE id = %s"""
_NOT_OFFERED = "DELETE FROM cases_candidate WHERE case_id = %s AND no IN ({nos})"
_OFFERED = "INSERT INTO cases_candidate (case_id, no, key, offered_at, taken) VALUES {rows} ON CONFLICT DO NOTHING"
_TAKEN = "UPDATE cases_candidate SET taken = %s WHERE case_id = %s AND no IN ({nos})"
_PARTICIPANT = """INSERT INTO cases_participant (case_id, account_id, organ_id, since) VALUES {rows}
ON CONFLICT DO NOTHING"""
_STEP = """INSERT INTO cases_step (case_id, at, command, no, node, title, account_id, name, post_name, organ, organ_name,
outcome, opinion, body, key) VALUES ({row}) RETURNING id"""


@dataclass(slots=True)
class Offers:
    """What becomes of the candidates: items offered anew with their keys, items gone, items taken and given back."""

    offered: dict[int, tuple[str, ...]] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    free: set[int] = field(default_factory=set)

    def gone_and_offered(self, no: int, keys: tuple[str, ...]) -> None:
        """An item is offered to others than before."""
        self.moved.add(no)
        self.offered[no] = keys


def insert_case(run: Run, case: Case, packed_vars: str) -> int:
    """Write a new case; gives its id."""
    values = (
        case.type, case.version_id, case.number, case.title, case.status, case.organ_id, case.unit_id, case.initiator_id,
        case.parent_id, case.parent_no, packed_vars, case.last, case.urgency, case.opened_at, case.key,
    )  # fmt: skip
    row = run(_OPEN.format(row=", ".join(["%s"] * len(values))), values).fetchone()
    return int(row[0])


def update_case(run: Run, case: Case, packed_vars: str | None) -> None:
    """Write what a command changes of a case; None leaves the variables as they are."""
    stands = (case.status, case.last, case.due_at, case.amber_at, case.ended_at)
    if packed_vars is None:
        run(_CASE, [*stands, case.pk])
    else:
        run(_CASE_AND_VARS, [*stands, packed_vars, case.pk])


def write_offers(run: Run, case_id: int, offers: Offers, now: datetime) -> None:
    """At most one statement for each kind of change; a command mostly needs two."""
    gone = offers.gone | offers.moved
    if gone:
        run(_NOT_OFFERED.format(nos=_marks(gone)), [case_id, *sorted(gone)])
    rows = [
        value
        for no, keys in offers.offered.items()
        for key in keys
        for value in (case_id, no, key, now, no in offers.held)
    ]
    if rows:
        run(_OFFERED.format(rows=rows_of(5, len(rows) // 5)), rows)
    for nos, taken in ((offers.taken, True), (offers.free, False)):
        if nos:
            run(_TAKEN.format(nos=_marks(nos)), [taken, case_id, *sorted(nos)])


def add_participants(run: Run, case_id: int, people: Mapping[int, int | None], now: datetime) -> None:
    """Note that accounts, each with its organ, have to do with a case."""
    rows = [value for account, organ in people.items() for value in (case_id, account, organ, now)]
    run(_PARTICIPANT.format(rows=rows_of(4, len(people))), rows)


def insert_step(run: Run, step: Step) -> Any:
    """Write a row of history; the answer holds its id."""
    values: Sequence[Any] = (
        step.case_id, step.at, step.command, step.no, step.node, step.title, step.account_id, step.name, step.post_name,
        step.organ, step.organ_name, step.outcome, step.opinion, packed(step.body), step.key,
    )  # fmt: skip
    return run(_STEP.format(row=", ".join(["%s"] * len(values))), values)


def _marks(values: Collection[Any] | Mapping[Any, Any]) -> str:
    return ", ".join(["%s"] * len(values))
