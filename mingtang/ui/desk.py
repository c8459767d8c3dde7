"""The registry of panels on the desk, the first page of the workbench: each app shows there what waits with it.

An application registers its panels in `ready()`; the desk itself knows none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Place(StrEnum):
    """Where on the desk a panel stands."""

    MAIN = "main"
    ASIDE = "aside"


@dataclass(frozen=True)
class DeskPanel:
    """One panel. `facts(actor)` gives the variables of `template` besides `actor` and what all components share.

    `permission` empty: everyone with a desk. A template that renders nothing but blanks takes no room.
    """

    template: str
    facts: Callable[[Any], Mapping[str, Any]]
    place: Place = Place.MAIN
    order: int = 100
    permission: str = ""


_panels: dict[str, DeskPanel] = {}


def register(panel: DeskPanel) -> None:
    """Add `panel`; a second one with the same template replaces the first."""
    _panels[panel.template] = panel


def panels(actor: Any, place: str) -> list[DeskPanel]:
    """The panels at `place` that are for `actor`, in order."""
    mine = [each for each in _panels.values() if each.place == place and _may(actor, each)]
    return sorted(mine, key=lambda panel: (panel.order, panel.template))


def _may(actor: Any, panel: DeskPanel) -> bool:
    return not panel.permission or actor.may(panel.permission)
