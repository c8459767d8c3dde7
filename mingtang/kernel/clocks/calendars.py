"""Calendars in force, and how they are kept in memory for exactly as long as nobody has changed them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from uuid import uuid4

from django.db import connection

from mingtang.kernel.clocks.models import FIRST_DAY, LAST_DAY, CalendarDay, CalendarNotice, LocalLimit, OpeningHours
from mingtang.kernel.statements.api import answer_to
from mingtang.lib.calendar import DayNotice, OfficeHours, WorkCalendar, seeded_notices, seeded_years
from mingtang.lib.calendar.hours import Window

NATION = ""
REGION_LENGTHS = (2, 4, 6, 9, 12)

_ASK = """SELECT (SELECT token FROM clocks_edition WHERE id = 1),
(SELECT region_id FROM directory_organ WHERE id = %s)"""
_ASK_OF_SEVERAL = """SELECT (SELECT token FROM clocks_edition WHERE id = 1), id, region_id
FROM directory_organ WHERE id IN ({places})"""
_RENEW = """INSERT INTO clocks_edition (id, token) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET token = excluded.token"""


@dataclass(frozen=True)
class Told:
    """A day as somebody has settled it, and by what."""

    day: date
    kind: str
    occasion: str
    source: str


@dataclass
class Shelf:
    """Everything the calendars of one edition are made of. Nothing here changes once read; calendars are made on demand."""

    edition: str
    days: dict[str, list[Told]]
    years: frozenset[int]
    windows: dict[str, tuple[Window, ...]]
    limits: dict[tuple[str, str], list[LocalLimit]]
    made: dict[tuple[str, ...], OfficeHours] = field(default_factory=dict)

    def hours(self, region: str) -> OfficeHours:
        """The calendar and the hours of a region: those of the nation, changed from the widest region to the narrowest."""
        chain = tuple(code for code in regions_around(region) if code in self.days or code in self.windows)
        if chain not in self.made:
            self.made[chain] = self._make(chain)
        return self.made[chain]

    def told(self, region: str) -> dict[date, Told]:
        """What holds for each day that is settled by a notice; later notices win, narrower regions win over wider ones."""
        return {told.day: told for code in regions_around(region) for told in self.days.get(code, ())}

    def _make(self, chain: tuple[str, ...]) -> OfficeHours:
        settled = self.told(chain[-1] if chain else NATION)
        entered = [DayNotice(told.day, told.kind != CalendarDay.Kind.OFF, told.source) for told in settled.values()]
        halves = frozenset(told.day for told in settled.values() if told.kind == CalendarDay.Kind.HALF)
        calendar = WorkCalendar(FIRST_DAY.year, LAST_DAY.year, [*seed(), *entered], seeded_years() | self.years)
        windows = [self.windows[code] for code in chain if code in self.windows]
        return OfficeHours(calendar, windows[-1], halves) if windows else OfficeHours(calendar, halves=halves)


_shelf = Shelf("?", {}, frozenset(), {}, {})
_held: ContextVar[tuple[int, Shelf, str] | None] = ContextVar("the calendars one deed counts by", default=None)


def shelf_and_region(organ_id: int | None = None) -> tuple[Shelf, str]:
    """What is in force now, and the region of an organ (the nation for none); one statement while nothing has changed."""
    held = _held.get()
    if held and organ_id in {None, held[0]}:
        return held[1], held[2] if organ_id else NATION
    ((edition, region),) = answer_to(_ASK, [organ_id])
    return _shelf_of(edition or ""), region or NATION


def shelf_and_regions(organ_ids: Collection[int]) -> tuple[Shelf, dict[int, str]]:
    """As `shelf_and_region`, for several organs by id: together one statement, none for no organ."""
    if not organ_ids:
        return _shelf, {}
    rows = answer_to(_ASK_OF_SEVERAL.format(places=", ".join(["%s"] * len(organ_ids))), list(organ_ids))
    return _shelf_of(rows[0][0] or ""), {organ: region or NATION for _, organ, region in rows}


@contextmanager
def held(organ_id: int) -> Iterator[None]:
    """Ask once for the calendars of an organ and of the nation, and count by them until the end of the block."""
    token = _held.set((organ_id, *shelf_and_region(organ_id)))
    try:
        yield
    finally:
        _held.reset(token)


def _shelf_of(edition: str) -> Shelf:
    global _shelf
    current = _shelf
    if current.edition != edition:
        current = _shelf = _read(edition)
    return current


def renew_edition() -> str:
    """Let every process read anew; belongs inside the transaction of the change. Tokens never come again, so that
    what a process has read inside a transaction that was rolled back can be taken for nothing else.
    """
    token = uuid4().hex
    with connection.cursor() as cursor:
        cursor.execute(_RENEW, [token])
    return token


def regions_around(code: str) -> Iterator[str]:
    """The nation, then the codes of the regions around `code` and its own, from the widest to the narrowest."""
    yield NATION
    yield from (code[:length] for length in REGION_LENGTHS if length <= len(code))


@cache
def seed() -> tuple[DayNotice, ...]:
    """What is known without any notice entered here: published years, and the statutory days of the others."""
    return tuple(seeded_notices(FIRST_DAY.year, LAST_DAY.year))


def read_windows(text: str) -> tuple[Window, ...]:
    """Opening windows from their stored form."""
    pairs = (window.split("-") for window in text.split())
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs)


def _read(edition: str) -> Shelf:
    """All that is in force; four statements."""
    standing = CalendarNotice.objects.filter(withdrawn_at=None)
    years = standing.filter(kind=CalendarNotice.Kind.ANNUAL, region=None).values_list("year", flat=True)
    days = CalendarDay.objects.filter(notice__withdrawn_at=None).select_related("notice")
    hours = OpeningHours.objects.values_list("region_id", "windows")
    return Shelf(
        edition,
        _by_region(days.order_by("notice__issued_on", "notice_id", "day")),
        frozenset(years),
        {region or NATION: read_windows(text) for region, text in hours},
        _by_code(LocalLimit.objects.order_by("effective")),
    )


def _by_region(days: Iterable[CalendarDay]) -> dict[str, list[Told]]:
    told = defaultdict(list)
    for each in days:
        told[each.notice.region_id or NATION].append(Told(each.day, each.kind, each.occasion, str(each.notice)))
    return dict(told)


def _by_code(limits: Iterable[LocalLimit]) -> dict[tuple[str, str], list[LocalLimit]]:
    set_here = defaultdict(list)
    for each in limits:
        set_here[each.code, each.channel].append(each)
    return dict(set_here)
