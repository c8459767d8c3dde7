"""Figures of table 2 that other businesses know; config says who. Those of nobody are entered by hand and marked so."""

from collections.abc import Callable, Collection

Source = Callable[[Collection[int], int], int]
"""Called with ids of organs and a year; answers how many decisions they made."""

_SOURCES: dict[str, Source] = {}


def register_figure(key: str, source: Source) -> None:
    """Let `source` answer for a figure of table 2 (licences, penalties, coercion)."""
    _SOURCES[key] = source


def known_figures(organs: Collection[int], year: int) -> dict[str, int]:
    """What is known of the year."""
    return {key: source(organs, year) for key, source in _SOURCES.items()}
