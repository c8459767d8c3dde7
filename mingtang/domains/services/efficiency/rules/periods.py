"""Periods of statistics: a month, a quarter, a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_TEXT = re.compile(r"(20\d\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?")
SHORT = 3
"""Up to so many months a chart shows days or weeks of work, beyond that months."""


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both inside; `text` is its name in addresses: `2026-09`, `2026-Q3`, `2026`."""

    first: date
    last: date
    text: str
    label: str

    @property
    def months(self) -> int:
        return self.last.month - self.first.month + 1


def period_of(text: str) -> Period | None:
    """The period that `text` names; None when it names none."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    year, month, quarter = (int(part) if part else 0 for part in found.groups())
    if month:
        return _months(year, month, 1, text, f"{year}年{month}月")
    if quarter:
        return _months(year, 3 * quarter - 2, 3, text, f"{year}年第{'一二三四'[quarter - 1]}季度")
    return _months(year, 1, 12, text, f"{year}年")


def month_of(day: date) -> Period:
    """The month of a day."""
    return _months(day.year, day.month, 1, f"{day:%Y-%m}", f"{day.year}年{day.month}月")


def quarter_of(day: date) -> Period:
    """The quarter of a day."""
    found = period_of(f"{day.year}-Q{(day.month + 2) // 3}")
    assert found is not None  # written just as it is read
    return found


def month_before(day: date) -> Period:
    """The month before that of a day."""
    return month_of(date(day.year - (day.month == 1), day.month - 1 or 12, 1))


def choices(today: date) -> list[Period]:
    """What one usually asks for: the last months, this quarter, this year and the one before."""
    months = [month_of(today)]
    for _ in range(5):
        months.append(month_before(months[-1].first))
    years = [period_of(str(year)) for year in (today.year, today.year - 1)]
    return [*months[:2], quarter_of(today), *(year for year in years if year), *months[2:]]


def _months(year: int, month: int, many: int, text: str, label: str) -> Period:
    end = month + many - 1
    return Period(date(year, month, 1), date(year, end, monthrange(year, end)[1]), text, label)
