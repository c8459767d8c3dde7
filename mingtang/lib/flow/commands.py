"""What can be asked of a running case. Each command has one meaning, written in docs/decisions/0020-handling-verbs.md.

`token` is the number of a row. Who may ask is not decided here; the durable side knows the actors.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mingtang.lib.flow.net import EVERYBODY, Rule

Vars = Mapping[str, Any]


def _no_vars() -> Vars:
    return {}


class SignPlace(StrEnum):
    """Where an added signature stands: before the item goes on, beside the other signers, after the item is done."""

    BEFORE = "before"
    BESIDE = "beside"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Start:
    """Open the case at its plain start, or at the message or signal start `at`."""

    vars: Vars = field(default_factory=_no_vars)
    at: str = ""


@dataclass(frozen=True, slots=True)
class Complete:
    """办结: finish a work item."""

    token: int
    outcome: str = ""
    vars: Vars = field(default_factory=_no_vars)


@dataclass(frozen=True, slots=True)
class Claim:
    """签收: take an item that nobody holds."""

    token: int
    holder: str


@dataclass(frozen=True, slots=True)
class Release:
    """放回: give an item back to all candidates."""

    token: int


@dataclass(frozen=True, slots=True)
class Return:
    """退回: take back everything since the work item with number `to` was done, and open that step again."""

    token: int
    to: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    """撤回: take back one's own completion of `token` while nobody has acted on it."""

    token: int


@dataclass(frozen=True, slots=True)
class Reassign:
    """转办: somebody else is to do it, in his own name."""

    token: int
    to: str


@dataclass(frozen=True, slots=True)
class Delegate:
    """委托: somebody else does it in the holder's name; the holder may take it back."""

    token: int
    to: str


@dataclass(frozen=True, slots=True)
class EndDelegation:
    """收回委托: the item goes back to the one who delegated it."""

    token: int


@dataclass(frozen=True, slots=True)
class AddSign:
    """加签, 会签: ask more people to sign, before, beside or after; `rule` decides when enough have signed before."""

    token: int
    people: tuple[str, ...]
    place: SignPlace = SignPlace.BEFORE
    rule: Rule = EVERYBODY
    sequential: bool = False


@dataclass(frozen=True, slots=True)
class DropSign:
    """减签: a signer is not needed any more."""

    token: int


@dataclass(frozen=True, slots=True)
class Circulate:
    """传阅: copies to read; nothing waits for them."""

    token: int
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urge:
    """催办: remind whoever has the item."""

    token: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Supervise:
    """督办: mark an item as supervised at a level; an empty level lifts the mark."""

    token: int
    level: str


@dataclass(frozen=True, slots=True)
class Suspend:
    """挂起: the whole case (0) or one row with everything inside stands still."""

    token: int = 0


@dataclass(frozen=True, slots=True)
class Resume:
    """恢复: undo a suspension of the same extent."""

    token: int = 0


@dataclass(frozen=True, slots=True)
class Terminate:
    """终止: end the case here; what was done keeps its effect."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Void:
    """作废: the case is void, also after it ended."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class AddTask:
    """增加任务: a task outside the diagram; the case (or sub-process `scope`) does not end before it is done."""

    title: str
    holder: str = ""
    scope: int = 0


@dataclass(frozen=True, slots=True)
class TimerFired:
    """到时: the due time of a waiting row has come."""

    token: int


@dataclass(frozen=True, slots=True)
class MessageArrived:
    """消息到达: for the oldest row that awaits `name` with `key`, or for row `token`."""

    name: str
    key: str = ""
    vars: Vars = field(default_factory=_no_vars)
    token: int = 0


@dataclass(frozen=True, slots=True)
class SignalSent:
    """信号: for every row of the case that awaits it."""

    name: str
    vars: Vars = field(default_factory=_no_vars)


@dataclass(frozen=True, slots=True)
class ChildEnded:
    """下级办结: the child case of row `token` has ended; `vars` are the child's, `error` its error code if it failed."""

    token: int
    vars: Vars = field(default_factory=_no_vars)
    error: str = ""


@dataclass(frozen=True, slots=True)
class ServiceAnswered:
    """服务应答: the answer of the service called for row `token`."""

    token: int
    vars: Vars = field(default_factory=_no_vars)
    error: str = ""


Command = (
    Start
    | Complete
    | Claim
    | Release
    | Return
    | Withdraw
    | Reassign
    | Delegate
    | EndDelegation
    | AddSign
    | DropSign
    | Circulate
    | Urge
    | Supervise
    | Suspend
    | Resume
    | Terminate
    | Void
    | AddTask
    | TimerFired
    | MessageArrived
    | SignalSent
    | ChildEnded
    | ServiceAnswered
)
