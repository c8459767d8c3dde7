"""Indicators from what was counted, and the score of a quarter from confirmed lights (services 13 and 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Amounts = Mapping[str, int]


@dataclass(frozen=True)
class Indicator:
    """One indicator: its formula in words, and which amounts are added up above and below the line."""

    code: str
    title: str
    formula: str
    of: str
    numerator: Sequence[str]
    denominator: Sequence[str] = ()
    less: Sequence[str] = ()
    unit: str = "percent"


@dataclass(frozen=True)
class Value:
    """An indicator with its figures; `denominator` is None for those that only count."""

    indicator: Indicator
    numerator: int
    denominator: int | None

    @property
    def number(self) -> float | None:
        """Per cent, days, or a count; None when nothing stands below the line."""
        if self.denominator is None:
            return float(self.numerator)
        if not self.denominator:
            return None
        return self.numerator / self.denominator * (100 if self.indicator.unit == "percent" else 1)

    @property
    def words(self) -> str:
        """As people read it: `99.6%`, `3.4 日`, `12 件`, or a dash."""
        if self.number is None:
            return "—"
        if self.indicator.unit == "percent":
            return f"{self.number:.1f}%"
        return f"{self.number:.1f} 日" if self.indicator.unit == "days" else f"{self.numerator:,} 件"


def value(indicator: Indicator, amounts: Mapping[str, Amounts]) -> Value:
    """An indicator over the amounts of its source."""
    given = amounts.get(indicator.of, {})
    above = sum(given.get(name, 0) for name in indicator.numerator) - sum(given.get(name, 0) for name in indicator.less)
    below = sum(given.get(name, 0) for name in indicator.denominator) if indicator.denominator else None
    return Value(indicator, above, below)


@dataclass(frozen=True)
class Grading:
    """How a score is reckoned: what one begins with, what each light takes, which grade from which score."""

    full: int
    points: Mapping[str, int]
    grades: Sequence[tuple[str, int]]

    def score(self, lights: Amounts) -> int:
        """The score after confirmed `lights` by serious, red and yellow; never below nothing."""
        return max(0, self.full - sum(self.points[name] * lights.get(name, 0) for name in self.points))

    def grade(self, score: int) -> str:
        """The grade of a score; `grades` stand from the best downwards."""
        return next(grade for grade, least in self.grades if score >= least)
