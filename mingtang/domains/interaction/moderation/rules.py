"""Pure rules of moderation: words that are looked for, and how an occasion stands (portal.md 5 and 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import normalize


@dataclass(frozen=True)
class WordList:
    """Words of one kind. `level` is block or warn."""

    label: str
    level: str
    words: tuple[str, ...]


BLOCK, WARN = "block", "warn"


def folded(text: str) -> str:
    """A text without what hides words: marks and blanks between characters, wide and capital letters."""
    return "".join(letter for letter in normalize("NFKC", text).lower() if letter.isalnum())


def found_words(text: str, lists: Iterable[WordList]) -> dict[str, list[str]]:
    """Labels of the lists that a text meets, by level. `text` is in simplified characters."""
    read = folded(text)
    met: dict[str, list[str]] = {BLOCK: [], WARN: []}
    for each in lists:
        if any(folded(word) in read for word in each.words):
            met[each.level].append(each.label)
    return met


class Standing(StrEnum):
    """How a call for opinions or a survey stands: told by its dates, so that nothing has to close it."""

    DRAFT = "draft"
    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"
    DONE = "done"


STANDINGS: dict[str, str] = {
    Standing.DRAFT: "草稿",
    Standing.AHEAD: "未开始",
    Standing.OPEN: "进行中",
    Standing.CLOSED: "已截止",
    Standing.DONE: "已公布结果",
}


def standing_of(today: date, opens_on: date, closes_on: date, *, released: bool, done: bool) -> Standing:
    """The standing on a day; the last day still belongs to the time in which people may take part."""
    if not released:
        return Standing.DRAFT
    if done:
        return Standing.DONE
    if today < opens_on:
        return Standing.AHEAD
    return Standing.OPEN if today <= closes_on else Standing.CLOSED
