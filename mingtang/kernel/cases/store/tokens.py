"""Rows of the flow engine to and from the database."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingtang.kernel.cases.rules import packed
from mingtang.kernel.statements.api import Run, moment, rows_of
from mingtang.lib.flow import Kind, Life, Token
from mingtang.lib.flow.state import details, with_details

COLUMNS = 't.no, t.node, t.kind, t.born, t.scope, t.src, t.flow, t.host, t.life, t."by", t."when", t.holder, t.name, t.key, t.details'
_KINDS = {kind.value: kind for kind in Kind}
_LIVES = {life.value: life for life in Life}

_INSERT = """INSERT INTO cases_token (case_id, no, node, kind, born, scope, src, flow, host, life, "by", "when", holder, name,
key, details, title, organ_id, due_at, amber_at, ended_at) VALUES {rows}
ON CONFLICT (case_id, no) DO UPDATE SET """
_UPSERT = f"""{_INSERT}host = excluded.host, life = excluded.life, "by" = excluded."by",
"when" = excluded."when", holder = excluded.holder, details = excluded.details, ended_at = excluded.ended_at"""
_REDRAW = f"""{_INSERT}node = excluded.node, src = excluded.src, flow = excluded.flow,
life = excluded.life, "by" = excluded."by", "when" = excluded."when", name = excluded.name, key = excluded.key,
details = excluded.details, title = excluded.title, ended_at = COALESCE(cases_token.ended_at, excluded.ended_at)"""


@dataclass(slots=True)
class Display:
    """What lists show of a work item besides the engine's columns."""

    title: str = ""
    organ_id: int | None = None
    due_at: datetime | None = None
    amber_at: datetime | None = None


_NOTHING = Display()


def token_from(row: tuple[Any, ...]) -> Token:
    """The engine's token of a row with COLUMNS."""
    token = Token(
        row[0], row[1], _KINDS[row[2]], moment(row[3]), scope=row[4], src=row[5], flow=row[6], host=row[7],
        life=_LIVES[row[8]], by=row[9], when=row[10], holder=row[11], name=row[12], key=row[13],
    )  # fmt: skip
    return token if row[14] == "{}" else with_details(token, json.loads(row[14]))


def write_tokens(
    run: Run, case_id: int, tokens: Iterable[Token], displays: Mapping[int, Display], now: datetime
) -> None:
    """Insert new rows and overwrite what a command changes of the others, in one statement."""
    _write(run, _UPSERT, case_id, tokens, displays, now)


def redraw_tokens(
    run: Run, case_id: int, tokens: Iterable[Token], displays: Mapping[int, Display], now: datetime
) -> None:
    """The same when a case moves to another version: rows keep holder and dates, and get the names of the new drawing."""
    _write(run, _REDRAW, case_id, tokens, displays, now)


def _write(
    run: Run, statement: str, case_id: int, tokens: Iterable[Token], displays: Mapping[int, Display], now: datetime
) -> None:
    parameters: list[Any] = []
    count = 0
    for token in tokens:
        shown = displays.get(token.no, _NOTHING)
        parameters += (
            case_id, token.no, token.node, token.kind.value, token.born, token.scope, token.src, token.flow, token.host,
            token.life.value, token.by, token.when, token.holder, token.name, token.key, packed(details(token)),
            shown.title[:200], shown.organ_id, shown.due_at, shown.amber_at, None if token.life is Life.LIVE else now,
        )  # fmt: skip
        count += 1
    if count:
        run(statement.format(rows=rows_of(21, count)), parameters)
