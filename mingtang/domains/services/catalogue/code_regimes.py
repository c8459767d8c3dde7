"""Item codes: which regime a code belongs to, and what it says by itself. The regimes are data (`code_regimes.yaml`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

SHIPPED = Path(__file__).with_name("code_regimes.yaml")


@dataclass(frozen=True)
class CodeRegime:
    """One way to build codes. `national` is the element of the item that such a code is; empty for local codes."""

    key: str
    title: str
    pattern: re.Pattern[str]
    national: str = ""


@dataclass(frozen=True)
class CodeReading:
    """What a code says: its regime, and its parts by name (catalog, region, body, level, serial)."""

    code: str
    regime: CodeRegime
    parts: Mapping[str, str]


def read_regimes(text: str) -> tuple[CodeRegime, ...]:
    """The regimes of a YAML text. Raises ValueError for a pattern that is none."""
    try:
        return tuple(
            CodeRegime(entry["key"], entry["title"], re.compile(entry["pattern"], re.ASCII), entry.get("national", ""))
            for entry in yaml.safe_load(text)
        )
    except re.error as fault:
        raise ValueError(f"not a pattern: {fault}") from fault


@cache
def shipped_regimes() -> tuple[CodeRegime, ...]:
    """The regimes that come with the program."""
    return read_regimes(SHIPPED.read_text(encoding="utf-8"))


def read_code(code: str, regimes: Sequence[CodeRegime] | None = None) -> CodeReading | None:
    """What `code` says in the first regime that fits; None for an odd one, which is kept as it is."""
    for regime in shipped_regimes() if regimes is None else regimes:
        if found := regime.pattern.fullmatch(code):
            return CodeReading(code, regime, {name: part for name, part in found.groupdict().items() if part})
    return None
