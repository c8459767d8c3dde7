"""The registry of desk panels."""

from typing import Any

import pytest

from mingtang.ui import desk
from mingtang.ui.desk import DeskPanel, Place, panels, register


class Clerk:
    def may(self, permission: str) -> bool:
        return permission == "tasks.read"


@pytest.fixture(autouse=True)
def _empty_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_panels", {})


def nothing(_actor: Any) -> dict[str, Any]:
    return {}


def test_panels_stand_in_their_place_in_order() -> None:
    register(DeskPanel("news.html", nothing, order=40))
    register(DeskPanel("tasks.html", nothing, order=10))
    register(DeskPanel("posts.html", nothing, Place.ASIDE))
    assert [panel.template for panel in panels(Clerk(), "main")] == ["tasks.html", "news.html"]
    assert [panel.template for panel in panels(Clerk(), "aside")] == ["posts.html"]


def test_a_panel_is_shown_only_to_whoever_has_its_permission() -> None:
    register(DeskPanel("tasks.html", nothing, permission="tasks.read"))
    register(DeskPanel("faults.html", nothing, permission="faults.read"))
    assert [panel.template for panel in panels(Clerk(), "main")] == ["tasks.html"]
