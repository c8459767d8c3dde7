"""Small pieces of markup for Python code that fills cells: the same components templates use."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def piece(name: str, **values: Any) -> SafeString:
    """The component `name` as markup."""
    return SafeString(render_to_string(f"{name}/{name}.html", values).strip())


def light(state: str, label: Any) -> SafeString:
    """A light: green, amber, red, pause or done, with its words."""
    return piece("light", state=state, label=label)


def tag(label: Any, kind: str = "") -> SafeString:
    """A tag: what a thing is."""
    return piece("tag", label=label, kind=kind)
