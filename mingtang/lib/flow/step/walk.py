"""One step in the making: a working copy of the state, the arrivals still to be handled, and what has been written."""

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from mingtang.lib.flow.changes import (
    CallService,
    CancelChild,
    Changes,
    DropService,
    DropTimer,
    Effect,
    OfferWork,
    Record,
    SetTimer,
    StartChild,
)
from mingtang.lib.flow.conditions import Condition, ConditionError
from mingtang.lib.flow.net import EventKind, Flow, Net, Node
from mingtang.lib.flow.refusals import FlowFault
from mingtang.lib.flow.state import Kind, Life, State, Token
from mingtang.lib.flow.vocabulary import Vocabulary

if TYPE_CHECKING:
    from mingtang.lib.flow.step.choices import Choices

LONGEST_WALK = 10_000
_ABOUT_A_ROW = (OfferWork, SetTimer, DropTimer, StartChild, CancelChild, CallService, DropService)


class Arrival(NamedTuple):
    """A token about to enter `node`: in which scope, by which event and flow, and as which instance."""

    node: str
    scope: int
    src: int
    flow: str = ""
    instance: int = -1
    item: Any = None


class Walk:
    """Rows are changed only through `create`, `rewrite`, `end`, `undo` and `revive`, so that the record explains all."""

    def __init__(self, net: Net, state: State, now: datetime, vocabulary: Vocabulary, choices: "Choices") -> None:
        self.net = net
        self.state = state
        self.now = now
        self.vocabulary = vocabulary
        self.choices = choices
        self.live: dict[int, Token] = dict(state.live)
        self.vars: Mapping[str, Any] = state.vars
        self.status = state.status
        self.last = state.last
        self.error = ""
        self.outcome = ""
        self.agenda: deque[Arrival] = deque()
        self.written: dict[int, Token] = {}
        self.effects: list[Effect] = []
        self.path: list[str] = []
        self._record: dict[str, dict[int, None]] = {
            name: {} for name in ("created", "consumed", "cancelled", "undone", "revived", "changed")
        }
        self._data: dict[str, Any] | None = None

    # rows

    def create(self, node: str, kind: Kind, **facts: Any) -> Token:
        """A new row with the next number."""
        self.last += 1
        token = Token(self.last, node, kind, self.now, **facts)
        self.live[token.no] = self.written[token.no] = token
        self._record["created"][token.no] = None
        return token

    def rewrite(self, token: Token) -> Token:
        """Write a changed version of a row."""
        self.written[token.no] = token
        if token.life is Life.LIVE:
            self.live[token.no] = token
        if token.no not in self._record["created"]:
            self._record["changed"][token.no] = None
        return token

    def end(self, token: Token, by: int, life: Life = Life.DONE) -> None:
        """End a row by event `by`; what is inside it or waits on it is cancelled with it."""
        if self.live.pop(token.no, None) is None:
            return
        self.written[token.no] = token._replace(life=life, by=by, when=self.last)
        self._record["consumed" if life is Life.DONE else "cancelled"][token.no] = None
        self._stop(token, cancelled=life is not Life.DONE)
        for other in self.held_by(token.no):
            self.end(other, by, Life.CANCELLED)

    def undo(self, token: Token) -> None:
        """Take a row back, live or ended: as if it had never been."""
        if self.live.pop(token.no, None) is not None:
            self._stop(token, cancelled=True)
        self.written[token.no] = token._replace(life=Life.UNDONE)
        self._record["undone"][token.no] = None

    def revive(self, token: Token) -> Token:
        """Bring an ended row back to life, because the event that ended it is undone."""
        token = token._replace(life=Life.LIVE, by=0, when=0)
        self.live[token.no] = self.written[token.no] = token
        self._record["revived"][token.no] = None
        return token

    def held_by(self, number: int) -> list[Token]:
        """Rows directly inside or on row `number`."""
        return [token for token in self.live.values() if number in (token.scope, token.host) and number]

    def _stop(self, token: Token, *, cancelled: bool) -> None:
        if token.kind in {Kind.WAIT, Kind.WATCH}:
            event = self.net[token.node].event
            if event is not None and event.kind is EventKind.TIMER:
                self.effects.append(DropTimer(token.no))
        elif cancelled and token.kind is Kind.CALL:
            self.effects.append(CancelChild(token.no))
        elif cancelled and token.kind is Kind.SERVICE:
            self.effects.append(DropService(token.no))

    def mark_outward(self, event: int) -> None:
        """Remember at the row that led `event` that it told something to the outside."""
        row = self.written.get(event) or self.live.get(event)
        if row is not None and not row.outward:
            self.rewrite(row._replace(outward=True))

    # moving

    def go(self, flow: Flow, scope: int, src: int) -> None:
        self.agenda.append(Arrival(flow.target, scope, src, flow.id))

    def leave(self, node: Node, scope: int, src: int) -> None:
        """Follow the flows out of an activity or event."""
        for flow in self.choices.leaving(self, node, scope):
            self.go(flow, scope, src)

    def next_arrival(self) -> Arrival | None:
        """The next arrival whose scope still runs. Raises FlowFault when the walk finds no end."""
        while self.agenda:
            arrival = self.agenda.popleft()
            if arrival.scope and arrival.scope not in self.live:
                continue
            self.path.append(arrival.node)
            if len(self.path) > LONGEST_WALK:
                raise FlowFault(arrival.node, "流程自动运行不停，没有任何等待，已中止")
            return arrival
        return None

    def stop_scope(self, scope: int, by: int) -> None:
        """Cancel everything directly in `scope`, arrivals included; the scope itself stays."""
        self.agenda = deque(arrival for arrival in self.agenda if arrival.scope != scope)
        for token in [token for token in self.live.values() if token.scope == scope]:
            self.end(token, by, Life.CANCELLED)

    # data

    def update(self, facts: Mapping[str, Any]) -> None:
        """Set variables of the case."""
        if facts:
            self.vars = {**self.vars, **facts}
            self._data = None

    def note(self, group: str, key: str, fact: Any) -> None:
        """Keep `fact` in variable `group`, a dictionary by node: `outcomes.shenhe`, `signings.huiqian`."""
        self.update({group: {**(self.vars.get(group) or {}), key: fact}})

    def data(self, scope: int = 0) -> Mapping[str, Any]:
        """What conditions see: the variables, `today`, `outcome`, and the items of the instances around."""
        if self._data is None:
            self._data = {"today": self.now.date().isoformat(), "outcome": self.outcome, **self.vars}
        items = dict(self._items(scope)) if scope else None
        return {**self._data, **items} if items else self._data

    def _items(self, scope: int) -> Iterator[tuple[str, Any]]:
        around = []
        while scope and (row := self.live.get(scope)) is not None:
            around.append(row)
            scope = row.scope
        for row in reversed(around):
            multi = self.net[row.node].multi if row.node else None
            if multi is not None and multi.element and row.instance >= 0:
                yield multi.element, row.item

    def value(self, element: str, condition: Condition, data: Mapping[str, Any]) -> Any:
        """The value of `condition`. Raises FlowFault naming `element` when the data do not fit."""
        return self.choices.value(self, element, condition, data)

    def holds(self, element: str, condition: Condition, data: Mapping[str, Any]) -> bool:
        """Whether `condition` holds. Raises FlowFault naming `element` when the data do not fit."""
        try:
            return condition.holds(data)
        except ConditionError as error:
            raise FlowFault(element, f"条件无法计算：{error}") from error

    # result

    def changes(self, command: str, token: int) -> Changes:
        """Everything written, with the record that explains it."""
        lists = {name: tuple(numbers) for name, numbers in self._record.items()}
        return Changes(
            rows=tuple(self.written.values()),
            record=Record(command, token, path=tuple(self.path), **lists),
            effects=tuple(effect for effect in self.effects if not self._came_to_nothing(effect)),
            last=self.last,
            status=self.status,
            vars=None if self.vars is self.state.vars else self.vars,
            error=self.error,
        )

    def _came_to_nothing(self, effect: Effect) -> bool:
        """Whether `effect` is about a row that was made and ended within this step."""
        return isinstance(effect, _ABOUT_A_ROW) and effect.token > self.state.last and effect.token not in self.live
