"""Dates that no calendar has."""

import re
from calendar import monthrange
from collections.abc import Iterator

from mingtang.lib.proofreading.findings import BLOCK, Finding

_DATE = re.compile(r"(?<!\d)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]")
_LEAP = 2024
"""A year without its number may have been a leap year."""


def impossible_dates(text: str) -> list[Finding]:
    """Days such as 2月30日, each once."""
    return [Finding(BLOCK, f"没有“{said}”这一天", "请核对日期。") for said in dict.fromkeys(_impossible(text))]


def _impossible(text: str) -> Iterator[str]:
    for found in _DATE.finditer(text):
        year, month, day = (int(part) if part else _LEAP for part in found.groups())
        if not (1 <= month <= 12 and year >= 1 and 1 <= day <= monthrange(year, month)[1]):
            yield found.group()
