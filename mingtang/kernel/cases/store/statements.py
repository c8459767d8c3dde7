"""Running fixed statements on the connection of this thread: the same text on both databases.

On PostgreSQL the statements of one command travel in pipelines with server-side parameters and prepared plans, so that
a command costs four round trips; Django's own cursors on the same connection take part in the same transaction.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Protocol

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

PREPARE_AFTER = 2
"""A statement is prepared when it has run so often on a connection."""


class Answer(Protocol):
    """What a statement answers; read it only when it is needed, reading waits for the database."""

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Run(Protocol):
    """Runs one statement. Moments among the parameters are aware."""

    def __call__(self, statement: str, parameters: Sequence[Any], /) -> Answer: ...


@contextmanager
def one_transaction() -> Iterator[Run]:
    """A transaction, or a part of the one around, and the way to run statements in it."""
    database: Any = connections[DEFAULT_DB_ALIAS]  # looked up once: the proxy costs more than some statements
    database.ensure_connection()
    if database.vendor == "postgresql":
        with _on_postgresql(database) as run:
            yield run
    else:
        with transaction.atomic():
            yield _OnSqlite(database)


@contextmanager
def _on_postgresql(database: Any) -> Iterator[Run]:
    raw = database.connection
    raw.prepare_threshold = PREPARE_AFTER  # Django's own cursors never prepare, whatever is set here
    with raw.pipeline() as pipeline, transaction.atomic():
        try:
            with database.wrap_database_errors:
                yield _OnPostgresql(database)
        except BaseException:
            _leave_the_failed_pipeline(pipeline)
            raise


def _leave_the_failed_pipeline(pipeline: Any) -> None:
    """After a statement has failed the server skips all others up to here, and the rollback must not be skipped."""
    try:
        pipeline.sync()
    except psycopg.Error:
        pipeline.sync()


class _OnPostgresql:
    def __init__(self, database: Any) -> None:
        self._database, self._raw = database, database.connection

    def __call__(self, statement: str, parameters: Sequence[Any], /) -> Answer:
        _log(self._database, statement)
        answer: Answer = psycopg.Cursor(self._raw).execute(statement, parameters)
        return answer


class _OnSqlite:
    """On SQLite the driver's own cursor does: most of what a Django cursor costs is more than the statement."""

    def __init__(self, database: Any) -> None:
        self._database, self._raw = database, database.connection

    def __call__(self, statement: str, parameters: Sequence[Any], /) -> Answer:
        _log(self._database, statement)
        with self._database.wrap_database_errors:
            answer = self._raw.execute(_with_marks(statement), [_as_text(value) for value in parameters])
            return _Fetched(answer.fetchall())


def _log(database: Any, statement: str) -> None:
    """Let tests count statements that pass by Django's cursors."""
    if database.queries_logged:
        database.queries_log.append({"sql": statement, "time": "0"})


@lru_cache(maxsize=1000)
def _with_marks(statement: str) -> str:
    return statement.replace("%s", "?")


class _Fetched:
    """Rows that are here already: SQLite answers at once, and an open cursor would hold up the commit."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def fetchone(self) -> Any:
        return self._rows[0] if self._rows else None

    def fetchall(self) -> list[Any]:
        return self._rows


def _as_text(value: Any) -> Any:
    """Moments as Django writes them on SQLite."""
    return str(value.astimezone(UTC).replace(tzinfo=None)) if isinstance(value, datetime) else value


def moment(value: Any) -> datetime | None:
    """A moment as the database gave it, aware."""
    if value is None:
        return None
    read = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def locking(statement: str, suffix: str) -> str:
    """`statement` with its locking clause where the database has one; SQLite locks the whole file by writing."""
    return f"{statement} {suffix}" if connection.vendor == "postgresql" else statement


def rows_of(columns: int, rows: int) -> str:
    """The placeholders of several rows: `(%s, %s), (%s, %s)`."""
    return ", ".join([f"({', '.join(['%s'] * columns)})"] * rows)
