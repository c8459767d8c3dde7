"""What rules are, what they look at, and what they find. Dates come from the clock kernel, nothing here adds days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Rule:
    """One rule with one light; `given` are its thresholds. `explained` when the organ has to explain itself;
    `unwatched` says why it is not watched.
    """

    code: str
    title: str
    light: str
    condition: str
    source: str
    effective: date
    expires: date | None = None
    serious: bool = False
    explained: bool = False
    unwatched: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return not self.unwatched and self.effective <= day and (self.expires is None or day <= self.expires)


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
    """A time that was not counted: lawful or not, and why."""

    no: int
    what: str
    lawful: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Announced:
    """A special procedure (特别程序) for which the applicant was told until when it would take."""

    no: int
    what: str
    until: date
    ended_on: date | None = None


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
    """A fee: whether the public list named it when it was charged, for no less, and whether a receipt was given."""

    no: int
    name: str
    listed: bool
    receipt: bool


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
    announced: tuple[Announced, ...] = ()
    extensions: tuple[Grown, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    fees: tuple[Fee, ...] = ()
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
