"""Text as the index sees it: every Han character, every run of letters or digits, and after them the words.

Characters in their order make any piece of text findable as it stands, whatever a dictionary thinks of it (住建局 is in
none); words make a whole word weigh more than its characters by chance.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

from opencc import OpenCC

USUAL_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RARE_HAN = "\U00020000-\U000323af"
HAN = USUAL_HAN + RARE_HAN
LONGEST = 8000
"""Characters of a text that are indexed; positions in PostgreSQL end at 16 383."""

_UNIT = re.compile(rf"[{HAN}]|\d+|[^\W\d_{HAN}]+")
_HAN_WORD = re.compile(rf"[{USUAL_HAN}]{{2,}}")
_LONGEST_UNIT = 64


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    """The cutter of words, which reads a large dictionary: processes that index nothing need none."""
    import rjieba

    return rjieba


def folded(text: str) -> str:
    """One form for full and half width, capital and small letters, traditional and simplified characters."""
    plain = normalize("NFKC", text).casefold()
    return str(_to_simplified().convert(plain.replace("\x00", " ")))


def units(text: str) -> list[str]:
    """Han characters one by one, and runs of letters or of digits, of folded text in its order."""
    return [_written(unit) for unit in _UNIT.findall(text)]


def _written(unit: str) -> str:
    """Rare characters, frequent in names, by their number: the tokenizers of databases do not know all of them."""
    return f"u{ord(unit):x}" if len(unit) == 1 and ord(unit) > 0xFFFF else unit[:_LONGEST_UNIT]


def words(text: str) -> list[str]:
    """Words of two and more Han characters, with the words inside them."""
    return [word for word in _dictionary().cut_for_search(text) if _HAN_WORD.fullmatch(word)]


def pieces(text: str) -> list[str]:
    """A folded text cut into Han words and runs that follow one another; signs and blanks are left out."""
    found: list[str] = []
    for piece in _dictionary().cut(text):
        found += [piece] if _HAN_WORD.fullmatch(piece) else _UNIT.findall(piece)
    return found


class Tokens(NamedTuple):
    """What is indexed of a text: its units in their order, and its words."""

    units: list[str]
    words: list[str]


def tokens(text: str) -> Tokens:
    """The tokens of the first 8 000 characters of `text`."""
    plain = folded(text[:LONGEST])
    return Tokens(units(plain), words(plain))
