"""Schemes of indicators as data: each with its source, and in force from its day until the next one's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mingtang.lib.inspection.kinds import Kind


@dataclass(frozen=True)
class Threshold:
    """So many findings of these kinds. As an early sign it has a code, and words with `{count}` in them."""

    kinds: frozenset[Kind]
    at_least: int
    words: str = ""
    code: str = ""


@dataclass(frozen=True)
class Hit:
    """What findings of some kinds cost: `each` of them, or each of their kinds (`per_kind`); only those on the home page."""

    kinds: frozenset[Kind]
    each: Decimal
    per_kind: bool = False
    on_home: bool = False


@dataclass(frozen=True)
class Veto:
    """An indicator that decides alone (单项否决). Without thresholds it is for people to judge."""

    code: str
    title: str
    when: tuple[Threshold, ...] = ()
    service: bool = False


@dataclass(frozen=True)
class Indicator:
    """An indicator with its points, from which is taken, or to which is given, never more than they are."""

    code: str
    title: str
    points: Decimal
    block: str = ""
    service: bool = False
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Freshness:
    """After how many days without a new visible date a page is stale."""

    home_days: int
    columns: tuple[tuple[Kind, tuple[str, ...], int], ...]

    def of_column(self, column_type: str) -> tuple[Kind, int] | None:
        """What a column of this type is called when it is stale, and its days; None where age says nothing."""
        return next(
            ((kind, days) for kind, types, days in self.columns if any(each in column_type for each in types)), None
        )


@dataclass(frozen=True)
class Probing:
    """How the home page is tried: seconds for an answer, percentages of failures, tries a day, days looked back upon."""

    seconds: float
    veto_percent: int
    warning_percent: int
    least_per_day: int
    days: int


@dataclass(frozen=True)
class Scheme:
    """A form of inspection. `without_services` is what the result of organs without outward services is multiplied by;
    reviewers who differ by more than `review_percent` of the points they judge ask for a third.
    """

    code: str
    title: str
    source: str
    effective: date
    note: str
    pass_mark: Decimal
    bonus_above: Decimal
    without_services: Fraction
    grades: tuple[tuple[str, Decimal], ...]
    warnings: tuple[Threshold, ...]
    home_idle_warning_days: int
    near_limit_days: int
    review_percent: int
    probing: Probing
    freshness: Freshness
    vetoes: tuple[Veto, ...]
    deductions: tuple[Indicator, ...]
    bonuses: tuple[Indicator, ...]

    def grade_of(self, total: Decimal) -> str:
        """The name of the grade for a result."""
        return next(name for name, least in self.grades if total >= least)

    def is_pressing(self, kind: Kind) -> bool:
        """Whether one finding of this kind decides against a site."""
        return any(kind in each.kinds and each.at_least == 1 for veto in self.vetoes for each in veto.when)

    def titles(self) -> dict[str, str]:
        """The titles of all indicators by code."""
        indicators = {each.code: each.title for each in (*self.deductions, *self.bonuses)}
        return {each.code: each.title for each in self.vetoes} | indicators


@cache
def schemes() -> dict[str, Scheme]:
    """All that come with the program, the newest first."""
    read = [
        _scheme(yaml.safe_load(path.read_text("utf-8"))) for path in (Path(__file__).parent / "schemes").glob("*.yaml")
    ]
    return {each.code: each for each in sorted(read, key=lambda each: each.effective, reverse=True)}


def scheme_on(day: date) -> Scheme:
    """The scheme in force on a day; the oldest one before any."""
    known = list(schemes().values())
    return next((each for each in known if each.effective <= day), known[-1])


def _scheme(told: Mapping[str, Any]) -> Scheme:
    fresh = told["freshness"]
    return Scheme(
        code=told["code"], title=told["title"], source=told["source"], effective=told["effective"], note=told["note"],
        pass_mark=Decimal(told["pass_mark"]),
        bonus_above=Decimal(told.get("bonus_above", 100)),
        without_services=Fraction(told["without_services"]),
        grades=tuple((each["name"], Decimal(each["from"])) for each in told["grades"]),
        warnings=tuple(map(_threshold, told["warnings"])),
        home_idle_warning_days=told["home_idle_warning_days"],
        near_limit_days=told["near_limit_days"],
        review_percent=told["review_percent"],
        probing=Probing(**told["probing"]),
        freshness=Freshness(
            fresh["home_days"],
            tuple((Kind(each["kind"]), tuple(each["types"]), each["days"]) for each in fresh["columns"]),
        ),
        vetoes=tuple(
            Veto(each["code"], each["title"], tuple(map(_threshold, each.get("when", ()))), each.get("service", False))
            for each in told["veto"]
        ),
        deductions=tuple(map(_indicator, told["deduction"])),
        bonuses=tuple(map(_indicator, told["bonus"])),
    )  # fmt: skip


def _threshold(told: Mapping[str, Any]) -> Threshold:
    return Threshold(_kinds(told), told["at_least"], told.get("words", ""), told.get("code", ""))


def _indicator(told: Mapping[str, Any]) -> Indicator:
    hits = tuple(
        Hit(_kinds(each), Decimal(str(each["each"])), each.get("per") == "kind", each.get("where") == "home")
        for each in told.get("hits", ())
    )
    points, service = Decimal(told["points"]), told.get("service", False)
    return Indicator(told["code"], told["title"], points, told.get("block", ""), service, hits)


def _kinds(told: Mapping[str, Any]) -> frozenset[Kind]:
    return frozenset(map(Kind, told["kinds"]))
