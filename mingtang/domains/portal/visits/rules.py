"""Who is a reader, and how long figures are kept day by day. Pure decisions."""

from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

import yaml

DETAIL_DAYS = 90
"""So long figures are kept by day; older ones by month."""
LONGEST_NAME = 300
"""Of a longer User-Agent only the beginning is looked at."""


@cache
def crawler_words() -> tuple[str, ...]:
    """Words that stand in the names of programs."""
    words: list[str] = yaml.safe_load(Path(__file__).with_name("crawlers.yaml").read_text(encoding="utf-8"))
    return tuple(words)


@lru_cache(maxsize=2048)
def is_reader(agent: bytes) -> bool:
    """Whether a browser asks, by what it calls itself. Who says nothing is a program."""
    name = agent[:LONGEST_NAME].decode("latin-1").lower()
    return bool(name) and not any(word in name for word in crawler_words())


def first_detailed(today: date) -> date:
    """The first day whose figures still stand by themselves."""
    return today - timedelta(days=DETAIL_DAYS)
