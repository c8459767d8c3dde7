"""One command with all that is known when it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from mingtang.kernel.cases.models import Case
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Changes, Kind, Life, Net, State, Status, Token
from mingtang.lib.flow.commands import Command

E = TypeVar("E")


@dataclass(slots=True)
class Stroke:
    """A command that has been taken: by whom, on which case as it stood (`state`), and what it changes.

    `known` says that the actor takes part in the case already; `opening` that the case has just been inserted; `signed` is
    the digest of the text that the actor has signed, if he has.
    """

    actor: Actor
    case: Case
    state: State
    command: Command
    changes: Changes
    net: Net
    now: datetime
    opinion: str = ""
    key: str = ""
    known: bool = False
    opening: bool = False
    signed: str = ""
    rows: dict[int, Token] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = {row.no: row for row in self.changes.rows}

    @property
    def no(self) -> int:
        """The row the command is about, 0 for the case."""
        return self.changes.record.token

    @property
    def has_ended(self) -> bool:
        return self.changes.status not in {Status.RUNNING, Status.SUSPENDED}

    def effects(self, kind: type[E]) -> Iterator[E]:
        """What the command wants done, of one kind."""
        return (effect for effect in self.changes.effects if isinstance(effect, kind))

    def work(self, *, live: bool) -> Iterator[Token]:
        """Written work items that live, or that have ended."""
        return (row for row in self.rows.values() if row.kind is Kind.WORK and (row.life is Life.LIVE) is live)

    def open_nodes(self) -> Iterator[str]:
        """The steps that are open after the command, added tasks as empty names."""
        after = {**self.state.live, **self.rows}
        return (row.node for row in after.values() if row.kind is Kind.WORK and row.life is Life.LIVE)

    def row(self, number: int) -> Token | None:
        """A row as it was, or as it has become."""
        return self.state.live.get(number) or self.rows.get(number) or (self.state.past or {}).get(number)

    def title_of(self, token: Token) -> str:
        """What a row is called."""
        return token.title or (self.net[token.node].title if token.node else "")

    def said(self) -> dict[str, Any]:
        """What the command says besides its row, outcome and variables: to whom, how many, why."""
        names = [name for name in self.command.__dataclass_fields__ if name not in {"token", "outcome", "vars"}]
        return {name: _plain(value) for name in names if (value := getattr(self.command, name))}


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | list):
        return value
    return list(value) if isinstance(value, tuple) else str(value)
