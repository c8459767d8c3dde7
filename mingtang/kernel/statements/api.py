"""Running fixed statements on the connection of this thread: the same text on both databases."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections, transaction


class Answer(Protocol):
    """What a statement answers; read it only when it is needed, reading waits for the database."""

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Run(Protocol):
    """Runs one statement. Moments among the parameters are aware."""

    def __call__(self, statement: str, parameters: Sequence[Any], /) -> Answer: ...


@contextmanager
def one_transaction() -> Iterator[Run]:
    """A transaction, or a part of the one around, and the way to run statements in it.

    On PostgreSQL statements travel together: one that fails raises when the next answer is read, or at the end.
    """
    database = _connected()
    with _on_postgresql(database) if database.vendor == "postgresql" else _on_sqlite(database) as run:
        yield _logged(database, run)


def answer_to(statement: str, parameters: Sequence[Any]) -> list[Any]:
    """The rows that one statement answers: in the transaction that is open, after what was gathered there, or by itself."""
    database = _connected()
    run: Run = _batches(database) if database.vendor == "postgresql" else _OnSqlite(database)
    return _logged(database, run)(statement, parameters).fetchall()


def _connected() -> Any:
    """Looked up once a use: the proxy of Django costs more than some statements."""
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    return database


def _logged(database: Any, run: Run) -> Run:
    return _Logged(database, run) if database.queries_logged else run


def _batches(database: Any) -> Any:
    from mingtang.kernel.statements.postgresql import Batches  # with the driver, which SQLite does without

    return Batches.of(database)


@contextmanager
def _on_postgresql(database: Any) -> Iterator[Run]:
    is_whole = not database.in_atomic_block
    with transaction.atomic():
        run = _batches(database)
        try:
            with run.settled_by_cursors():
                yield run
        except BaseException:
            with suppress(Error):
                run.settle()
            raise
        if is_whole and not database.needs_rollback:
            run.commit()
        else:
            run.settle()


@contextmanager
def _on_sqlite(database: Any) -> Iterator[Run]:
    with transaction.atomic():
        yield _OnSqlite(database)


class _OnSqlite:
    """On SQLite the driver's own cursor does: most of what a Django cursor costs is more than the statement."""

    def __init__(self, database: Any) -> None:
        self._database, self._raw = database, database.connection

    def __call__(self, statement: str, parameters: Sequence[Any], /) -> Answer:
        with self._database.wrap_database_errors:
            answer = self._raw.execute(_with_marks(statement), [_as_text(value) for value in parameters])
            return _Fetched(answer.fetchall())


class _Logged:
    """Lets tests count statements that pass by Django's cursors."""

    def __init__(self, database: Any, run: Run) -> None:
        self._database, self._run = database, run

    def __call__(self, statement: str, parameters: Sequence[Any], /) -> Answer:
        self._database.queries_log.append({"sql": statement, "time": "0"})
        return self._run(statement, parameters)


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
    """Moments and days as Django writes them on SQLite."""
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.isoformat() if isinstance(value, date) else value


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
