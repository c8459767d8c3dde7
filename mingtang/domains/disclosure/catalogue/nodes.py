"""The statutory catalogue and the topic classification, read from their data files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
PUBLISH, INTERPRETATION = "publish", "interpretation"


@dataclass(frozen=True)
class Node:
    """A place of the catalogue. `limit` is a code of `disclosure.` limits, `cycle` days until it is stale (0: never),
    `kind` what a document in it is for the annual report (rule, normative, or empty).
    """

    code: str
    title: str
    law: str
    limit: str = PUBLISH
    cycle: int = 0
    kind: str = ""
    children: tuple["Node", ...] = ()

    @property
    def limit_code(self) -> str:
        """The time limit for publishing what belongs here, as the clocks know it."""
        return f"disclosure.{self.limit}"

    @property
    def places(self) -> tuple["Node", ...]:
        """The nodes that hold items: its children, or itself."""
        return self.children or (self,)


@dataclass(frozen=True)
class Topic:
    """A class of the topic classification, with its subordinate classes."""

    code: str
    title: str
    parts: tuple["Topic", ...] = ()


@cache
def catalogue() -> tuple[Node, ...]:
    """The tree of the law, in its order."""
    return tuple(_node(told, "") for told in _read("nodes"))


@cache
def places() -> Mapping[str, Node]:
    """Every node that holds items, by its code."""
    return {place.code: place for node in catalogue() for place in node.places}


@cache
def nodes() -> Mapping[str, Node]:
    """Every node, by its code."""
    return {each.code: each for node in catalogue() for each in (node, *node.children)}


@cache
def topics() -> Mapping[str, Topic]:
    """Every class, the 22 and those below them, by code."""
    return {topic.code: topic for topic in _topics()}


def topic_classes() -> Sequence[Topic]:
    """The 22 classes."""
    return [topic for topic in topics().values() if len(topic.code) == 2]


def topic_name(code: str) -> str:
    """What a class is called, with the class above it; the code itself where nobody knows it any more."""
    topic = topics().get(code)
    if topic is None:
        return code
    above = topics().get(code[:2])
    return topic.title if above is None or above is topic else f"{above.title} / {topic.title}"


def place_choices() -> list[tuple[str, Any]]:
    """Nodes that hold items, grouped for a field."""
    return [
        (node.title, [(each.code, each.title) for each in node.children]) if node.children else (node.code, node.title)
        for node in catalogue()
    ]


def topic_choices() -> list[tuple[str, Any]]:
    """Classes, grouped for a field."""
    return [
        (each.title, [(each.code, each.title), *((part.code, part.title) for part in each.parts)])
        for each in topic_classes()
    ]


def _node(told: Mapping[str, Any], law: str) -> Node:
    clause = told.get("law", law)
    children = tuple(_node(each, clause) for each in told.get("children", ()))
    plain = {name: told[name] for name in ("code", "title", "limit", "cycle", "kind") if name in told}
    return Node(**plain, law=clause, children=children)


def _topics() -> Iterator[Topic]:
    for told in _read("topics"):
        names = [*told["parts"], "其他"] if "parts" in told else []
        numbers = [*range(1, len(names)), 99] if names else []
        parts = tuple(Topic(f"{told['code']}{n:02}", name) for n, name in zip(numbers, names, strict=True))
        yield Topic(told["code"], told["title"], parts)
        yield from parts


def _read(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return entries
