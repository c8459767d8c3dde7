"""Every time limit of the law and of practice, as data with its source; one file for each business."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mingtang.lib.clocks import RuleTable


@dataclass(frozen=True)
class Business:
    """The limits of one business, with words for kinds of interruption and for the cases (channels) it tells apart."""

    name: str
    title: str
    kinds: Mapping[str, str]
    channels: Mapping[str, str]
    rows: tuple[Mapping[str, Any], ...]


@cache
def businesses() -> dict[str, Business]:
    """All businesses by name; a code begins with the name of its business."""
    return {
        name: _read(name) for name in ("services", "disclosure", "hotline", "office", "registration", "interaction")
    }


@cache
def shipped() -> RuleTable:
    """All rules as they come with the program."""
    return RuleTable.read(_rows())


def business_of(code: str) -> Business:
    """The business a code belongs to."""
    return businesses()[code.partition(".")[0]]


def _rows() -> Iterator[Mapping[str, Any]]:
    for business in businesses().values():
        for row in business.rows:
            yield {**row, "code": f"{business.name}.{row['code']}"}


def _read(name: str) -> Business:
    told = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
    return Business(name, told["business"], told["kinds"], told["channels"], tuple(told["limits"]))
