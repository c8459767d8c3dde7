"""Themes of the hall: their pictures, and which themes the name of an item proposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from mingtang.domains.services.catalogue.item_form import item_form

SHIPPED = Path(__file__).with_name("themes.yaml")
PERSON, ENTERPRISE, EVENT = "user_topic_type", "corp_topic_type", "life_events"
ELEMENTS = (PERSON, ENTERPRISE, EVENT)


@dataclass(frozen=True)
class Theme:
    """One theme of an element of the item (`element`), with the words by which it is proposed."""

    element: str
    key: str
    title: str
    icon: str
    words: tuple[str, ...] = ()


@cache
def themes() -> Mapping[str, Mapping[str, Theme]]:
    """All themes by element and key, in the order of item.yaml."""
    told = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return {element: _of_element(element, told.get(element, {})) for element in ELEMENTS}


def _of_element(element: str, told: Mapping[str, Mapping[str, object]]) -> dict[str, Theme]:
    found = {}
    for choice in item_form().fields[element].choices:
        entry = told.get(choice.value, {})
        words = entry.get("words", ())
        assert isinstance(words, list | tuple)
        found[choice.value] = Theme(element, choice.value, choice.label, str(entry.get("icon", "tag")), tuple(words))
    return found


def proposed(text: str) -> dict[str, list[str]]:
    """The themes whose words stand in `text`, by element; elements without any are left out."""
    found = {
        element: [theme.key for theme in known.values() if any(word in text for word in theme.words)]
        for element, known in themes().items()
    }
    return {element: keys for element, keys in found.items() if keys}
