"""Words that may not stand, or not without a second look, and what to write instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingtang.lib.proofreading.findings import Finding


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording as a list of the press has it; `unless` are longer words in which it is right."""

    word: str
    level: str
    instead: str = ""
    why: str = ""
    unless: tuple[str, ...] = ()


def wording_met(text: str, wordings: Iterable[Wording]) -> list[Finding]:
    """Each wording of a list that a text uses, once, in the order of the list."""
    return list(_met(text, wordings))


def _met(text: str, wordings: Iterable[Wording]) -> Iterator[Finding]:
    for wording in wordings:
        rest = text
        for right in wording.unless:
            rest = rest.replace(right, "\0")
        if wording.word in rest:
            instead = f"请改为“{wording.instead}”。" if wording.instead else ""
            yield Finding(wording.level, f"用了“{wording.word}”", f"{instead}{wording.why}")
