"""How mirrors are shown: lights, and the tabs of sharing."""

from typing import Any

from django.urls import reverse

from mingtang.domains.portal.sharing.models import Mirror
from mingtang.domains.portal.sharing.rules import State
from mingtang.ui.pieces import light, tag

_LIGHTS = {State.SHOWN: "green", State.FAILED: "red", State.DUE: "amber", State.LEAVING: "amber"}


def state_of(mirror: Mirror) -> Any:
    """The state as a light while it is moving, else as a tag."""
    colour = _LIGHTS.get(State(mirror.state))
    words = mirror.get_state_display()
    if colour:
        return light(colour, words)
    return tag(words, "state" if mirror.state == State.PROPOSED else "off")


def tabs(here: str) -> list[dict[str, Any]]:
    """The places of sharing; `here` is the name of the present one."""
    places = (
        ("shared_articles", "共享出去"), ("received_articles", "收到的"), ("subscriptions", "栏目订阅"),
        ("column_mappings", "栏目对应"),
    )  # fmt: skip
    return [{"label": label, "url": reverse(name), "current": name == here} for name, label in places]
