"""What is known of working days without a database: published years from one package, statutory days of others.

The seed is a start, never an answer: a year whose notice is not in the package is provisional, and the notices that
an operator enters come on top (workflow.md 7).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import chinese_calendar.constants as published

from mingtang.lib.calendar.working import DayNotice, WorkCalendar

FIRST_YEAR, LAST_YEAR = 2004, 2050
SEEDED_UNTIL = 2026
"""A newer package may know more. Such a year stays provisional until its notice is entered: dates must not move unseen."""
PUBLISHED = "国务院办公厅关于部分节假日安排的通知（{year} 年）"
OCCASIONS = {
    "New Year's Day": "元旦",
    "Chinese New Year's Eve": "除夕",
    "Chinese New Year (Spring Festival)": "春节",
    "Tomb-Sweeping Day": "清明节",
    "Labor Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-Autumn Festival": "中秋节",
    "National Day": "国庆节",
}
STATUTORY = "全国年节及纪念日放假办法（2024 年修订），{year} 年调休安排尚未公布"


def seeded_years() -> frozenset[int]:
    """Years that are firm from the start."""
    return frozenset(day.year for day in published.holidays if day.year <= SEEDED_UNTIL)


def statutory_days(year: int) -> dict[date, str]:
    """Days that the regulation itself makes holidays, with their names (全国年节及纪念日放假办法, 2024)."""
    return {day: OCCASIONS.get(name, name) for day, name in _statutory(year).items()}


@cache
def occasions(year: int) -> dict[date, str]:
    """The holidays that days off of a year belong to, as far as the seed knows: all of a published year's, else the
    statutory days.
    """
    if year not in seeded_years():
        return statutory_days(year)
    names = {each.value: each.chinese for each in published.Holiday}
    return {day: names.get(name, name) for day, name in published.holidays.items() if day.year == year}


def known_notice(year: int) -> list[DayNotice]:
    """What the package knows of a year beyond the seed, to be proposed to whoever enters its notice; perhaps nothing."""
    days = ((False, published.holidays), (True, published.workdays))
    return [_notice(day, works, PUBLISHED) for works, known in days for day in known if day.year == year]


def seeded_notices(first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> Iterator[DayNotice]:
    """Published days off and worked week-ends; for years not published, the statutory days alone."""
    known, span = seeded_years(), range(first_year, last_year + 1)
    for works, days in ((False, published.holidays), (True, published.workdays)):
        yield from (_notice(day, works, PUBLISHED) for day in days if day.year in known & set(span))
    for year in span:
        if year not in known:
            yield from (_notice(day, False, STATUTORY) for day in _statutory(year))


def seeded_calendar(
    more: Iterable[DayNotice] = (), more_confirmed: Iterable[int] = (), *, first_year: int = 2015, last_year: int = 2040
) -> WorkCalendar:
    """The seed with the notices and confirmed years an operator has entered on top."""
    notices = [*seeded_notices(first_year, last_year), *more]
    return WorkCalendar(first_year, last_year, notices, seeded_years() | frozenset(more_confirmed))


@cache
def _statutory(year: int) -> dict[date, str]:
    import holidays  # large, and needed for unpublished years only

    return dict(holidays.country_holidays("CN", years=year, observed=False, language="en_US"))


def _notice(day: date, works: bool, source: str) -> DayNotice:
    return DayNotice(day, works, source.format(year=day.year))
