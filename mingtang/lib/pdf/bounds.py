"""How many entries the tables of a file may have: pyHanko counts what streams unfold to, but not these.

An entry may take no byte at all, so a file of 300 bytes would keep the parser busy until the memory is full.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from pyhanko.pdf_utils.xref import XRefSectionData

MOST_ENTRIES = 250_000  # of all revisions together
_left: ContextVar[list[int] | None] = ContextVar("left", default=None)


class TooManyEntries(Exception):
    """A file lists more objects than are read."""


@contextmanager
def bounded_tables() -> Iterator[None]:
    """Inside of it, reading the tables of one file raises TooManyEntries instead of going on for ever."""
    _count_entries()
    token = _left.set([MOST_ENTRIES])
    try:
        yield
    finally:
        _left.reset(token)


@cache
def _count_entries() -> None:
    """Once for the process: the parser gets its entries through a counter."""
    read: Any = XRefSectionData.process_entries

    def read_counted(section: Any, entries: Any, *further: Any, **options: Any) -> Any:
        return read(section, _counted(entries), *further, **options)

    XRefSectionData.process_entries = read_counted  # type: ignore[method-assign, assignment]


def _counted(entries: Iterator[Any]) -> Iterator[Any]:
    left = _left.get()
    for entry in entries:
        if left is not None:
            left[0] -= 1
            if left[0] < 0:
                raise TooManyEntries
        yield entry
