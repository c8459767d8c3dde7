"""Periods of a ranking: a month, a quarter, a year; each knows the one before it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_TEXT = re.compile(r"(20\d\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?")


@total_ordering
@dataclass(frozen=True, eq=True)
class Period:
    """So many whole months from the first of one; `text` is its name in addresses: `2026-09`, `2026-Q3`, `2026`."""

    year: int
    month: int
    months: int

    def __lt__(self, other: "Period") -> bool:
        return (self.first, self.months) < (other.first, other.months)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        end = self.month + self.months - 1
        return date(self.year, end, monthrange(self.year, end)[1])

    @property
    def text(self) -> str:
        if self.months == 12:
            return str(self.year)
        return f"{self.year}-Q{self.month // 3 + 1}" if self.months == 3 else f"{self.year}-{self.month:02}"

    @property
    def label(self) -> str:
        if self.months == 12:
            return f"{self.year}年"
        words = f"第{'一二三四'[self.month // 3]}季度" if self.months == 3 else f"{self.month}月"
        return f"{self.year}年{words}"

    @property
    def before(self) -> "Period":
        """The period of the same length that ends where this one begins."""
        month = self.month - self.months
        return Period(self.year, month, self.months) if month > 0 else Period(self.year - 1, month + 12, self.months)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def period_of(text: str) -> Period | None:
    """The period that `text` names; None when it names none."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    year, month, quarter = (int(part) if part else 0 for part in found.groups())
    if quarter:
        return Period(year, 3 * quarter - 2, 3)
    return Period(year, month, 1) if month else Period(year, 1, 12)


def month_of(day: date) -> Period:
    """The month of a day."""
    return Period(day.year, day.month, 1)


def usual_periods(today: date) -> list[Period]:
    """What one usually asks for: the last months, this quarter and the one before, this year."""
    months = [month_of(today)]
    for _ in range(3):
        months.append(months[-1].before)
    quarter = Period(today.year, (today.month - 1) // 3 * 3 + 1, 3)
    return [*months, quarter, quarter.before, Period(today.year, 1, 12)]
