"""The full-text index in the two databases; the rest of search speaks to it through `index_of` alone."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models.expressions import Expression as Sql

from mingtang.kernel.search.question import Expression


class Index(Protocol):
    """What an index can do. The tokens of title and text are those of `segmentation.tokens`."""

    def create(self, connection: Any) -> None:
        """Make the empty table."""

    def drop(self, connection: Any) -> None:
        """Take the table away."""

    def write(self, connection: Any, rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
        """Write id, tokens of the title and tokens of the text of entries, new or known."""

    def erase(self, connection: Any, ids: list[int]) -> None:
        """Take entries out."""

    def matches(self, expression: Expression, *, in_title: bool = False) -> Sql:
        """The condition that a row of IndexedEntry answers `expression`, with its title alone if that is wished."""

    def rank(self, expression: Expression) -> Sql:
        """How well; the smallest value is the best answer."""


def index_of(connection: Any) -> Index:
    """The index of the database behind `connection`."""
    from mingtang.kernel.search.index.postgresql import PostgresIndex
    from mingtang.kernel.search.index.sqlite import SqliteIndex

    return PostgresIndex() if connection.vendor == "postgresql" else SqliteIndex()
