"""What somebody asks, read from what was typed: words separated by blanks must all occur, "quotes" occur as they stand.

Nothing that can be typed is an error; signs that mean nothing are passed over. What was not quoted may also be answered by
the words that texts use for the same (`synonyms`).
"""

import re
from dataclasses import dataclass

from mingtang.kernel.search.segmentation import folded, pieces, units
from mingtang.kernel.search.synonyms import other_readings

LONGEST, MOST_TERMS = 100, 12
"""Characters of a question, and words of it, that are looked at."""

_QUOTES = str.maketrans("“”「」『』＂", '"' * 7)
_PART = re.compile(r'"([^"]*)(?:"|$)|([^\s"]+)')


@dataclass(frozen=True)
class Phrase:
    """Units side by side; with `prefix` the last may go on (`2026-12` finds `2026-123`)."""

    units: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class Either:
    """At least one of the parts; the first is the strictest."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True)
class Every:
    """All of the parts."""

    parts: "tuple[Expression, ...]"


Expression = Phrase | Either | Every


@dataclass(frozen=True)
class Question:
    """`expression` for the index (None when nothing searchable was typed), `marks`: texts to be highlighted."""

    text: str
    expression: Expression | None
    marks: tuple[str, ...] = ()


def strictest(expression: Expression) -> Expression:
    """The first, strictest reading: what was typed side by side, words as words."""
    if isinstance(expression, Either):
        return strictest(expression.parts[0])
    if isinstance(expression, Every):
        return Every(tuple(strictest(part) for part in expression.parts))
    return expression


def read_question(text: str) -> Question:
    """Read what was typed; only its first 100 characters count."""
    typed = folded(text[:LONGEST].translate(_QUOTES))
    found = [_term(quoted, word) for quoted, word in _PART.findall(typed)]
    terms = [term for term in found if term is not None][:MOST_TERMS]
    if not terms:
        return Question(text, None)
    marks = {mark for _, its_marks in terms for mark in its_marks}
    return Question(
        text,
        _all_of([expression for expression, _ in terms]),
        tuple(sorted(marks, key=lambda mark: (-len(mark), mark))),
    )


def _term(quoted: str, word: str) -> tuple[Expression, list[str]] | None:
    text = quoted or word
    whole = tuple(units(text))
    if not whole:
        return None
    if quoted:
        return Phrase(whole), [text.strip()]
    readings = [_reading(each) for each in (text, *other_readings(text))]
    marks = [mark for _, its_marks in readings for mark in its_marks]
    return _any_of([expression for expression, _ in readings]), marks


def _reading(text: str) -> tuple[Expression, list[str]]:
    """A text as it stands, or at least all of its words."""
    whole, parts = tuple(units(text)), pieces(text)
    marks = [text, *(part for part in parts if len(part) > 1)]  # a character of a longer word says nothing
    if len(parts) == 1:
        return _part(parts[0]), marks
    return Either((Phrase(whole, _goes_on(whole)), _all_of([_part(part) for part in parts]))), marks


def _part(text: str) -> Expression:
    """A word as the dictionary has it, or its characters side by side."""
    whole = tuple(units(text))
    phrase = Phrase(whole, _goes_on(whole))
    return Either((Phrase((text,)), phrase)) if len(whole) > 1 and len(text) == len(whole) else phrase


def _goes_on(whole: tuple[str, ...]) -> bool:
    """Letters and digits may be the beginning of more; a Han character is whole."""
    return whole[-1].isascii()


def _any_of(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def _all_of(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Every(tuple(parts))
