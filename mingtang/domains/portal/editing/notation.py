"""The light notation in which texts are typed, without a script: one paragraph a line, a sign for what is something else.

`# ` heading, `@ ` salutation, `- ` point (several in a row make a list), `> ` signature, `~ ` annotation, `[图1]` the first picture of the
manuscript. A backslash before a line makes a paragraph of it, whatever it begins with.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from re import compile as pattern
from typing import Any

Block = dict[str, Any]
"""As Wagtail stores it: `{"type": ..., "value": ...}`."""
Pictures = Mapping[int, Mapping[str, str]]
"""`url`, `alt` and `caption` by the number of a picture, from 1."""

SIGNS = {"#": "heading", "@": "salutation", "-": "points", ">": "signature", "~": "annotation"}
LONGEST = {"heading": 100, "salutation": 200, "annotation": 100}
"""In characters, as the blocks of an article have it."""
_TOGETHER: dict[str, Callable[[list[str]], Any]] = {"points": list, "signature": "\n".join}
PICTURE = pattern(r"\[图(\d{1,2})\]")


class CannotWrite(Exception):
    """An article holds something that the notation has no sign for; the message says what."""


def blocks_of(text: str, pictures: Pictures) -> list[Block]:
    """The blocks of a typed text; pictures that are not there are left out (`missing_pictures` tells)."""
    lines = [_read(line.strip()) for line in text.splitlines() if line.strip()]
    return list(_blocks(lines, pictures))


def _read(line: str) -> tuple[str, str]:
    """The type of a line and what it says."""
    if found := PICTURE.fullmatch(line):
        return "picture", found[1]
    if line[0] == "\\":
        return "paragraph", line[1:]
    sign, _, rest = line.partition(" ")
    return (SIGNS[sign], rest.strip()) if sign in SIGNS and rest.strip() else ("paragraph", line)


def _blocks(lines: Iterable[tuple[str, str]], pictures: Pictures) -> Iterator[Block]:
    for kind, group in groupby(lines, key=lambda line: line[0]):
        said = [words for _, words in group]
        if kind in _TOGETHER:
            yield {"type": kind, "value": _TOGETHER[kind](said)}
        elif kind == "picture":
            yield from ({"type": kind, "value": dict(pictures[int(no)])} for no in said if int(no) in pictures)
        else:
            yield from ({"type": kind, "value": words} for words in said)


def text_of(blocks: Sequence[Block], pictures: Mapping[str, int]) -> str:
    """The text that makes these blocks; `pictures` are numbers by address. Raises CannotWrite for galleries and films."""
    return "\n".join(line for block in blocks for line in _lines(block["type"], block["value"], pictures))


_SIGN_OF = {kind: sign for sign, kind in SIGNS.items()}


def _lines(kind: str, value: Any, pictures: Mapping[str, int]) -> Iterator[str]:
    if kind == "picture" and value["url"] in pictures:
        yield f"[图{pictures[value['url']]}]"
    elif kind not in {"paragraph", *_SIGN_OF}:
        raise CannotWrite("正文里有图集、视频或者站外图片，不能在这里更正。")
    else:
        each = value if isinstance(value, list) else str(value).splitlines()
        for words in filter(None, (said.strip() for said in each)):
            yield f"{_SIGN_OF[kind]} {words}" if kind in _SIGN_OF else _as_paragraph(words)


def _as_paragraph(words: str) -> str:
    read_as = _read(words)
    return words if read_as == ("paragraph", words) else f"\\{words}"


def pictures_named(text: str) -> set[int]:
    """The numbers of the pictures that a text has a place for."""
    return {int(line[1]) for line in map(PICTURE.fullmatch, map(str.strip, text.splitlines())) if line}


def too_long(text: str) -> list[str]:
    """Lines that are longer than their kind may be, each cut to be recognised."""
    read = [_read(line.strip()) for line in text.splitlines() if line.strip()]
    return [f"{words[:12]}…" for kind, words in read if len(words) > LONGEST.get(kind, len(words))]
