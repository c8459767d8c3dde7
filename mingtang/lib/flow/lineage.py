"""What depends on what in the history of a case.

Rows and events form a causal net. An event is named by the number of the row that led it; the opening of a scope, which
its row's closing does not lead, by that number negated; 0 is what came from outside. One event depends on another when

* it ends, or opens, a row that the other made;
* it ends a scope in which the other happened;
* it completes an item that waited for signatures, and the other closed these;
* it fires an inclusive join, and the other took a token off the way to it.

Undoing an event means undoing all that depends on it, so that the case stands as if it had not happened, and everything
independent of it stays. Rows already undone do not count any more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mingtang.lib.flow.net import Net
from mingtang.lib.flow.state import Kind, Life, State, Token

_HOLDING = frozenset({Kind.SCOPE, Kind.BODY})


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing an event amounts to: the events undone, the rows they made, and rows they ended that come back."""

    events: frozenset[int]
    made: tuple[Token, ...]
    ended: tuple[Token, ...]


@dataclass(slots=True)
class Lineage:
    """The causal net of the rows that count."""

    rows: dict[int, Token]
    following: dict[int, set[int]] = field(default_factory=dict)

    def undoing(self, event: int) -> Undoing:
        """What it takes to undo `event`."""
        events = frozenset(_closure(event, self.following))
        made = [row for row in self.rows.values() if creator(row) in events]
        numbers = {row.no for row in made}
        ended = [row for row in self.rows.values() if row.by and row.by in events and row.no not in numbers]
        return Undoing(events, tuple(made), tuple(ended))

    def steps_before(self, token: Token) -> tuple[Token, ...]:
        """The completed work items on which `token` depends, latest first: the steps it may be returned to."""
        causes: dict[int, set[int]] = {}
        for event, later in self.following.items():
            for other in later:
                causes.setdefault(other, set()).add(event)
        before = _closure(creator(token), causes)
        return tuple(row for row in reversed(self.rows.values()) if row.no in before and is_step(row))


def is_step(row: Token) -> bool:
    """Whether `row` is a drawn work item that somebody completed."""
    return row.kind is Kind.WORK and row.life is Life.DONE and row.by == row.no and bool(row.node) and not row.sign


def creator(row: Token) -> int:
    """The event that made `row`."""
    return -row.scope if row.scope and row.src == row.scope else row.src


def lineage_of(net: Net, state: State) -> Lineage:
    """The causal net of a case. Raises ValueError when the ended rows were not loaded."""
    if state.past is None:
        raise ValueError("return and withdrawal need the ended rows")
    every = {**state.past, **state.live}
    rows = {number: every[number] for number in sorted(every) if every[number].life is not Life.UNDONE}
    lineage = Lineage(rows)
    for event, later in _dependencies(net, rows):
        if event != later:
            lineage.following.setdefault(event, set()).add(later)
    return lineage


def _dependencies(net: Net, rows: dict[int, Token]) -> Iterator[tuple[int, int]]:
    """All pairs (event, event that depends on it)."""
    for row in rows.values():
        if row.by:
            yield creator(row), row.by
        if row.kind in _HOLDING:
            yield creator(row), -row.no
            if row.by:
                yield -row.no, row.by
        around = rows.get(row.scope)
        if around is not None and around.by:
            yield row.no, around.by
        if row.kind is Kind.BODY and row.host and rows[row.host].by:
            yield row.no, rows[row.host].by
        if row.kind is Kind.JOIN and not row.flow:
            yield from ((event, row.no) for event in _cleared_the_way(net, rows.values(), row))


def _cleared_the_way(net: Net, rows: Iterable[Token], firing: Token) -> Iterator[int]:
    """Events that took a token off the way to an inclusive join before it fired."""
    upstream = frozenset().union(*(nodes for _flow, nodes in net[firing.node].behind))
    for row in rows:
        if row.by and row.scope == firing.scope and row.node in upstream and row.when < firing.no:
            yield row.by


def _closure(start: int, following: dict[int, set[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for event in following.get(waiting.pop(), ()):
            if event not in seen:
                seen.add(event)
                waiting.append(event)
    return seen
