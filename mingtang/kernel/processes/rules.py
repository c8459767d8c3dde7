"""Rehearsing a process: the net is played from its start by a list of choices, on virtual time, and nothing is kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingtang.lib.flow import Command, FlowFault, Kind, Net, Refused, State, Status, Vocabulary, apply, step
from mingtang.lib.flow.changes import Changes, DropTimer, SetTimer
from mingtang.lib.flow.commands import (
    ChildEnded,
    Complete,
    MessageArrived,
    ServiceAnswered,
    SignalSent,
    Start,
    TimerFired,
)
from mingtang.lib.flow.net import EventKind
from mingtang.lib.flow.state import Token
from mingtang.lib.flow.virtual_time import due

BEGIN = datetime(2026, 1, 5, 9)  # noqa: DTZ001 — virtual time belongs to no zone
MOST_CHOICES = 200
STATUSES = {
    Status.RUNNING: "进行中",
    Status.SUSPENDED: "已挂起",
    Status.COMPLETED: "已办结",
    Status.FAILED: "因错误结束",
    Status.TERMINATED: "已终止",
    Status.VOIDED: "已作废",
}


class BadChoice(ValueError):
    """What was typed cannot be read; the message is for the user."""


@dataclass(frozen=True)
class Choice:
    """What somebody decided: the row it is about (0 starts the case), the outcome, and variables it sets."""

    token: int = 0
    outcome: str = ""
    vars: Mapping[str, Any] = field(default_factory=dict)

    def packed(self) -> list[Any]:
        """As JSON data."""
        return [self.token, self.outcome, dict(self.vars)]


@dataclass(frozen=True)
class Offer:
    """Something that can happen next. `asks` tells whether an outcome and variables can be given with it."""

    token: int
    element: str
    title: str
    words: str
    asks: bool = False
    due: datetime | None = None


@dataclass
class Rehearsal:
    """How far it has come. `fault` says why the last choice could not be done; it is not in `choices` then."""

    state: State = field(default_factory=State)
    now: datetime = BEGIN
    choices: list[Choice] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    offers: tuple[Offer, ...] = ()
    live: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    fault: str = ""

    @property
    def status(self) -> str:
        return STATUSES[self.state.status] if self.choices else "未开始"


def rehearse(net: Net, vocabulary: Vocabulary, choices: Sequence[Choice]) -> Rehearsal:
    """Play `choices` one after the other; the first that cannot be done ends it with its fault. At most MOST_CHOICES."""
    play = _Play(net, vocabulary)
    for choice in choices[:MOST_CHOICES]:
        try:
            play.do(choice)
        except (FlowFault, Refused, BadChoice) as fault:
            play.shown.fault = str(fault)
            break
    return play.finished()


class _Play:
    def __init__(self, net: Net, vocabulary: Vocabulary) -> None:
        self.net, self.vocabulary = net, vocabulary
        self.shown = Rehearsal()
        self.timers: dict[int, datetime] = {}
        self.passed: set[str] = set()

    def do(self, choice: Choice) -> None:
        command, words = self.command(choice)
        now = max(self.shown.now, self.timers.get(choice.token, self.shown.now))
        changes = step(self.net, self.shown.state, command, now, vocabulary=self.vocabulary)
        self.shown.now = now
        self.shown.state = apply(self.shown.state, changes)
        self.shown.choices.append(choice)
        self.shown.lines.append(f"{now:%m-%d %H:%M}　{words}")
        self.passed |= set(changes.record.path)
        self._set_timers(changes)

    def command(self, choice: Choice) -> tuple[Command, str]:
        """The command behind a choice, and what happens in words."""
        if not choice.token:
            return Start(choice.vars), "开始"
        token = self.shown.state.live.get(choice.token)
        if token is None:
            raise BadChoice("这一项已经不在了。")
        title = self.net[token.node].title if token.node else token.title
        match token.kind:
            case Kind.WORK:
                said = f"：{choice.outcome}" if choice.outcome else ""
                return Complete(token.no, choice.outcome, choice.vars), f"办结“{title}”{said}"
            case Kind.CALL:
                return ChildEnded(token.no, choice.vars), f"“{title}”的下级流程办结"
            case Kind.SERVICE:
                return ServiceAnswered(token.no, choice.vars), f"“{title}”已应答"
        return self._event(token, title, choice)

    def _event(self, token: Token, title: str, choice: Choice) -> tuple[Command, str]:
        event = self.net[token.node].event
        if event is not None and event.kind is EventKind.TIMER:
            return TimerFired(token.no), f"到时“{title}”"
        if event is not None and event.kind is EventKind.SIGNAL:
            return SignalSent(token.name, choice.vars), f"收到信号“{token.name}”"
        return MessageArrived(token.name, token.key, choice.vars, token.no), f"收到消息“{token.name}”"

    def _set_timers(self, changes: Changes) -> None:
        for effect in changes.effects:
            if isinstance(effect, SetTimer):
                self.timers[effect.token] = due(effect.timer, effect.base)
            elif isinstance(effect, DropTimer):
                self.timers.pop(effect.token, None)

    def finished(self) -> Rehearsal:
        shown = self.shown
        running = bool(shown.choices) and shown.state.status is Status.RUNNING
        shown.offers = (
            tuple(self.offers()) if running else () if shown.choices else (Offer(0, "", "开始", "开始", asks=True),)
        )
        shown.live = frozenset(token.node for token in shown.state.live.values() if token.node and running)
        shown.done = frozenset(self.passed) - shown.live
        return shown

    def offers(self) -> Iterator[Offer]:
        """Whatever may happen next: people first, then what comes from outside."""
        rows = sorted(self.shown.state.live.values(), key=lambda token: (token.kind is not Kind.WORK, token.no))
        for token in rows:
            if token.kind in {Kind.WORK, Kind.CALL, Kind.SERVICE}:
                yield self._offer(token, {Kind.WORK: "办结", Kind.CALL: "下级办结", Kind.SERVICE: "应答"}[token.kind])
            elif token.kind in {Kind.WAIT, Kind.WATCH} and (words := self._awaited(token)):
                yield self._offer(token, words)

    def _offer(self, token: Token, words: str) -> Offer:
        node = self.net[token.node]
        title = node.title + (f"（{token.item}）" if token.item is not None else "")
        asks = token.kind in {Kind.WORK, Kind.CALL, Kind.SERVICE}
        return Offer(token.no, token.node, title, words, asks, self.timers.get(token.no))

    def _awaited(self, token: Token) -> str:
        event = self.net[token.node].event
        words = {EventKind.TIMER: "到时", EventKind.MESSAGE: "消息到达", EventKind.SIGNAL: "信号到达"}
        return words.get(event.kind, "") if event else ""


def names_asked(net: Net) -> tuple[str, ...]:
    """The variables that conditions of `net` speak of, so that whoever rehearses knows what to set."""
    asked: set[str] = set()
    for node in net.nodes:
        asked |= {name for flow in node.outgoing if flow.condition for name in flow.condition.names}
        if node.multi and node.multi.collection:
            asked |= node.multi.collection.names
    return tuple(sorted(asked))


def parse_vars(text: str) -> dict[str, Any]:
    """Variables written as lines `name = value`; a value is JSON, or else a text. Raises BadChoice."""
    found: dict[str, Any] = {}
    for number, line in enumerate(filter(None, (line.strip() for line in text.splitlines())), 1):
        name, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not name.isidentifier():
            raise BadChoice(f"第 {number} 行要写成 名称 = 值。")
        found[name] = _value(value)
    return found


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return {"是": True, "否": False}.get(text, text.strip('“”"'))


def packed(choices: Sequence[Choice]) -> str:
    """Choices as text that travels with the page."""
    return json.dumps([choice.packed() for choice in choices], ensure_ascii=False)


def unpacked(text: str) -> list[Choice]:
    """The choices of `packed`. Raises BadChoice for anything else."""
    try:
        rows = json.loads(text or "[]")
        return [Choice(int(token), str(outcome), dict(facts)) for token, outcome, facts in rows[:MOST_CHOICES]]
    except (ValueError, TypeError, RecursionError) as error:
        raise BadChoice("推演的经过读不出来，请重新开始。") from error
