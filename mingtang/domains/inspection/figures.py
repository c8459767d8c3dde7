"""Figures of the yearly statement that others know. Inspection knows no other domain; `config/site_figures.py` registers them.

register_figures(figures_of_pages)      # some of the codes of lib.inspection.statement, for a site and a year
register_marks(marks_of_site)           # names and marks of a site, pairs of label and value
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mingtang.domains.inspection.inside import InsideSite

Figures = Callable[[InsideSite, int], Mapping[str, Any]]
Marks = Callable[[InsideSite], Sequence[tuple[str, str]]]

_figures: list[Figures] = []
_marks: list[Marks] = []


def register_figures(provider: Figures) -> None:
    """Let statements count what `provider` knows."""
    if provider not in _figures:
        _figures.append(provider)


def register_marks(provider: Marks) -> None:
    """Let statements name a site as `provider` does."""
    if provider not in _marks:
        _marks.append(provider)


def counted(site: InsideSite, year: int) -> dict[str, Any]:
    """All figures of a site and a year by code."""
    return {code: value for provider in _figures for code, value in provider(site, year).items()}


def marks_of(site: InsideSite) -> list[tuple[str, str]]:
    """Names and marks of a site, as far as anybody knows them."""
    return [pair for provider in _marks for pair in provider(site)]
