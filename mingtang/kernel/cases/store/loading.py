"""Locking a case and reading what a command needs of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.store.tokens import COLUMNS, token_from
from mingtang.kernel.statements.api import Run, locking, moment
from mingtang.lib.flow import Life, State, Status, Token

_CASE_COLUMNS = (
    "id", "type", "version_id", "number", "title", "status", "organ_id", "unit_id", "initiator_id", "parent_id",
    "parent_no", "vars", "last", "urgency", "due_at", "amber_at", "opened_at", "ended_at", "key",
)  # fmt: skip
_CASE = f"SELECT {', '.join(_CASE_COLUMNS)} FROM cases_case WHERE id = %s"  # noqa: S608
_STATE = """SELECT f.seen, f.known, f.candidate, {columns} FROM (SELECT
(SELECT id FROM cases_step WHERE case_id = %s AND key = %s AND key <> '') AS seen,
EXISTS(SELECT 1 FROM cases_participant WHERE case_id = %s AND account_id = %s) AS known,
EXISTS(SELECT 1 FROM cases_candidate WHERE case_id = %s AND no = %s AND key IN ({keys})) AS candidate) AS f
LEFT JOIN cases_token t ON t.case_id = %s{living} ORDER BY t.no"""
_LIVING = " AND t.life = 'A'"
_STATUSES = {status.value: status for status in Status}


@dataclass(slots=True)
class Loaded:
    """A case that this transaction holds, its state, and what was asked about the command and its actor."""

    case: Case
    state: State
    seen: int | None = None
    known: bool = False
    candidate: bool = False


LAST_NO = 2**31 - 1
"""No row has a greater number; what somebody typed into an address may."""


def load(
    run: Run,
    case_id: int,
    *,
    no: int = 0,
    key: str = "",
    account: int | None = None,
    keys: Sequence[str] = (),
    past: bool = False,
    waiting: bool = True,
) -> Loaded | None:
    """Lock a case and read its rows; None when there is no such case, or without `waiting` when another holds it.

    `seen` is the step that `key` named before, `known` whether `account` is a participant, `candidate` whether one of
    `keys` may take item `no`. The lock is a statement of its own, so that the next one sees what others committed.
    """
    locked = run(locking(_CASE, "FOR NO KEY UPDATE" if waiting else "FOR NO KEY UPDATE SKIP LOCKED"), [case_id])
    keys = keys or ("",)
    state = _STATE.format(columns=COLUMNS, keys=", ".join(["%s"] * len(keys)), living="" if past else _LIVING)
    found = run(state, [case_id, key, case_id, account or 0, case_id, min(no, LAST_NO), *keys, case_id])
    row = locked.fetchone()
    if row is None:
        return None
    case = case_from(row)
    rows = found.fetchall()
    seen, known, candidate = rows[0][:3]
    tokens = [token_from(row[3:]) for row in rows if row[3] is not None]
    return Loaded(case, _state(case, tokens, past=past), seen, bool(known), bool(candidate))


def case_from(row: Sequence[Any]) -> Case:
    """The case of a row with its columns in order; no statement."""
    values = list(row)
    values[11] = json.loads(values[11])
    for place in (14, 15, 16, 17):
        values[place] = moment(values[place])
    return Case.from_db("default", _CASE_COLUMNS, values)


def _state(case: Case, tokens: list[Token], *, past: bool) -> State:
    return State(
        live={token.no: token for token in tokens if token.life is Life.LIVE},
        vars=case.vars,
        last=case.last,
        status=_STATUSES[case.status],
        past={token.no: token for token in tokens if token.life is not Life.LIVE} if past else None,
    )
