"""What a file holds that whoever gives it out should know."""

from collections.abc import Sequence
from typing import Any

from mingtang.lib.pdf.redaction.checking import hiding_places
from mingtang.lib.pdf.redaction.marks import Inspection
from mingtang.lib.pdf.redaction.reading import Character, characters, opened, sheet_of
from mingtang.lib.pdf.redaction.seen import drawn_page, unseen
from mingtang.lib.personal_data import find_personal_data

MOST_SUGGESTIONS = 100


def inspected(pdf: bytes) -> Inspection:
    """Look into a file. Raises CannotRedact, UnreadablePdf for files that cannot be read whole."""
    document = opened(pdf)
    text = characters(document)
    covered = sum(_unseen_on(document[number], text, number) for number in range(len(document)))
    hidden = [*hiding_places(pdf), *([f"{covered} 个被遮住或者看不见的字"] if covered else [])]
    return Inspection(_personal("".join(each.text for each in text)), tuple(hidden))


def _unseen_on(page: Any, text: Sequence[Character], number: int) -> int:
    scale = sheet_of(page).scale
    return len(unseen(page, scale, drawn_page(page, scale), text, number))


def _personal(text: str) -> tuple[str, ...]:
    """Personal data in a text, each once, in the order of their places; at most so many."""
    found = dict.fromkeys(" ".join(text[each.start : each.end].split()) for each in find_personal_data(text))
    return tuple(found)[:MOST_SUGGESTIONS]
