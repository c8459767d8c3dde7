"""The state of a case: a few small rows, never one big blob.

A row is a token with the history of what happened to it. Rows are never deleted: `life` says whether they count.

Lineage. The end of a row is an event, called by the number of the row that led it: completing work item 7 is event 7;
the firing of a join is the event of the token that arrived last; the closing of a scope is the event of the scope's row.
`src` is the event that made a row and `by` the event that ended it. So the rows are a causal net, and return (退回) and
withdrawal (撤回) are the undoing of one event and of everything that depends on it; see `lineage`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from mingtang.lib.flow.net import Rule, RuleKind


class Kind(StrEnum):
    """What a row is. The letters are stored."""

    WORK = "T"  # work item of a person
    JOIN = "J"  # token waiting at a join; without `flow`, the firing of an inclusive join
    SCOPE = "S"  # running sub-process
    BODY = "M"  # countersigning: holds the instances of a multi-instance activity or of an added signature
    WAIT = "E"  # token waiting for an event
    WATCH = "W"  # event awaited beside the tokens: boundary, event gateway, event sub-process
    GATE = "G"  # token waiting at an event gateway
    CALL = "C"  # token waiting for a child case
    SERVICE = "V"  # token waiting for the answer of a service


class Life(StrEnum):
    """Whether a row counts. The letters are stored."""

    LIVE = "A"
    DONE = "D"
    CANCELLED = "X"
    UNDONE = "U"  # taken back by return or withdrawal: as if it had never been


class Status(StrEnum):
    """The state of the whole case."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    FAILED = "failed"
    TERMINATED = "terminated"
    VOIDED = "voided"


class Body(NamedTuple):
    """Counters of a countersigning. `tally` holds (outcome, number) pairs; `items` what instances work on."""

    total: int
    done: int = 0
    tally: tuple[tuple[str, int], ...] = ()
    items: tuple[Any, ...] = ()
    sequential: bool = False
    rule: Rule | None = None  # of added signatures; drawn ones have theirs in the net


class Token(NamedTuple):
    """One row. Numbers count within the case from 1; 0 is the case itself."""

    no: int
    node: str  # "" for a task added to the case
    kind: Kind
    born: datetime
    scope: int = 0  # row of the enclosing sub-process or countersigning
    src: int = 0
    flow: str = ""
    host: int = 0  # the row a boundary event watches, or the work item that waits for an added signature
    life: Life = Life.LIVE
    by: int = 0
    when: int = 0  # the last number given when it ended: a clock for before and after
    instance: int = -1  # place among the instances
    item: Any = None
    holder: str = ""
    owner: str = ""  # who delegated it
    title: str = ""
    name: str = ""  # of the awaited message or signal
    key: str = ""  # correlation of the awaited message
    repeats: int = 0  # firings of a timer still to come
    outcome: str = ""
    after: tuple[str, ...] = ()  # who signs after this item is done
    body: Body | None = None
    sign: str = ""  # before, beside or after, when the item was added to a signature
    suspended: bool = False
    supervised: str = ""
    outward: bool = False  # its event told something to the outside that nobody can take back


@dataclass(frozen=True, slots=True)
class State:
    """What `step` needs of a case: its live rows by number, its variables, and the last number given.

    `past` holds all ended rows and is needed for return and withdrawal only; None says it was not loaded.
    """

    live: Mapping[int, Token] = field(default_factory=dict)
    vars: Mapping[str, Any] = field(default_factory=dict)
    last: int = 0
    status: Status = Status.RUNNING
    past: Mapping[int, Token] | None = None

    @property
    def work(self) -> tuple[Token, ...]:
        """The open work items, oldest first."""
        return tuple(token for token in self.live.values() if token.kind is Kind.WORK)


_DEFAULTS = Token._field_defaults
_COLUMNS = ("no", "node", "kind", "born", "scope", "src", "flow", "host", "life", "by", "when", "holder", "name", "key")
_DETAILS = tuple(name for name in Token._fields if name not in _COLUMNS)


def details(token: Token) -> dict[str, Any]:
    """The rarely used fields of `token` as JSON data, to be stored in one column beside the columns that are searched."""
    facts = {name: value for name in _DETAILS if (value := getattr(token, name)) != _DEFAULTS[name]}
    if token.body is not None:
        facts["body"] = _packed_body(token.body)
    return facts


def with_details(token: Token, facts: Mapping[str, Any]) -> Token:
    """`token` with what `details` gave."""
    known = dict(facts)
    if "body" in known:
        known["body"] = _unpacked_body(known["body"])
    if "after" in known:
        known["after"] = tuple(known["after"])
    return token._replace(**known)


def _packed_body(body: Body) -> dict[str, Any]:
    packed = body._asdict()
    packed["rule"] = None if body.rule is None else [*_rule_parts(body.rule)]
    return packed


def _rule_parts(rule: Rule) -> tuple[str, int, int, str]:
    return str(rule.kind), rule.numerator, rule.denominator, rule.outcome


def _unpacked_body(facts: Mapping[str, Any]) -> Body:
    rule = facts["rule"]
    return Body(
        total=facts["total"],
        done=facts["done"],
        tally=tuple((outcome, number) for outcome, number in facts["tally"]),
        items=tuple(facts["items"]),
        sequential=facts["sequential"],
        rule=None if rule is None else Rule(RuleKind(rule[0]), *rule[1:]),
    )
