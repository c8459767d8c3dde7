"""Whether a home page opens: one attempt, and what the attempts of a week amount to."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mingtang.lib.inspection.indicators import Probing
from mingtang.lib.inspection.visiting import USUAL, Place, Spent, Visitor

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Attempt:
    """One attempt to open a home page: how long it took, and why it failed; `why` empty: it opened."""

    seconds: float
    why: str = ""


def attempt(place: Place, seconds: float) -> Attempt:
    """Open the home page of a site, redirects and all, within `seconds`."""
    began = time.monotonic()
    pace = replace(USUAL, answer_seconds=seconds, seconds=seconds, pause=0.0)
    try:
        visit = Visitor(place, pace).visit(place.home)
    except Spent:
        return Attempt(time.monotonic() - began, f"{seconds:g} 秒内没有打开")
    took = time.monotonic() - began
    if visit.fault is not None:
        return Attempt(took, visit.why)
    if took > seconds:
        return Attempt(took, f"{seconds:g} 秒内没有打开")
    return Attempt(took, "" if visit.answer and visit.answer.body.strip() else "首页没有内容")


@dataclass(frozen=True)
class Tried:
    """The attempts of one day."""

    day: date
    tries: int
    failures: int


@dataclass(frozen=True)
class Availability:
    """A week of attempts. `enough`: every day of it was tried as often as the indicator asks, so that it may decide."""

    tries: int
    failures: int
    enough: bool

    @property
    def percent(self) -> Decimal:
        """Failures in a hundred attempts, with one decimal; nothing tried, nothing failed."""
        return (Decimal(100 * self.failures) / self.tries).quantize(_TENTH) if self.tries else Decimal(0)

    def is_veto(self, probing: Probing) -> bool:
        """Indicator V2 of 2019: in a week, failures in the share that decides; judged unrounded."""
        return self.enough and self._reaches(probing.veto_percent)

    def is_warning(self, probing: Probing) -> bool:
        """Fewer failures than decide, and too many already; one bad answer after a few attempts says nothing."""
        return self.tries >= probing.least_per_day and self._reaches(probing.warning_percent)

    def _reaches(self, percent: int) -> bool:
        return self.failures > 0 and 100 * self.failures >= percent * self.tries


def availability(days: Sequence[Tried], today: date, probing: Probing) -> Availability:
    """What the whole days before `today` amount to, as many as the indicator looks back upon."""
    week = [each for each in days if 0 < (today - each.day).days <= probing.days]
    enough = len(week) == probing.days and all(each.tries >= probing.least_per_day for each in week)
    return Availability(sum(each.tries for each in week), sum(each.failures for each in week), enough)
