"""Enumerations as columns want them, and days as letters write them."""

from collections.abc import Mapping
from datetime import date
from typing import Any


def choices_of(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Words of an enumeration as columns want them, with plain values."""
    return [(str(code), label) for code, label in words.items()]


def day_in_words(day: date | None) -> str:
    """`2026年3月2日`; empty without a day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
