"""Matters (内部事项): cases of processes that an organ has drawn for itself, and other places where somebody starts a case.

A domain has pages of its own to start what it knows of; it names them here, so that people find all in one place.
"""

from dataclasses import dataclass
from typing import Any

from mingtang.kernel.cases.case_types import CaseType

MATTER = CaseType("matter", "内部事项", process="", icon="file-plus")
"""The type of every case whose process no domain speaks for; each is opened with the process it runs on."""


@dataclass(frozen=True)
class StartingPlace:
    """A page of a domain where somebody starts a case. `permission` empty: every official."""

    label: Any
    purpose: Any
    url_name: str
    permission: str = ""


_places: dict[str, StartingPlace] = {}


def register_starting_place(place: StartingPlace) -> None:
    """Show `place` among what can be started; a second one for the same address replaces the first."""
    _places[place.url_name] = place


def starting_places() -> tuple[StartingPlace, ...]:
    """All places, in the order of their registration."""
    return tuple(_places.values())
