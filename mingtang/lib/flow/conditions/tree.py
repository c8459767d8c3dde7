"""A condition as a tree of plain JSON values, so that a browser decides as we do (`ui/behaviours/conditions.js`).

    amount > 100 and not empty(materials)
    ["and", [">", ["name", "amount"], ["value", 100]], ["not", ["call", "empty", ["name", "materials"]]]]

The functions have the names of those in `meaning`, because the grammar calls either.
"""

from collections.abc import Sequence
from typing import Any

from mingtang.lib.flow.conditions import meaning
from mingtang.lib.flow.conditions.meaning import Place

Tree = list[Any]


def constant(value: object) -> Tree:
    return ["value", value]


def name(key: str) -> Tree:
    return ["name", key]


def field(whole: Tree, key: str) -> Tree:
    return ["field", whole, key]


def listing(parts: Sequence[Tree]) -> Tree:
    return ["list", *parts]


def both(parts: Sequence[tuple[Tree, Place]]) -> Tree:
    return ["and", *(part for part, _ in parts)]


def either(parts: Sequence[tuple[Tree, Place]]) -> Tree:
    return ["or", *(part for part, _ in parts)]


def negation(part: Tree, at: Place) -> Tree:
    return ["not", part]


def negative(part: Tree, at: Place) -> Tree:
    return ["minus", part]


def arithmetic(sign: str, left: Tree, right: Tree, at: Place) -> Tree:
    return [sign, left, right]


def comparison(sign: str, at: Place) -> str:
    return "=" if sign == "==" else sign


def chain(first: Tree, rest: Sequence[tuple[str, Tree]]) -> Tree:
    """`a < b`; of several, all neighbouring pairs: ["chain", a, "<", b, "<=", c]."""
    if len(rest) == 1:
        ((sign, second),) = rest
        return [sign, first, second]
    return ["chain", first, *(part for pair in rest for part in pair)]


def call(function: str, parts: Sequence[Tree], at: Place) -> Tree:
    """As `meaning.call`: raises ConditionError when there is no such function or the number of values is wrong."""
    meaning.call(function, [lambda _data: None] * len(parts), at)
    return ["call", function, *parts]
