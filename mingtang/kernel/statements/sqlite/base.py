"""Django's backend for SQLite, with connections that wait for the next request.

Whoever opens a file reads its whole schema: with ours that costs more CPU time than making most pages. Under ASGI each
request has a thread, and so a connection, of its own; PostgreSQL has its pool for that, and SQLite has this.
"""

import os
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base

MOST_IDLE = 8
"""Connections to one file that wait; more are closed at the end of their request."""

_File = tuple[int, int]
"""Which file it is, whatever its name: device and inode."""

_idle: defaultdict[tuple[int, str], list[tuple[_File, Any]]] = defaultdict(list)
"""What waits, by process (a fork must not use what its parent has opened) and path."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes a connection that waits, and hands it over at the end of a request. `close` closes as ever; CONN_MAX_AGE means nothing."""

    _file: _File | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection to the file that is at the path now; those to one that was moved or replaced are closed."""
        there = self._file_at_path()
        while taken := self._taken():
            self._file, connection = taken
            if self._file == there:
                return connection
            connection.close()
        connection = super().get_new_connection(conn_params)
        self._file = self._file_at_path()  # which may be new
        return connection

    def close_if_unusable_or_obsolete(self) -> None:
        """What Django calls around a request: a sound connection that nothing is open on waits for the next one."""
        self.close_at = None
        super().close_if_unusable_or_obsolete()
        if self.connection is None or self.in_atomic_block or self._file is None:
            return
        if len(self._waiting()) >= MOST_IDLE:
            self.close()
            return
        self._waiting().append((self._file, self.connection))
        self.connection, self.run_on_commit = None, []

    def _taken(self) -> tuple[_File, Any] | None:
        """One that waited; None when there is none, or another thread was quicker."""
        try:
            return self._waiting().pop()
        except IndexError:
            return None

    def _waiting(self) -> list[tuple[_File, Any]]:
        return _idle[os.getpid(), str(self.settings_dict["NAME"])]

    def _file_at_path(self) -> _File | None:
        """None in memory, or while there is no file."""
        try:
            status = os.stat(self.settings_dict["NAME"])  # noqa: PTH116 - at every request, as cheap as it can be
        except OSError:
            return None
        return status.st_dev, status.st_ino
