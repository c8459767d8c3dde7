"""Cells of decision tables: S-FEEL unary tests. Source: DMN 1.3, 9.2 and 10.3.2.

-    "新设","变更"    < 100    [100..200)    not("注销")    date("2026-01-01")    true
"""

import re
from dataclasses import dataclass
from datetime import date

Value = int | float | str | bool
LONGEST_CELL = 1000
_TOKEN = re.compile(
    r"""\s*(?:(?P<date>date(?:\ and\ time)?\(\s*"(?P<day>[^"]*)"\s*\))
      | (?P<number>-?[0-9]{1,15}(?:\.[0-9]{1,10})?)
      | (?P<text>"[^"\\]*")
      | (?P<word>true|false|not)\b
      | (?P<sign>\.\.|<=|>=|[<>=\[\](),]))""",
    re.VERBOSE,
)


class CellError(ValueError):
    """The text of a cell is no unary test; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from `low` to `high`; None has no bound. A single value is an interval closed on both sides."""

    low: Value | None
    high: Value | None
    low_closed: bool = True
    high_closed: bool = True

    def holds(self, value: Value) -> bool:
        """Whether `value` lies inside; values of another kind never do."""
        if not all(same_kind(bound, value) for bound in (self.low, self.high) if bound is not None):
            return False
        return (
            self.low is None or self.low < value or (self.low_closed and self.low == value)  # type: ignore[operator]
        ) and (
            self.high is None or value < self.high or (self.high_closed and self.high == value)  # type: ignore[operator]
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A unary test. Without intervals it holds for everything."""

    text: str
    intervals: tuple[Interval, ...] = ()
    negated: bool = False

    def holds(self, value: object) -> bool:
        """Whether `value` passes the test. What is missing passes only the empty test."""
        if not self.intervals:
            return True
        if not isinstance(value, int | float | str):
            return False
        return any(interval.holds(value) for interval in self.intervals) is not self.negated


def same_kind(one: Value, other: Value) -> bool:
    """Whether two values can be compared: both yes or no, both numbers, or both texts (ISO dates are texts)."""
    return _kind(one) == _kind(other)


def _kind(value: Value) -> str:
    return "truth" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"


def parse_cell(text: str) -> Cell:
    """The test written as `text`. Raises CellError."""
    text = text.strip()
    if text in {"", "-"}:
        return Cell("-")
    if len(text) > LONGEST_CELL:
        raise CellError(f"最多 {LONGEST_CELL} 个字符")
    reader = _Reader(text)
    negated = reader.take_if("not")
    if negated:
        reader.expect("(")
    intervals = [reader.test()]
    while reader.take_if(","):
        intervals.append(reader.test())
    if negated:
        reader.expect(")")
    if reader.words:
        raise CellError(f"多了“{reader.words[0]}”")
    return Cell(text, tuple(intervals), negated)


class _Reader:
    def __init__(self, text: str) -> None:
        self.words: list[Value] = []
        self.literal: list[bool] = []
        place = 0
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                raise CellError(f"看不懂“{text[place:].strip()[:12]}”，文字要加英文双引号")
            self._keep(match)
            place = match.end()

    def _keep(self, match: re.Match[str]) -> None:
        kind = next(name for name in ("date", "number", "text", "word", "sign") if match[name] is not None)
        content = match[kind]
        self.literal.append(kind != "sign" and content != "not")
        if kind == "date":
            self.words.append(_day(match["day"]))
        elif kind == "number":
            self.words.append(float(content) if "." in content else int(content))
        elif kind == "text":
            self.words.append(content[1:-1])
        else:
            self.words.append(content == "true" if content in {"true", "false"} else content)

    def take(self) -> Value:
        if not self.words:
            raise CellError("没有写完")
        self.literal.pop(0)
        return self.words.pop(0)

    def sees(self, *signs: str) -> bool:
        return bool(self.words) and not self.literal[0] and self.words[0] in signs

    def take_if(self, sign: str) -> bool:
        if self.sees(sign):
            self.take()
            return True
        return False

    def expect(self, *signs: str) -> str:
        if not self.sees(*signs):
            raise CellError(f"缺少“{signs[0]}”")
        return str(self.take())

    def value(self) -> Value:
        if not self.words or not self.literal[0]:
            raise CellError("缺少一个值")
        return self.take()

    def test(self) -> Interval:
        if self.sees("<", "<=", ">", ">=", "="):
            return self.comparison(str(self.take()))
        if self.sees("[", "(", "]"):
            return self.range()
        value = self.value()
        return Interval(value, value)

    def comparison(self, sign: str) -> Interval:
        value = self.value()
        if sign == "=":
            return Interval(value, value)
        if sign.startswith("<"):
            return Interval(None, value, high_closed=sign == "<=")
        return Interval(value, None, low_closed=sign == ">=")

    def range(self) -> Interval:
        low_closed = self.take() == "["
        low = self.value()
        self.expect("..")
        high = self.value()
        high_closed = self.expect("]", ")", "[") == "]"
        if not same_kind(low, high) or low > high:  # type: ignore[operator]
            raise CellError("范围的下限大于上限")
        return Interval(low, high, low_closed, high_closed)


def _day(text: str) -> str:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        raise CellError(f"“{text}”不是日期，应写成 2026-01-31") from None
    return text
