"""What the words of a condition do: small functions that build functions of the data.

Data are dictionaries, lists, texts, numbers, truth values and nothing else; a dot looks up a key and never an attribute.
A missing name is null. Comparisons with null are false, except equality.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mingtang.lib.flow.conditions.faults import ConditionError, TooLarge

Meaning = Callable[[Mapping[str, Any]], Any]
LARGEST_NUMBER = 10**18

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
}


class Place:
    """Where in which text a meaning was read, so that a failure can point at it."""

    __slots__ = ("place", "text")

    def __init__(self, text: str, place: int) -> None:
        self.text = text
        self.place = place

    def fault(self, message: str) -> ConditionError:
        return ConditionError(message, self.text, self.place)

    def number(self, value: object) -> int | float:
        """`value` when it is a number within reason."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault("这里要用数字")
        if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            raise TooLarge("数太大", self.text, self.place)
        return value


def constant(value: object) -> Meaning:
    return lambda _data: value


def name(key: str) -> Meaning:
    return lambda data: data.get(key)


def field(whole: Meaning, key: str) -> Meaning:
    """`whole.key`: a look-up in a dictionary; null in anything else."""

    def look_up(data: Mapping[str, Any]) -> Any:
        found = whole(data)
        return found.get(key) if isinstance(found, Mapping) else None

    return look_up


def listing(parts: Sequence[Meaning]) -> Meaning:
    return lambda data: [part(data) for part in parts]


def truth(value: object, at: Place) -> bool:
    """`value` as an answer: null is no; anything but yes and no is a mistake in the condition."""
    if value is None or isinstance(value, bool):
        return bool(value)
    raise at.fault("这里要用“是/否”的判断")


def both(parts: Sequence[tuple[Meaning, Place]]) -> Meaning:
    return lambda data: all(truth(part(data), at) for part, at in parts)


def either(parts: Sequence[tuple[Meaning, Place]]) -> Meaning:
    return lambda data: any(truth(part(data), at) for part, at in parts)


def negation(part: Meaning, at: Place) -> Meaning:
    return lambda data: not truth(part(data), at)


def negative(part: Meaning, at: Place) -> Meaning:
    return lambda data: -at.number(part(data))


def arithmetic(sign: str, left: Meaning, right: Meaning, at: Place) -> Meaning:
    work = _ARITHMETIC[sign]

    def calculate(data: Mapping[str, Any]) -> int | float:
        first, second = at.number(left(data)), at.number(right(data))
        if second == 0 and sign in "/%":
            raise at.fault("不能除以零")
        return at.number(work(first, second))

    return calculate


def equal(left: object, right: object) -> bool:
    """Equality that never takes yes for 1."""
    return left == right and isinstance(left, bool) is isinstance(right, bool)


def comparison(sign: str, at: Place) -> Callable[[Any, Any], bool]:
    """The test of two values for `sign`: = == != < <= > >= in, not in."""
    if sign in {"=", "=="}:
        return equal
    if sign == "!=":
        return lambda left, right: not equal(left, right)
    if sign in {"in", "not in"}:
        wanted = sign == "in"
        return lambda left, right: _contains(right, left, at) is wanted
    work = _ORDER[sign]
    return lambda left, right: _in_order(work, left, right, at)


def chain(first: Meaning, rest: Sequence[tuple[Callable[[Any, Any], bool], Meaning]]) -> Meaning:
    """`a < b <= c`: every neighbouring pair must hold."""
    if len(rest) == 1:
        ((test, second),) = rest
        return lambda data: test(first(data), second(data))

    def compare(data: Mapping[str, Any]) -> bool:
        left = first(data)
        for test, part in rest:
            right = part(data)
            if not test(left, right):
                return False
            left = right
        return True

    return compare


def _in_order(work: Callable[[Any, Any], bool], left: Any, right: Any, at: Place) -> bool:
    if left is None or right is None:
        return False
    if isinstance(left, str) and isinstance(right, str):
        return work(left, right)
    return work(at.number(left), at.number(right))


def _contains(whole: object, part: object, at: Place) -> bool:
    if whole is None:
        return False
    if isinstance(whole, str):
        return isinstance(part, str) and part in whole
    if isinstance(whole, list | tuple):
        return any(equal(item, part) for item in whole)
    raise at.fault("in 的右边要用列表或文字")


def _items(value: object, at: Place) -> Sequence[Any]:
    if value is None:
        return ()
    if isinstance(value, list | tuple | str):
        return value
    raise at.fault("这里要用列表")


def _numbers(values: Sequence[Any], at: Place) -> list[int | float]:
    listed = _items(values[0], at) if len(values) == 1 and not isinstance(values[0], int | float) else values
    return [at.number(value) for value in listed]


def _smallest(values: Sequence[Any], at: Place) -> int | float | None:
    return min(_numbers(values, at), default=None)


def _largest(values: Sequence[Any], at: Place) -> int | float | None:
    return max(_numbers(values, at), default=None)


def _days(values: Sequence[Any], at: Place) -> int:
    """Calendar days from the first ISO date to the second."""
    try:
        first, second = (date.fromisoformat(str(value)[:10]) for value in values)
    except ValueError:
        raise at.fault("日期要写成 2026-01-31") from None
    return (second - first).days


def _starts(values: Sequence[Any], at: Place) -> bool:
    text, beginning = values
    return isinstance(text, str) and isinstance(beginning, str) and text.startswith(beginning)


ANY_NUMBER = -1
FUNCTIONS: dict[str, tuple[int, Callable[[Sequence[Any], Place], Any]]] = {
    "count": (1, lambda values, at: len(_items(values[0], at))),
    "empty": (1, lambda values, at: values[0] is None or values[0] in ("", [], (), {})),
    "sum": (ANY_NUMBER, lambda values, at: at.number(sum(_numbers(values, at)))),
    "min": (ANY_NUMBER, _smallest),
    "max": (ANY_NUMBER, _largest),
    "abs": (1, lambda values, at: abs(at.number(values[0]))),
    "round": (1, lambda values, at: round(at.number(values[0]))),
    "starts": (2, _starts),
    "days": (2, _days),
}


def call(function: str, parts: Sequence[Meaning], at: Place) -> Meaning:
    """`function(parts)`. Raises ConditionError when there is no such function or the number of values is wrong."""
    if function not in FUNCTIONS:
        raise at.fault(f"没有“{function}”这个函数，可用：{'、'.join(FUNCTIONS)}")
    expected, work = FUNCTIONS[function]
    if len(parts) != expected if expected != ANY_NUMBER else not parts:
        raise at.fault(f"“{function}”要有 {max(expected, 1)} 个值")
    return lambda data: work([part(data) for part in parts], at)
