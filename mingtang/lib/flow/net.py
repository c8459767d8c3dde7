"""The net: a process compiled once, immutable, the same for every case that runs on it.

Names follow BPMN 2.0 where it has one. All texts of conditions are compiled; all references are resolved to ids that exist.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from mingtang.lib.flow.conditions import Condition
from mingtang.lib.flow.durations import TimerKind


class NodeKind(StrEnum):
    """What a token does when it enters a node."""

    START = "start"
    END = "end"
    WORK = "work"  # a person does it: user, manual and plain tasks
    RECEIVE = "receive"
    RULE = "rule"  # script and business rule tasks: a pure function of the vocabulary, answered at once
    SERVICE = "service"  # service and send tasks: called outside, the token waits for the answer
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    INCLUSIVE = "inclusive"
    EVENT_GATEWAY = "event gateway"
    CATCH = "catch"
    THROW = "throw"
    BOUNDARY = "boundary"
    SUBPROCESS = "sub-process"
    EVENT_SUBPROCESS = "event sub-process"
    CALL = "call"


class EventKind(StrEnum):
    """What an event waits for or says."""

    MESSAGE = "message"
    SIGNAL = "signal"
    TIMER = "timer"
    CONDITION = "condition"
    ERROR = "error"
    ESCALATION = "escalation"
    TERMINATE = "terminate"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class TimerText:
    """A timer as drawn: a fixed text, or a value in the condition language that yields one."""

    kind: TimerKind
    text: str = ""
    value: Condition | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """The event of a node. `name` is the message, signal, error code or link; empty errors and escalations catch all."""

    kind: EventKind
    name: str = ""
    key: Condition | None = None  # correlation: which case a message is for
    timer: TimerText | None = None
    condition: Condition | None = None


class RuleKind(StrEnum):
    """When a countersigning is decided."""

    ALL = "all"
    ANY = "any"
    RATIO = "ratio"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Rule:
    """How many must have signed. `outcome` names the outcome that counts; empty counts every signature.

    With RATIO at least `numerator`/`denominator` of all; with COUNT at least `numerator`.
    """

    kind: RuleKind = RuleKind.ALL
    numerator: int = 1
    denominator: int = 1
    outcome: str = ""

    def needed(self, total: int) -> int:
        """How many counted signatures decide among `total` signers."""
        if self.kind is RuleKind.ALL:
            return total
        if self.kind is RuleKind.RATIO:
            return min(total, -(-total * self.numerator // self.denominator))
        return min(total, self.numerator)


EVERYBODY = Rule()


@dataclass(frozen=True, slots=True)
class MultiInstance:
    """An activity done by several: one instance for each item of a list, or a number of times."""

    sequential: bool
    cardinality: Condition | None = None
    collection: Condition | None = None
    element: str = ""  # the name under which an instance knows its item
    completion: Condition | None = None
    rule: Rule = EVERYBODY


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the diagram, or a value in the condition language when it was written with a leading `=`."""

    text: str = ""
    value: Condition | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does a task and with what: attributes of our namespace, own ones before those of the lane.

    At a start event `candidates` are those who may start the process by hand; nobody without them.
    """

    organ: Text = Text()
    post: Text = Text()
    candidates: Text = Text()
    assignee: Text = Text()
    form: str = ""
    clock: str = ""  # codes of limits, with blanks between them
    due: Text = Text()  # a date of its own, such as =unit.due
    verbs: tuple[str, ...] | None = None  # handling verbs allowed at this step; None allows all
    signature: bool = False  # whether completing it takes the signature of whoever does


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow."""

    id: str
    target: str
    name: str = ""
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Which process a call activity starts, at which organ, and what passes in and out: pairs (value, name)."""

    process: str
    organ: Text = Text()
    inward: tuple[tuple[Condition, str], ...] = ()
    outward: tuple[tuple[Condition, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the diagram. `scope` is the sub-process it stands in, "" for the process itself."""

    id: str
    kind: NodeKind
    name: str = ""
    scope: str = ""
    outgoing: tuple[Flow, ...] = ()
    incoming: tuple[str, ...] = ()
    default: str = ""
    event: Event | None = None
    interrupting: bool = True
    host: str = ""  # of a boundary event: the activity it is attached to
    boundary: tuple[str, ...] = ()  # of an activity: its boundary events
    multi: MultiInstance | None = None
    call: Call | None = None
    handler: str = ""  # rule or service of the vocabulary
    duty: Duty = Duty()
    behind: tuple[
        tuple[str, frozenset[str]], ...
    ] = ()  # of an inclusive join: for each incoming flow, nodes that reach it

    @property
    def title(self) -> str:
        """What to call it in sentences."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Scope:
    """The inside of the process ("") or of a sub-process: its plain start and its event sub-processes.

    `triggers` are pairs (event sub-process, its start event).
    """

    id: str
    start: str
    triggers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Net:
    """A process. Build it with `compile_bpmn`; never by hand outside tests."""

    key: str
    name: str
    nodes: tuple[Node, ...]
    scopes: tuple[Scope, ...]
    starts: tuple[str, ...] = ()  # message and signal starts of the process, by which other facts open a case
    _index: Mapping[str, Node] = field(init=False, repr=False, compare=False)
    _scopes: Mapping[str, Scope] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {node.id: node for node in self.nodes})
        object.__setattr__(self, "_scopes", {scope.id: scope for scope in self.scopes})

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that has meaning: moving a box in the editor does not change it, a condition does."""
        return _digest(self)

    def __getitem__(self, node_id: str) -> Node:
        return self._index[node_id]

    def __contains__(self, node_id: str) -> bool:
        return node_id in self._index

    def scope(self, node_id: str) -> Scope:
        """The inside of sub-process `node_id`, or of the process for ""."""
        return self._scopes[node_id]


def _digest(net: Net) -> str:
    meaning = {
        "key": net.key,
        "nodes": sorted((asdict(node) for node in net.nodes), key=lambda node: str(node["id"])),
        "scopes": sorted((asdict(scope) for scope in net.scopes), key=lambda scope: str(scope["id"])),
    }
    return hashlib.sha256(json.dumps(meaning, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.text if isinstance(value, Condition) else sorted(value)
