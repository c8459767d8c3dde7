"""What depends on what in the history of a case.

Rows and events form a causal net. An event is named by the number of the row that led it; the opening of a scope, which
its row's closing does not lead, by that number negated; 0 is what came from outside. One event depends on another when

* it consumes, or opens, a row that the other made (what it merely cancelled it did not need);
* it closes a scope in which the other happened;
* it completes an item that waited for signatures, and the other closed these;
* it fires an inclusive join, and without the other a token would still stand in its way.

Undoing an event means undoing all that depends on it, so that the case stands as if it had not happened, and everything
independent of it stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

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
    """The causal net of the rows that count: the causes of each event, and rows moved out of the way of its firing."""

    rows: dict[int, Token]
    causes: dict[int, set[int]] = field(default_factory=dict)
    cleared: dict[int, list[Token]] = field(default_factory=dict)
    _order: tuple[int, ...] = ()

    def undoing(self, event: int) -> Undoing:
        """What it takes to undo `event`."""
        events = self._consequences(event)
        made = [row for row in self.rows.values() if creator(row) in events]
        numbers = {row.no for row in made}
        ended = [row for row in self.rows.values() if row.by and row.by in events and row.no not in numbers]
        return Undoing(events, tuple(made), tuple(ended))

    def steps_before(self, token: Token) -> tuple[Token, ...]:
        """The completed work items on which `token` depends, latest first: the steps it may be returned to."""
        before = self._ancestors(creator(token))
        steps = (row for row in reversed(self.rows.values()) if row.no in before and is_step(row))
        if not self.cleared:
            return tuple(steps)
        return tuple(row for row in steps if creator(token) in self._consequences(row.no))

    def _consequences(self, event: int) -> frozenset[int]:
        """`event` and what would not have happened without it, in the order of time."""
        undone = {event}
        for later in self._in_order():
            if not undone.isdisjoint(self.causes.get(later, ())) or self._would_be_held_up(later, undone):
                undone.add(later)
        return frozenset(undone)

    def _would_be_held_up(self, event: int, undone: set[int]) -> bool:
        """Whether a token would still stand in the way: it had come there, and what took it away is undone."""
        return any(row.by in undone and creator(row) not in undone for row in self.cleared.get(event, ()))

    def _ancestors(self, event: int) -> set[int]:
        seen, waiting = {event}, [event]
        while waiting:
            here = waiting.pop()
            for cause in {*self.causes.get(here, ()), *(row.by for row in self.cleared.get(here, ()))} - seen:
                seen.add(cause)
                waiting.append(cause)
        return seen

    def _in_order(self) -> tuple[int, ...]:
        """All events, causes before consequences."""
        if not self._order:
            graph = {event: set(causes) for event, causes in self.causes.items()}
            for event, rows in self.cleared.items():
                graph.setdefault(event, set()).update(row.by for row in rows)
            self._order = tuple(TopologicalSorter(graph).static_order())
        return self._order


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
    for cause, event in _dependencies(rows):
        if cause != event:
            lineage.causes.setdefault(event, set()).add(cause)
    for row in rows.values():
        if row.kind is Kind.JOIN and not row.flow:
            lineage.cleared[row.no] = list(_cleared_the_way(net, rows.values(), row))
    return lineage


def _dependencies(rows: dict[int, Token]) -> Iterator[tuple[int, int]]:
    """All pairs (event, event that depends on it), but for inclusive joins held up by tokens elsewhere."""
    for row in rows.values():
        consumed = row.life is Life.DONE
        if consumed:
            yield creator(row), row.by
        if row.kind in _HOLDING:
            yield creator(row), -row.no
            if consumed:
                yield -row.no, row.by
        around = rows.get(row.scope)
        if around is not None and around.by == around.no:
            yield row.no, around.by
        if row.kind is Kind.BODY and row.host and rows[row.host].by:
            yield row.no, rows[row.host].by


def _cleared_the_way(net: Net, rows: Iterable[Token], firing: Token) -> Iterator[Token]:
    """Rows that would have held up an inclusive join, had they not ended before it fired."""
    rows = tuple(rows)
    taken = {row.flow for row in rows if row.by == firing.no}
    behind = net[firing.node].behind
    empty = frozenset().union(*(nodes for flow, nodes in behind if flow not in taken))
    upstream = empty.difference(*(nodes for flow, nodes in behind if flow in taken))
    for row in rows:
        if row.by and row.scope == firing.scope and row.node in upstream and row.when < firing.no:
            yield row
