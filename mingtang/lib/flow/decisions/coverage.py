"""Finds rows of data that hit two rules, or none, and shows one example of each.

Every column is cut at the values its cells mention. Within a piece all values behave alike, so one of each is enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mingtang.lib.flow.decisions.cells import Cell, Value
from mingtang.lib.flow.decisions.table import DecisionTable, HitPolicy, Input, TableRule

MOST_GAPS = 20
MOST_STEPS = 50_000
_WHOLE_NUMBERS = frozenset({"integer", "long", "int"})
_OTHER_TEXT = "（其他）"


class CoverageKind(StrEnum):
    """Two rules for the same data, no rule for some data, or a table too large to say."""

    OVERLAP = "overlap"
    GAP = "gap"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class CoverageFinding:
    """One finding. `example` gives a value for each input label; `rules` are the ids of the rules that meet."""

    kind: CoverageKind
    message: str
    rules: tuple[str, ...] = ()
    example: tuple[tuple[str, Value | None], ...] = ()


class _TooManySteps(Exception):
    pass


def coverage(table: DecisionTable) -> tuple[CoverageFinding, ...]:
    """Forbidden overlaps (policies U and A) and gaps of `table`; gaps count unless there is a default or a list policy."""
    columns = [
        _pieces(question, [rule.cells[place] for rule in table.rules]) for place, question in enumerate(table.inputs)
    ]
    finder = _Finder(table, columns)
    try:
        gaps = tuple(finder.gaps()) if _must_be_complete(table) else ()
    except _TooManySteps:
        gaps = (CoverageFinding(CoverageKind.TOO_LARGE, "表太大，没有查完遗漏"),)
    return (*finder.overlaps(), *gaps)


def _must_be_complete(table: DecisionTable) -> bool:
    single = table.policy in {HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST}
    return single and not all(output.default for output in table.outputs)


class _Finder:
    def __init__(self, table: DecisionTable, columns: list[list[Value | None]]) -> None:
        self.table = table
        self.columns = columns
        self.steps = 0
        self.hits = [
            [
                frozenset(number for number, rule in enumerate(table.rules) if rule.cells[place].holds(value))
                for value in values
            ]
            for place, values in enumerate(columns)
        ]

    def overlaps(self) -> Iterator[CoverageFinding]:
        if self.table.policy not in {HitPolicy.UNIQUE, HitPolicy.ANY}:
            return
        for first, one in enumerate(self.table.rules):
            for second in range(first + 1, len(self.table.rules)):
                other = self.table.rules[second]
                if self.table.policy is HitPolicy.ANY and one.answers == other.answers:
                    continue
                example = self._common(first, second)
                if example is not None:
                    yield self._overlap(one, other, first, second, example)

    def _common(self, first: int, second: int) -> list[Value | None] | None:
        """A value in each column that both rules accept."""
        example = []
        for values, hits in zip(self.columns, self.hits, strict=True):
            both = [value for value, rules in zip(values, hits, strict=True) if {first, second} <= rules]
            if not both:
                return None
            example.append(both[0])
        return example

    def _overlap(
        self, one: TableRule, other: TableRule, first: int, second: int, example: list[Value | None]
    ) -> CoverageFinding:
        row = self._row(example)
        return CoverageFinding(
            CoverageKind.OVERLAP,
            f"第 {first + 1} 条和第 {second + 1} 条规则重叠，例如 {_words(row)}",
            (one.id, other.id),
            row,
        )

    def gaps(self) -> Iterator[CoverageFinding]:
        """Up to MOST_GAPS gaps, one for each way in which the rules run out."""
        seen: set[tuple[int, frozenset[int]]] = set()
        for number, example in enumerate(self._uncovered(0, frozenset(range(len(self.table.rules))), (), seen)):
            if number == MOST_GAPS:
                return
            row = self._row([*example])
            yield CoverageFinding(CoverageKind.GAP, f"没有规则适用，例如 {_words(row)}", (), row)

    def _uncovered(
        self,
        column: int,
        rules: frozenset[int],
        chosen: tuple[Value | None, ...],
        seen: set[tuple[int, frozenset[int]]],
    ) -> Iterator[tuple[Value | None, ...]]:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _TooManySteps
        if not rules:
            yield (*chosen, *(values[0] if values else None for values in self.columns[column:]))
            return
        if column == len(self.columns) or (column, rules) in seen:
            return
        seen.add((column, rules))
        left: dict[frozenset[int], Value | None] = {}
        for value, hits in zip(self.columns[column], self.hits[column], strict=True):
            left.setdefault(rules & hits, value)
        for remaining, value in left.items():
            yield from self._uncovered(column + 1, remaining, (*chosen, value), seen)

    def _row(self, example: list[Value | None]) -> tuple[tuple[str, Value | None], ...]:
        return tuple((question.label, value) for question, value in zip(self.table.inputs, example, strict=True))


def _words(row: tuple[tuple[str, Value | None], ...]) -> str:
    return "，".join(f"{label} = {'任意' if value is None else value}" for label, value in row)


def _pieces(question: Input, cells: list[Cell]) -> list[Value | None]:
    """One value out of each piece of a column that its cells treat alike."""
    tests = [*cells, *([question.allowed] if question.allowed else [])]
    ends = [end for cell in tests for interval in cell.intervals for end in (interval.low, interval.high)]
    bounds = {end for end in ends if end is not None}
    values = _values(question.kind, bounds)
    if question.allowed is not None:
        values = [value for value in values if question.allowed.holds(value)]
    return values


def _values(kind: str, bounds: set[Value]) -> list[Value | None]:
    if kind == "boolean" or any(isinstance(bound, bool) for bound in bounds):
        return [True, False]
    numbers = sorted(bound for bound in bounds if not isinstance(bound, str))
    texts = sorted(bound for bound in bounds if isinstance(bound, str))
    if numbers:
        return list(_between_numbers(numbers, whole=kind in _WHOLE_NUMBERS))
    if texts and all(_is_day(text) for text in texts):
        return list(_between_days([date.fromisoformat(text[:10]) for text in texts]))
    return [*texts, _OTHER_TEXT] if texts else [None]


def _between_numbers(numbers: list[int | float], *, whole: bool) -> Iterator[int | float]:
    yield numbers[0] - 1
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        yield number
        if following is None:
            yield number + 1
        elif not whole:
            yield (number + following) / 2
        elif following - number > 1:
            yield number + 1


def _between_days(days: list[date]) -> Iterator[str]:
    yield str(days[0] - timedelta(days=1))
    for day, following in zip(days, [*days[1:], None], strict=True):
        yield str(day)
        if following is None or (following - day).days > 1:
            yield str(day + timedelta(days=1))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
