"""What is known of working days without a database: published years from one package, statutory days of others.

The seed is a start, never an answer: a year whose notice is not in the package is provisional, and the notices that
an operator enters come on top (workflow.md 7).
"""

from collections.abc import Iterable, Iterator
from datetime import date

import chinese_calendar.constants as published
import holidays as statutory

from mingtang.lib.calendar.working import DayNotice, WorkCalendar

FIRST_YEAR, LAST_YEAR = 2004, 2050
PUBLISHED = "国务院办公厅关于部分节假日安排的通知（{year} 年）"
STATUTORY = "全国年节及纪念日放假办法（2024 年修订），{year} 年调休安排尚未公布"


def seeded_years() -> frozenset[int]:
    """Years whose notice the package carries."""
    return frozenset(day.year for day in published.holidays)


def seeded_notices(first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> Iterator[DayNotice]:
    """Published days off and worked week-ends; for years not published, the statutory days alone."""
    known = seeded_years()
    for works, days in ((False, published.holidays), (True, published.workdays)):
        yield from (_notice(day, works, PUBLISHED) for day in days if first_year <= day.year <= last_year)
    for year in range(first_year, last_year + 1):
        if year not in known:
            days_off = statutory.country_holidays("CN", years=year, observed=False)
            yield from (_notice(day, False, STATUTORY) for day in days_off)


def seeded_calendar(
    more: Iterable[DayNotice] = (), more_confirmed: Iterable[int] = (), *, first_year: int = 2015, last_year: int = 2040
) -> WorkCalendar:
    """The seed with the notices and confirmed years an operator has entered on top."""
    notices = [*seeded_notices(first_year, last_year), *more]
    return WorkCalendar(first_year, last_year, notices, seeded_years() | frozenset(more_confirmed))


def _notice(day: date, works: bool, source: str) -> DayNotice:
    return DayNotice(day, works, source.format(year=day.year))
