"""The limits of an application, from the law and from the version of its item; no figure stands here."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mingtang.kernel.clocks.api import office_hours, statute, statutes
from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks import Rule, Unit, due

_LETTERS = {Unit.WORKING_DAYS: "P{}WD", Unit.NATURAL_DAYS: "P{}D", Unit.MONTHS: "P{}M"}
DRAWN = ("acceptance", "correction", "branch_defects", "commitment_check")
"""The limits that diagrams ask for as `limits.<name>`."""


def drawn_limits(on: date) -> dict[str, str]:
    """The limits in force on a day as diagrams read them, `P5WD`."""
    limits = statutes([f"services.{name}" for name in DRAWN], on)
    return {name: as_duration(limits[f"services.{name}"]) for name in DRAWN}


def as_duration(rule: Rule) -> str:
    """A daily limit as a duration. Raises KeyError for limits of hours."""
    return _LETTERS[rule.unit].format(rule.amount)


PROMISE = "services.promise"
DELIVERY = "services.delivery"
_BY_ITEM = {"working_days": Unit.WORKING_DAYS, "natural_days": Unit.NATURAL_DAYS, "months": Unit.MONTHS}


def promise_rule(document: Mapping[str, Any], statutory: Rule) -> Rule | None:
    """The promise of an item (承诺办结时限) as a limit; what interrupts the statutory one interrupts it too. None without."""
    amount, unit = document.get("promise_day"), document.get("promise_type")
    if amount is None or unit not in _BY_ITEM:
        return None
    return replace(
        statutory,
        code=PROMISE,
        title="承诺办结时限",
        amount=amount,
        unit=_BY_ITEM[unit],
        source=f"本事项实施清单的承诺时限：{_one_clause(document.get('promise_explain') or '公开承诺')}",
        note="",
    )


def _one_clause(words: str) -> str:
    """An explanation as it can stand in brackets within one sentence."""
    return words.strip().rstrip("。").replace("。", "；")


def statutory_rule(document: Mapping[str, Any], on: date, *, joint: bool = False) -> Rule:
    """The limit the law sets for deciding on an item that is accepted on a day.

    The rule the item names; else its own figure with its own basis; else that of 行政许可法第四十二条.
    """
    usual = statute("services.joint_decision" if joint else "services.decision", on)
    if code := document.get("clock_code"):
        named = statute(code, on)
        return replace(
            named, pauses=named.pauses | usual.pauses
        )  # 第四十五条 holds for whatever limit a special law sets
    amount, unit = document.get("anticipate_day"), document.get("anticipate_type")
    if amount is None or unit not in _BY_ITEM or joint:
        return usual
    basis = "、".join(f"{law['law_name']}{law.get('article', '')}" for law in document.get("by_law", [])[:3])
    return replace(usual, amount=amount, unit=_BY_ITEM[unit], source=basis or usual.source)


def last_day(rule: Rule, start: date, organ_id: int) -> date:
    """The last day of a limit that begins on a day and meets with nothing."""
    return last_day_by(rule, start, office_hours(organ_id))


def last_day_by(rule: Rule, start: date, hours: OfficeHours) -> date:
    """The same by a calendar that has been asked for."""
    at = due(start, rule, (), hours).at
    assert isinstance(at, date)  # daily limits without pauses end on a day
    return at
