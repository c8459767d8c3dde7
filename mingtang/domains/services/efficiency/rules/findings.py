"""What rules are, what they look at, and what they find. Dates come from the clock kernel, nothing here adds days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Rule:
    """One rule with one light; `given` are its thresholds. `explained` when the organ has to explain itself."""

    code: str
    title: str
    light: str
    condition: str
    source: str
    effective: date
    expires: date | None = None
    serious: bool = False
    explained: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.effective <= day and (self.expires is None or day <= self.expires)


@dataclass(frozen=True)
class Limit:
    """How one limit stands: `kind` is acceptance, promise, statutory or delivery; counted in its own unit."""

    kind: str
    title: str
    used: int
    total: int
    overdue: bool
    stopped: bool = False
    due_on: date | None = None

    @property
    def mark(self) -> str:
        """What tells this limit from the same one extended or begun anew."""
        return f"{self.kind}:{self.due_on}"


@dataclass(frozen=True)
class Late:
    """An open step past its own limit."""

    no: int
    title: str


@dataclass(frozen=True)
class Stop:
    """A time that was not counted (特别程序): lawful or not, on which basis, longer than was announced."""

    no: int
    what: str
    lawful: bool = True
    reason: str = ""
    announced_until: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Grown:
    """An extension: whether it was decided in time and by whom it had to be."""

    no: int
    in_time: bool
    approved: bool


@dataclass(frozen=True)
class Refusal:
    """A paper that refuses, and whether it says why and by which clause."""

    no: int
    title: str
    reasoned: bool


@dataclass(frozen=True)
class Fee:
    """A payment: whether the item lists it, and whether a receipt was given."""

    no: int
    name: str
    listed: bool
    receipt: bool


@dataclass(frozen=True)
class Complaint:
    """A bad rating or complaint that was not answered in time."""

    no: int
    title: str


@dataclass(frozen=True)
class Standing:
    """How the part of one organ stands at `now`: all that rules ask about."""

    now: datetime
    is_over: bool = False
    deemed: bool = False
    limits: tuple[Limit, ...] = ()
    late: tuple[Late, ...] = ()
    notices: int = 0
    pre_returns: int = 0
    stops: tuple[Stop, ...] = ()
    extensions: tuple[Grown, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    fees: tuple[Fee, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    accepted_on: date | None = None
    decided_on: date | None = None
    ended_at: datetime | None = None
    changed_at: datetime | None = None
    in_hours: bool = True
    decided_beside: int = 0


@dataclass(frozen=True)
class Finding:
    """Something found: a sentence, and a mark that is the same whenever the same thing is found again.

    `since` is the last day of the limit that was missed, where the state arose with its end.
    """

    mark: str
    sentence: str
    since: date | None = None
