"""The full-text index in the two databases; the rest of search speaks to it through `index_of` alone."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models.expressions import Expression as Sql

from mingtang.kernel.search.question import Expression
from mingtang.kernel.search.segmentation import Tokens

IndexRow = tuple[int, Tokens, Tokens]
"""The id of an entry, the tokens of its title and of its text."""


class Index(Protocol):
    """What an index can do."""

    def create(self, connection: Any, rows: Iterable[IndexRow] = ()) -> None:
        """Make the table, with these rows."""

    def drop(self, connection: Any) -> None:
        """Take the table away."""

    def write(self, connection: Any, rows: Iterable[IndexRow]) -> None:
        """Write rows, new or known."""

    def erase(self, connection: Any, ids: list[int]) -> None:
        """Take entries out."""

    def matches(self, expression: Expression, *, in_title: bool = False) -> Sql:
        """The condition that a row of IndexedEntry answers `expression`, with its title alone if that is wished.

        It may hold for a few rows that do not; `rank` tells.
        """

    def rank(self, expression: Expression) -> Sql:
        """How well; the smallest value is the best answer, NULL is none."""


def index_of(connection: Any) -> Index:
    """The index of the database behind `connection`."""
    from mingtang.kernel.search.index.postgresql import PostgresIndex
    from mingtang.kernel.search.index.sqlite import SqliteIndex

    return PostgresIndex() if connection.vendor == "postgresql" else SqliteIndex()
