"""Fixed statements on PostgreSQL, gathered in a pipeline of libpq and sent together when an answer is read.

A cursor of psycopg looks up types, waits for the server at every statement and builds objects: that costs more than
the database itself. Here a statement is its prepared name and its parameters as text, and a batch is one round trip.
Django's own cursors on the same connection take part in the same transaction; they settle first what was gathered.
"""

import json
import select
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import lru_cache
from itertools import count
from types import NoneType
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import DataError
from psycopg import Binary
from psycopg.adapt import AdaptersMap, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.types.json import Jsonb
from psycopg.types.string import TextLoader

MOST_PREPARED = 400
"""Texts kept prepared for a connection; what comes later is sent whole, which costs its parsing and no more."""

_numbers = count()
_prepared: WeakKeyDictionary[Any, dict[str, bytes]] = WeakKeyDictionary()


class _Plain:
    """How answers are read: booleans and numbers; moments and JSON stay text, as SQLite gives them."""

    connection = None
    adapters = AdaptersMap(psycopg.adapters)
    for _name in ("timestamptz", "jsonb"):
        adapters.register_loader(_name, TextLoader)


class Sent:
    """A statement on its way; reading its answer settles the batch it belongs to."""

    __slots__ = ("_settle", "result")

    def __init__(self, settle: Callable[[], None]) -> None:
        self._settle = settle
        self.result: PGresult | None = None

    def fetchone(self) -> Any:
        rows = self.fetchall()
        return rows[0] if rows else None

    def fetchall(self) -> list[Any]:
        if self.result is None:
            self._settle()
        return _rows(self.result) if self.result is not None else []


class Batches:
    """Runs statements on a connection. In a block of Django's the first begins the transaction; outside each batch is one."""

    @classmethod
    def of(cls, database: Any) -> "Batches":
        """Those of the connection that is open: one for all blocks in each other, so that statements keep their order."""
        known: Batches | None = database.__dict__.get("_batches")
        if known is None or known._link is not database.connection.pgconn:
            known = database._batches = cls(database)
        return known

    def __init__(self, database: Any) -> None:
        self._database, self._link = database, database.connection.pgconn
        self._prepared = _prepared.setdefault(database.connection, {})
        self._new: list[str] = []
        self._waiting = deque[Sent]()
        self._is_synced = False

    def __call__(self, statement: str, parameters: Sequence[Any], /) -> Sent:
        if not self._waiting:
            self._begin()
        name = self._prepared.get(statement) or self._prepare(statement)
        values = [_WRITERS[type(value)](value) for value in parameters]
        if name:
            self._link.send_query_prepared(name, values)
        else:
            self._link.send_query_params(_numbered(statement), values)
        return self._expect()

    def settle(self) -> None:
        """Send what was gathered and read all answers. Raises the first error, as Django names it."""
        if self._waiting:
            with self._database.wrap_database_errors:
                self._exchange()

    def commit(self) -> None:
        """End the transaction in the round trip of the last statements; Django then finds nothing left to commit."""
        if self._link.transaction_status != TransactionStatus.IDLE:
            self("COMMIT", [])
            self.settle()

    def settled_by_cursors(self) -> AbstractContextManager[None]:
        """While it lasts, Django's cursors settle before they execute."""
        is_so = self.after_settling in self._database.execute_wrappers
        return nullcontext() if is_so else self._database.execute_wrapper(self.after_settling)

    def after_settling(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Wraps the cursors of Django."""
        self.settle()
        return execute(*arguments)

    def _begin(self) -> None:
        begins = self._database.in_atomic_block and self._link.transaction_status == TransactionStatus.IDLE
        self._link.enter_pipeline_mode()
        if begins:
            self._link.send_query_params(b"BEGIN", None)
            self._expect()

    def _prepare(self, statement: str) -> bytes:
        if len(self._prepared) >= MOST_PREPARED:
            return b""
        name = self._prepared[statement] = b"mingtang_%d" % next(_numbers)
        self._new.append(statement)
        self._link.send_prepare(name, _numbered(statement))
        self._expect()
        return name

    def _expect(self) -> Sent:
        sent = Sent(self.settle)
        self._waiting.append(sent)
        return sent

    def _exchange(self) -> None:
        if not self._is_synced:
            self._link.pipeline_sync()
            self._is_synced = True
        try:
            failure = self._collect()
        except psycopg.Error:  # the connection is lost, and with it all that waits
            self._waiting.clear()
            raise
        self._is_synced = False
        self._link.exit_pipeline_mode()
        if failure is not None:
            for statement in self._new:
                del self._prepared[statement]
        self._new.clear()
        if failure is not None:
            raise error_from_result(failure)

    def _collect(self) -> PGresult | None:
        """Read the answers up to the end of the batch; gives the first failure. The server skips what follows it."""
        failure = None
        self._flush()
        while (result := self._next()) is None or result.status != ExecStatus.PIPELINE_SYNC:
            if result is not None:
                self._waiting.popleft().result = result
                if result.status == ExecStatus.FATAL_ERROR:
                    failure = failure or result
        return failure

    def _flush(self) -> None:
        while self._link.flush():
            self._wait(select.POLLIN | select.POLLOUT)

    def _next(self) -> PGresult | None:
        """The next result, None between two statements."""
        while self._link.is_busy():
            self._wait(select.POLLIN)
        result: PGresult | None = self._link.get_result()
        return result

    def _wait(self, events: int) -> None:
        """Until the socket is ready; signals and other threads have their turn meanwhile."""
        poll = select.poll()
        poll.register(self._link.socket, events)
        poll.poll()
        self._link.consume_input()


def _rows(result: PGresult) -> list[Any]:
    reader = Transformer(_Plain())
    reader.set_pgresult(result)
    return reader.load_rows(0, result.ntuples, tuple)


class _Writers(dict[type, Callable[[Any], bytes | None]]):
    """How parameters of a type are written as text; the server knows their types from the statement."""

    def __missing__(self, kind: type) -> Callable[[Any], bytes | None]:
        self[kind] = next((self[each] for each in kind.__mro__ if each in self), lambda value: str(value).encode())
        return self[kind]


def _text(value: str) -> bytes:
    """A parameter; libpq would silently cut it off at its first NUL."""
    text = value.encode()
    if b"\0" in text:
        raise DataError("a text contains NUL")
    return text


_WRITERS = _Writers(
    {
        str: _text,
        int: b"%d".__mod__,
        bool: {True: b"t", False: b"f"}.__getitem__,
        datetime: lambda value: value.isoformat().encode(),
        NoneType: lambda value: None,
        Jsonb: lambda value: (value.dumps or json.dumps)(value.obj).encode(),
        Binary: lambda value: b"\\x" + bytes(value.obj).hex().encode(),
    }
)


@lru_cache(maxsize=1000)
def _numbered(statement: str) -> bytes:
    """`%s` as `$1`, `$2` …"""
    first, *rest = statement.split("%s")
    return "".join([first, *(f"${number}{text}" for number, text in enumerate(rest, 1))]).encode()
