"""Fields of signatures: the next free number, the page they lie on."""

from itertools import islice
from typing import Any

from mingtang.lib.pdf.reading import pages_of


def next_field(root: Any) -> int:
    """1 for the first signature of a file, and so on."""
    fields = root["/AcroForm"]["/Fields"] if "/AcroForm" in root else ()
    return len(fields) + 1


def page_at(root: Any, number: int) -> Any:
    """The page of that number, from 1. Raises ValueError if there is none."""
    page = next(islice(pages_of(root), max(number - 1, 0), None), None)
    if page is None or number < 1:
        raise ValueError("there is no such page")
    return page
