"""Explores the markings of a net: every order of events and every outcome of conditions, breadth first."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from mingtang.lib.flow.changes import apply
from mingtang.lib.flow.check.tape import Tape
from mingtang.lib.flow.commands import Complete, Start
from mingtang.lib.flow.net import EventKind, Net, NodeKind
from mingtang.lib.flow.state import Kind, State, Status, Token
from mingtang.lib.flow.step.ending import start
from mingtang.lib.flow.step.errors import fail, signal_up
from mingtang.lib.flow.step.events import fire
from mingtang.lib.flow.step.finishing import finish
from mingtang.lib.flow.step.settling import settle
from mingtang.lib.flow.step.walk import Walk
from mingtang.lib.flow.step.work import complete
from mingtang.lib.flow.vocabulary import NOTHING

Marking = tuple[object, ...]
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_MOST_ALIKE = 3  # tokens alike in one place; a net that makes more makes any number


@dataclass
class Place:
    """A marking that was reached: its state, and how."""

    state: State
    parent: Marking | None
    words: tuple[str, ...]
    next: set[Marking] = field(default_factory=set)
    calm: bool = True  # something can go on without an event that nobody is bound to send


@dataclass
class Map:
    """All markings found, in the order of their distance from the start."""

    places: dict[Marking, Place] = field(default_factory=dict)
    entered: set[str] = field(default_factory=set)
    overfull: dict[str, Marking] = field(default_factory=dict)
    complete: bool = True

    def trace(self, marking: Marking | None) -> tuple[str, ...]:
        """A shortest way from the start to `marking`."""
        words: list[str] = []
        while marking is not None:
            place = self.places[marking]
            words = [*place.words, *words]
            marking = place.parent
        return tuple(words)


def explore(net: Net, limit: int, begun: State | None = None) -> Map:
    """The map of `net`, with at most `limit` markings; `complete` tells whether these were all.

    From its starts, or from the running state `begun`.
    """
    found, waiting = Map(), deque[Marking]()
    if begun is not None:
        _reach(replace(begun, vars={}, past=None), found, waiting, None, ())
    for at in ("", *net.starts) if begun is None else ():
        if at or net.scope("").start:
            _try_all(net, State(), found, waiting, None, at or None)
    while waiting:
        marking = waiting.popleft()
        if len(found.places) >= limit:
            found.complete = False
            break
        place = found.places[marking]
        moves = list(_moves(net, place.state))
        place.calm = any(_calm(place.state, token) for token, _error in moves)
        for token, error in moves:
            _try_all(net, place.state, found, waiting, marking, (token, error))
    return found


def marking_of(state: State) -> Marking:
    """What can happen from `state` follows from this: where tokens are, scope within scope; numbers do not matter."""
    inside: dict[int, list[Token]] = {}
    for token in state.live.values():
        inside.setdefault(token.scope, []).append(token)
    return (str(state.status), _inside(0, inside))


def _inside(scope: int, inside: Mapping[int, list[Token]]) -> tuple[object, ...]:
    return tuple(
        sorted(
            (
                str(token.kind),
                token.node,
                token.flow,
                (token.body.total, token.body.done) if token.body else (),
                _inside(token.no, inside),
            )
            for token in inside.get(scope, ())
        )
    )


def _moves(net: Net, state: State) -> Iterator[tuple[Token, str | None]]:
    """Rows at which something can happen, those alike once, and the error that happens there, if it is one."""
    seen = set()
    for token in state.live.values():
        alike = (token.kind, token.node, token.scope)
        if alike in seen or token.kind in {Kind.JOIN, Kind.SCOPE, Kind.BODY, Kind.GATE}:
            continue
        seen.add(alike)
        yield token, None
        if token.kind in {Kind.CALL, Kind.SERVICE}:
            yield from ((token, code) for code in _codes(net))


def _codes(net: Net) -> set[str]:
    """The errors that somebody in the net is prepared for."""
    catching = {NodeKind.BOUNDARY, NodeKind.START}
    events = [node.event for node in net.nodes if node.kind in catching and node.event]
    return {event.name or "?" for event in events if event.kind is EventKind.ERROR}


def _calm(state: State, token: Token) -> bool:
    """Whether this is bound to happen: a step of the process, not an event that only watches it."""
    return token.kind is not Kind.WATCH or (token.host in state.live and state.live[token.host].kind is Kind.GATE)


Move = tuple[Token, str | None] | str | None


def _try_all(net: Net, state: State, found: Map, waiting: deque[Marking], parent: Marking | None, move: Move) -> None:
    """Carry out `move` in all ways in which conditions may turn out."""
    tapes: list[tuple[int, ...]] = [()]
    while tapes:
        tape = Tape(tapes.pop())
        told = len(tape.written)
        walk = Walk(net, state, _NOW, NOTHING, tape)
        words = _carry_out(walk, move)
        tapes.extend(other for other in tape.others() if len(other) > told)
        _arrive(walk, found, waiting, parent, (*words, *tape.words))


def _carry_out(walk: Walk, move: Move) -> tuple[str, ...]:
    words: tuple[str, ...] = ()
    if isinstance(move, tuple):
        words = _happen(walk, *move)
    else:
        start(walk, Start(at=move or ""))
    settle(walk)
    return words


def _happen(walk: Walk, token: Token, error: str | None) -> tuple[str, ...]:
    title = walk.net[token.node].title
    if token.kind is Kind.WORK:
        complete(walk, Complete(token.no))
        return (f"办结“{title}”",)
    if token.kind in {Kind.WAIT, Kind.WATCH}:
        fire(walk, token, {})
        return (f"发生“{title}”",)
    if error is None:
        finish(walk, token)
        return (f"“{title}”有了结果",)
    if not signal_up(walk, EventKind.ERROR, error, token.no, token.no):
        fail(walk, error, token.no)
    return (f"“{title}”出错 {error}",)


def _arrive(walk: Walk, found: Map, waiting: deque[Marking], parent: Marking | None, words: tuple[str, ...]) -> None:
    found.entered.update(walk.path)
    _reach(replace(apply(walk.state, walk.changes("", 0)), vars={}), found, waiting, parent, words)


def _reach(after: State, found: Map, waiting: deque[Marking], parent: Marking | None, words: tuple[str, ...]) -> None:
    marking = marking_of(after)
    if parent is not None:
        found.places[parent].next.add(marking)
    if marking in found.places:
        return
    found.places[marking] = Place(after, parent, words)
    crowded = _crowded(after)
    for node, number in crowded.items():
        if number > 1:
            found.overfull.setdefault(node, marking)
    if after.status is Status.RUNNING and max(crowded.values(), default=0) < _MOST_ALIKE:
        waiting.append(marking)


def _crowded(state: State) -> dict[str, int]:
    """How many tokens stand at the same node, in the same scope and come by the same flow; signers are meant to."""
    numbers: dict[tuple[str, int, str], int] = {}
    for token in state.live.values():
        around = state.live.get(token.scope)
        if token.kind is not Kind.WATCH and not (around and around.kind is Kind.BODY):
            place = (token.node, token.scope, token.flow)
            numbers[place] = numbers.get(place, 0) + 1
    crowded: dict[str, int] = {}
    for (node, _scope, _flow), number in numbers.items():
        crowded[node] = max(crowded.get(node, 0), number)
    return crowded
