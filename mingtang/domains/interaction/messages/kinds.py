"""Kinds of messages and channels of their own: data that comes with the program."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Kind:
    """A kind of message: what its author must give, and whether it may be shown to everybody. Its words are translated."""

    code: str
    label: Any
    hint: Any
    needs: frozenset[str]
    public: str

    @property
    def may_be_public(self) -> bool:
        return self.public != "never"


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by code, in their order."""
    return {
        row["code"]: Kind(row["code"], _(row["label"]), _(row["hint"]), frozenset(row["needs"]), row["public"])
        for row in _read("kinds")
    }


@cache
def channels_in_brief() -> list[tuple[Any, Any]]:
    """Label of these matters, and in few words where they belong, for whoever has not written yet."""
    return [(_(row["label"]), _(row["brief"])) for row in _read("channels")]


@cache
def special_channels() -> dict[str, tuple[str, str]]:
    """Label and words of matters that have a channel of their own, by code."""
    return {row["code"]: (row["label"], row["words"]) for row in _read("channels")}


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows
