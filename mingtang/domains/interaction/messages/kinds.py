"""Kinds of messages, channels of their own, and words looked for: data that comes with the program."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from opencc import OpenCC

from mingtang.domains.interaction.messages.rules import WordList, found_words

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Kind:
    """A kind of message: what its author must give, and whether it may be shown to everybody."""

    code: str
    label: str
    hint: str
    needs: frozenset[str]
    public: str

    @property
    def may_be_public(self) -> bool:
        return self.public != "never"


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by code, in their order."""
    return {row["code"]: Kind(**{**row, "needs": frozenset(row["needs"])}) for row in _read("kinds")}


@cache
def channels_in_brief() -> list[tuple[str, str]]:
    """Label of these matters, and in few words where they belong, for whoever has not written yet."""
    return [(row["label"], row["brief"]) for row in _read("channels")]


@cache
def special_channels() -> dict[str, tuple[str, str]]:
    """Label and words of matters that have a channel of their own, by code."""
    return {row["code"]: (row["label"], row["words"]) for row in _read("channels")}


def words_in(text: str) -> dict[str, list[str]]:
    """What the dictionary finds in a text, whichever script it is in: labels by level."""
    return found_words(_simplifier().convert(text), _words())


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def _words() -> tuple[WordList, ...]:
    return tuple(WordList(row["label"], row["level"], tuple(row["words"])) for row in _read("words"))


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows
