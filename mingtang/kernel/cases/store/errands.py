"""Errands of a command: written, dropped, paused and resumed in its transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingtang.kernel.cases.rules import packed
from mingtang.kernel.statements.api import Run, rows_of

_INSERT = """INSERT INTO cases_errand (kind, case_id, no, body, due_at, tries, error, dead) VALUES {rows}"""
_DROP = "DELETE FROM cases_errand WHERE case_id = %s AND no IN ({nos}) AND kind IN ('timer', 'service')"
_PAUSE = "UPDATE cases_errand SET paused_at = %s WHERE case_id = %s AND no IN ({nos}) AND kind = 'timer'"


@dataclass(frozen=True, slots=True)
class NewErrand:
    """An errand to be written; `case_id` None concerns no single case."""

    kind: str
    case_id: int | None
    due_at: datetime
    no: int = 0
    body: dict[str, Any] = field(default_factory=dict)


def insert_errands(run: Run, errands: Sequence[NewErrand]) -> None:
    """Write new errands in one statement."""
    rows = [
        value
        for each in errands
        for value in (each.kind, each.case_id, each.no, packed(each.body), each.due_at, 0, "", False)
    ]
    if rows:
        run(_INSERT.format(rows=rows_of(8, len(errands))), rows)


def drop_errands(run: Run, case_id: int, nos: Sequence[int]) -> None:
    """Forget the timers and services of rows that wait for them no more."""
    if nos:
        run(_DROP.format(nos=", ".join(["%s"] * len(nos))), [case_id, *nos])


def pause_timers(run: Run, case_id: int, nos: Sequence[int], now: datetime) -> None:
    """Let the timers of rows stand still."""
    if nos:
        run(_PAUSE.format(nos=", ".join(["%s"] * len(nos))), [now, case_id, *nos])
