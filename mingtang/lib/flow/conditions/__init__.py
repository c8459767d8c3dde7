"""The language in which departments write conditions: a readable part of FEEL and Python, compiled to closures.

    amount > 100 and form.kind in ["新设", "变更"] and not empty(materials) and due < "2027-01-01"

No loops, no powers, no attributes, nine functions: the cost is bounded by the length of the text.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from mingtang.lib.flow.conditions.faults import ConditionError, TooLarge
from mingtang.lib.flow.conditions.grammar import read, read_tree
from mingtang.lib.flow.conditions.meaning import FUNCTIONS, Meaning, Place, truth
from mingtang.lib.flow.conditions.tree import Tree

__all__ = ["FUNCTIONS", "Condition", "ConditionError", "TooLarge", "Tree"]

_read = lru_cache(maxsize=10_000)(read)


class Condition:
    """A condition or a value written in the language. Equal by text, pickled as text."""

    __slots__ = ("_meaning", "names", "text")
    text: str
    names: frozenset[str]
    _meaning: Meaning

    def __init__(self, text: str) -> None:
        """Raises ConditionError when `text` is not in the language."""
        self.text = text.strip()
        self._meaning, self.names = _read(self.text)

    def value(self, data: Mapping[str, Any]) -> Any:
        """What the text means for `data`. Raises ConditionError when the data do not fit, with the place."""
        return self._meaning(data)

    def holds(self, data: Mapping[str, Any]) -> bool:
        """Whether the answer is yes; null is no. Raises ConditionError when the answer is neither."""
        return truth(self._meaning(data), Place(self.text, 0))

    def tree(self) -> Tree:
        """The same condition as plain JSON values, for an interpreter elsewhere (see `tree`)."""
        return read_tree(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"

    def __reduce__(self) -> tuple[type["Condition"], tuple[str]]:
        return Condition, (self.text,)
