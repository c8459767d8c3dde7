"""Rows that stand in no table, for lists: as much of a query set as a list asks for."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, Self


class InMemory(list[Any]):
    """Rows to be filtered, ordered, counted and cut like those of a table."""

    def where(self, holds: Callable[[Any], bool]) -> Self:
        """The rows for which something holds."""
        return type(self)(row for row in self if holds(row))

    def order_by(self, *names: str) -> Self:
        """In the order of several attributes, a minus sign for downwards."""
        rows = type(self)(self)
        for name in reversed(names):
            rows.sort(key=attrgetter(name.removeprefix("-")), reverse=name.startswith("-"))
        return rows

    def __getitem__(self, key: Any) -> Any:
        """One row, or rows that can be asked further."""
        found = super().__getitem__(key)
        return type(self)(found) if isinstance(key, slice) else found

    def count(self, *_: Any) -> int:
        """How many."""
        return len(self)

    def iterator(self, chunk_size: int = 0) -> Iterator[Any]:
        """One after the other."""
        return iter(self)

    @classmethod
    def of(cls, rows: Iterable[Any]) -> Self:
        """These rows."""
        return cls(rows)
