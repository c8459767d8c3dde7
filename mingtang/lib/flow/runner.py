"""Runs a process without a server, on virtual time: people complete everything at once, time jumps to the next timer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingtang.lib.flow.changes import (
    CallService,
    Changes,
    DropTimer,
    SendMessage,
    SendSignal,
    SetTimer,
    StartChild,
    apply,
)
from mingtang.lib.flow.commands import ChildEnded, Command, Complete, ServiceAnswered, Start, TimerFired
from mingtang.lib.flow.net import Net
from mingtang.lib.flow.state import Kind, State, Status
from mingtang.lib.flow.step import step
from mingtang.lib.flow.virtual_time import due
from mingtang.lib.flow.vocabulary import NOTHING, Vocabulary

MOST_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person does at a step: an outcome and variables. `hold` leaves the item open, so that timers come first."""

    outcome: str = ""
    vars: Mapping[str, Any] = field(default_factory=dict)
    hold: bool = False


class Run:
    """One case on virtual time. `answers` maps node ids to what people do there, in turn; the last one is repeated."""

    def __init__(
        self,
        net: Net,
        *,
        vars: Mapping[str, Any],  # noqa: A002 — the word of the domain
        begin: datetime,
        answers: Mapping[str, list[Answer]] | None = None,
        vocabulary: Vocabulary = NOTHING,
    ) -> None:
        self.net = net
        self.now = begin
        self.answers = {node: list(listed) for node, listed in (answers or {}).items()}
        self.vocabulary = vocabulary
        self.state = State()
        self.timers: dict[int, datetime] = {}
        self.opening = Start(vars)

    def lines(self, until: datetime) -> Iterator[str]:
        """Run until `until` or the end of the case; one Chinese line for each thing that happens. Raises FlowFault."""
        yield from self._do(self.opening, "启动")
        for _step in range(MOST_STEPS):
            if self.state.status is not Status.RUNNING:
                break
            command, words = self._next(until)
            if command is None:
                yield self._line(words)
                break
            yield from self._do(command, words)
        yield self._line(f"案件状态：{self.state.status}，变量：{dict(self.state.vars)}")

    def _next(self, until: datetime) -> tuple[Command | None, str]:
        """What happens next: people first, then answers from outside, then time."""
        for token in self.state.work:
            answer = self._answer(token.node)
            if not answer.hold:
                title = self.net[token.node].title
                return Complete(token.no, answer.outcome, answer.vars), f"办结“{title}”{answer.outcome}"
        for token in self.state.live.values():
            if token.kind is Kind.SERVICE:
                return ServiceAnswered(token.no), f"“{self.net[token.node].title}”已应答"
            if token.kind is Kind.CALL:
                return ChildEnded(token.no), f"“{self.net[token.node].title}”的下级已办结"
        return self._next_timer(until)

    def _next_timer(self, until: datetime) -> tuple[Command | None, str]:
        if not self.timers:
            return None, f"没有能继续的事，等待：{self._waiting()}"
        token, moment = min(self.timers.items(), key=lambda timer: (timer[1], timer[0]))
        if moment > until:
            return None, f"到 {until:%Y-%m-%d %H:%M} 为止，仍在等待：{self._waiting()}"
        self.now = max(self.now, moment)
        return TimerFired(token), f"到时“{self.net[self.state.live[token].node].title}”"

    def _waiting(self) -> str:
        return "、".join(self.net[token.node].title for token in self.state.live.values() if token.node)

    def _answer(self, node: str) -> Answer:
        listed = self.answers.get(node) or [Answer()]
        return listed.pop(0) if len(listed) > 1 else listed[0]

    def _do(self, command: Command, words: str) -> Iterator[str]:
        changes = step(self.net, self.state, command, self.now, vocabulary=self.vocabulary)
        self.state = apply(self.state, changes)
        self._keep_timers(changes)
        yield self._line(f"{words}  →  {self._opened(changes)}")
        yield from (self._line(said) for said in self._said(changes))

    def _keep_timers(self, changes: Changes) -> None:
        for effect in changes.effects:
            if isinstance(effect, SetTimer):
                self.timers[effect.token] = due(effect.timer, effect.base)
            elif isinstance(effect, DropTimer):
                self.timers.pop(effect.token, None)

    def _opened(self, changes: Changes) -> str:
        rows = [self.state.live[number] for number in changes.record.created if number in self.state.live]
        titles = [self.net[row.node].title for row in rows if row.kind is Kind.WORK]
        return "待办：" + "、".join(titles) if titles else "（没有新的待办）"

    def _said(self, changes: Changes) -> Iterator[str]:
        for effect in changes.effects:
            if isinstance(effect, SendMessage | SendSignal):
                yield f"    发出“{effect.name}”"
            elif isinstance(effect, StartChild):
                yield f"    启动下级流程 {effect.process}"
            elif isinstance(effect, CallService):
                yield f"    调用 {effect.service}"

    def _line(self, words: str) -> str:
        return f"{self.now:%Y-%m-%d %H:%M}  {words}"
