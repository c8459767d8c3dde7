"""The vocabulary: every name of program text that a diagram may use. Diagrams hold no program text themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Rule = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Vocabulary:
    """`rules` are pure functions from variables to new variables, decision tables included, answered inside a step;
    `services` are names of what the durable side calls afterwards, outside the transaction.
    """

    rules: Mapping[str, Rule] = field(default_factory=dict)
    services: frozenset[str] = frozenset()


NOTHING = Vocabulary()
