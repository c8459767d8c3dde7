"""What a command changes: rows to write, one record that explains them, and effects for the durable side to carry out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mingtang.lib.flow.durations import Timer
from mingtang.lib.flow.state import Life, State, Status, Token


@dataclass(frozen=True, slots=True)
class OfferWork:
    """A work item is open: who may take it. Empty texts are open to all whom the policy of the case allows."""

    token: int
    node: str
    organ: str = ""
    post: str = ""
    candidates: tuple[str, ...] = ()
    form: str = ""
    clock: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Ask for TimerFired(`token`) when `timer`, counted from `base`, is due. For cycles `base` is the last firing."""

    token: int
    timer: Timer
    base: datetime


@dataclass(frozen=True, slots=True)
class DropTimer:
    """The row does not wait any more."""

    token: int


@dataclass(frozen=True, slots=True)
class PauseTimer:
    """The row is suspended: its time stands still until ResumeTimer."""

    token: int


@dataclass(frozen=True, slots=True)
class ResumeTimer:
    """The row's time goes on with what was left."""

    token: int


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Deliver to the case that awaits `name` with `key`, or open a case by its message start."""

    name: str
    key: str
    node: str


@dataclass(frozen=True, slots=True)
class SendSignal:
    """Deliver to every case that awaits `name`, this one included."""

    name: str
    node: str


@dataclass(frozen=True, slots=True)
class StartChild:
    """Open a case of `process` at `organ` ("" is the same organ); answer with ChildEnded(`token`)."""

    token: int
    process: str
    organ: str
    vars: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CancelChild:
    """Terminate the child case of row `token`."""

    token: int


@dataclass(frozen=True, slots=True)
class CallService:
    """Call `service` of the vocabulary with the case's variables; answer with ServiceAnswered(`token`)."""

    token: int
    service: str


@dataclass(frozen=True, slots=True)
class DropService:
    """The answer of the service for row `token` is not needed any more."""

    token: int


@dataclass(frozen=True, slots=True)
class GiveCopy:
    """Put a copy to read into the list of `reader`."""

    token: int
    reader: str


@dataclass(frozen=True, slots=True)
class Remind:
    """Send a reminder to whoever holds row `token`."""

    token: int
    text: str


Effect = (
    OfferWork
    | SetTimer
    | DropTimer
    | PauseTimer
    | ResumeTimer
    | SendMessage
    | SendSignal
    | StartChild
    | CancelChild
    | CallService
    | DropService
    | GiveCopy
    | Remind
)


@dataclass(frozen=True, slots=True)
class Record:
    """The explanation of a command: which rows it made, ended, cancelled, took back, brought back or changed, and the path.

    Every row in Changes.rows stands in `created` or in at least one of the others; rows may be created and ended at once.
    """

    command: str
    token: int
    created: tuple[int, ...] = ()
    consumed: tuple[int, ...] = ()
    cancelled: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()
    revived: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    path: tuple[str, ...] = ()  # nodes entered, in order


@dataclass(frozen=True, slots=True)
class Changes:
    """The outcome of a step. `rows` are complete new versions; those with numbers above the old `last` are new.

    `vars` is None when unchanged. `error` is the code of an error nobody caught, with status FAILED.
    """

    rows: tuple[Token, ...]
    record: Record
    effects: tuple[Effect, ...]
    last: int
    status: Status
    vars: Mapping[str, Any] | None = None
    error: str = ""


def apply(state: State, changes: Changes) -> State:
    """The state after `changes`. Ended rows go to `past` when it was loaded, else they are dropped."""
    live = dict(state.live)
    past = None if state.past is None else dict(state.past)
    for row in changes.rows:
        live.pop(row.no, None)
        if past is not None:
            past.pop(row.no, None)
        if row.life is Life.LIVE:
            live[row.no] = row
        elif past is not None:
            past[row.no] = row
    return replace(
        state,
        live=dict(sorted(live.items())),
        past=past,
        vars=state.vars if changes.vars is None else changes.vars,
        last=changes.last,
        status=changes.status,
    )
