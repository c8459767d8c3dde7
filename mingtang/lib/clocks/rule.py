"""A time limit as data: how much, in which unit, from when, what interrupts it, who extends it, by which clause."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Self


class Unit(StrEnum):
    """In what a limit is counted. Months end on the day of the same number, or the last day of a shorter month."""

    WORKING_DAYS = "working_days"
    NATURAL_DAYS = "natural_days"
    MONTHS = "months"
    WORKING_MINUTES = "working_minutes"
    MINUTES = "minutes"

    @property
    def is_daily(self) -> bool:
        """Whether the limit runs over whole days; otherwise it runs over moments."""
        return self in {Unit.WORKING_DAYS, Unit.NATURAL_DAYS, Unit.MONTHS}


@dataclass(frozen=True)
class Extension:
    """How often and by how much (in the unit of the rule) a limit may be extended, who decides, by which clause."""

    most: int
    times: int
    granted_by: str
    source: str


@dataclass(frozen=True)
class Rule:
    """One time limit. `counted` says whether the day it starts on is the first day counted.

    `pauses` are the kinds of interruption that lawfully stop it; `restarts` the kinds after which it is counted anew.
    `deemed` is what is taken to have happened when it runs out unused, `deemed_from_start` whether as of its beginning.
    It holds for whatever starts in `effective`..`expires` (both included), so old and new law stand side by side.
    `unconfirmed` marks figures from practice that a place must set for itself. `before` counts back from an event:
    the end is the last day on which the thing may still be done (听证的七日前). `minimum` is the least that must pass,
    not the most that may (投标时间不少于二十日). `warn` is with how many working days left the light turns amber, 0 for
    the usual threshold. `note` says how the clause is read.
    """

    code: str
    title: str
    amount: int
    unit: Unit
    source: str
    channel: str = ""
    origin: str = ""
    counted: bool = False
    rolls: bool = False
    pauses: frozenset[str] = frozenset()
    restarts: frozenset[str] = frozenset()
    extension: Extension | None = None
    deemed: str = ""
    deemed_from_start: bool = False
    effective: date = date.min
    expires: date = date.max
    unconfirmed: bool = False
    before: bool = False
    minimum: bool = False
    warn: int = 0
    note: str = ""

    @classmethod
    def until(cls, code: str, title: str, start: date, end: date, *, source: str, **more: Any) -> Self:
        """The limit of something that has a date and no law: it runs from `start` and ends with `end`."""
        return cls(code, title, max(0, (end - start).days), Unit.NATURAL_DAYS, source, **more)

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        """A rule from a row of a data file or from what `written` made.

        Raises TypeError for unknown keys, ValueError for bad values.
        """
        values = dict(row)
        values["unit"] = Unit(values["unit"])
        for name in ("pauses", "restarts"):
            values[name] = frozenset(values.get(name, ()))
        for name in ("effective", "expires"):
            if isinstance(values.get(name), str):
                values[name] = date.fromisoformat(values[name])
        if extension := values.get("extension"):
            values["extension"] = Extension(**extension)
        rule = cls(**values)
        if rule.amount < 0 or not rule.source:
            raise ValueError(f"{rule.code}: a limit needs an amount and the clause it comes from")
        if rule.before and (rule.pauses or rule.restarts or rule.extension or rule.unit == Unit.WORKING_MINUTES):
            raise ValueError(f"{rule.code}: what is counted back is neither interrupted nor extended")
        return rule

    def written(self) -> dict[str, Any]:
        """The rule as plain JSON values, usual ones left out; kept with a case, so that it goes by the law of its day."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        said = {name: _plain(value) for name, value in values.items() if value != _USUAL.get(name)}
        return said | ({"extension": asdict(self.extension)} if self.extension else {})

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force for what starts on `day`."""
        return self.effective <= day <= self.expires


_USUAL = {each.name: each.default for each in fields(Rule)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


class NoRule(LookupError):
    """No rule of that code is in force on that day for that channel."""


@dataclass(frozen=True)
class RuleTable:
    """All rules of a business. Of several in force, the one for the channel wins over the one for all channels."""

    rules: tuple[Rule, ...] = field(default=())

    @classmethod
    def read(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """A table from data. Raises ValueError when two rules of one code and channel are in force on one day."""
        table = cls(tuple(Rule.read(row) for row in rows))
        for place, rule in enumerate(table.rules):
            for other in table.rules[place + 1 :]:
                if _collide(rule, other):
                    raise ValueError(f"{rule.code}: two rules are in force at once")
        return table

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all rules, in force or not."""
        return frozenset(rule.code for rule in self.rules)

    def rule(self, code: str, on: date, channel: str = "") -> Rule:
        """The rule for what starts on `on` through `channel`. Raises NoRule."""
        found = [
            rule for rule in self.rules if rule.code == code and rule.holds_on(on) and rule.channel in {"", channel}
        ]
        if not found:
            raise NoRule(f"{on} 没有适用的时限规则“{code}”")
        return max(found, key=lambda rule: rule.channel != "")


def _collide(one: Rule, other: Rule) -> bool:
    same = (one.code, one.channel) == (other.code, other.channel)
    return same and one.effective <= other.expires and other.effective <= one.expires
