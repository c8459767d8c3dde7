"""What comes from outside: time, messages, signals, ends of child cases, answers of services."""

from collections.abc import Mapping
from typing import Any

from mingtang.lib.flow.commands import ChildEnded, MessageArrived, ServiceAnswered, SignalSent, TimerFired
from mingtang.lib.flow.net import EventKind
from mingtang.lib.flow.refusals import Refused
from mingtang.lib.flow.state import Kind, Life, Status, Token
from mingtang.lib.flow.step.errors import fail, signal_up
from mingtang.lib.flow.step.events import fire
from mingtang.lib.flow.step.finishing import finish
from mingtang.lib.flow.step.walk import Walk
from mingtang.lib.flow.verbs import halted

_AWAITING = frozenset({Kind.WAIT, Kind.WATCH})


def timer_fired(walk: Walk, command: TimerFired) -> None:
    token = _expected(walk, command.token, _AWAITING, EventKind.TIMER)
    fire(walk, token, {})


def message_arrived(walk: Walk, command: MessageArrived) -> None:
    token = _expected(walk, command.token, _AWAITING, EventKind.MESSAGE) if command.token else _awaiting(walk, command)
    fire(walk, token, command.vars)


def signal_sent(walk: Walk, command: SignalSent) -> None:
    tokens = [token for token in walk.live.values() if _awaits(walk, token, EventKind.SIGNAL, command.name)]
    if not tokens:
        raise Refused("not_waiting", f"没有在等待信号“{command.name}”")
    if any(halted(walk.state, token) for token in tokens):
        raise Refused("suspended", "所在环节已挂起")
    for token in tokens:
        if token.no in walk.live:  # an earlier one may have interrupted it
            fire(walk, token, command.vars)


def child_ended(walk: Walk, command: ChildEnded) -> None:
    token = _expected(walk, command.token, frozenset({Kind.CALL}))
    drawn = walk.net[token.node].call
    assert drawn is not None
    passed = {name: walk.value(token.node, value, command.vars) for value, name in drawn.outward}
    _answer(walk, token, passed, command.error)


def service_answered(walk: Walk, command: ServiceAnswered) -> None:
    token = _expected(walk, command.token, frozenset({Kind.SERVICE}))
    _answer(walk, token, command.vars, command.error)


def _answer(walk: Walk, token: Token, facts: Mapping[str, Any], error: str) -> None:
    walk.update(facts)
    if not error:
        finish(walk, token)
    elif not signal_up(walk, EventKind.ERROR, error, token.no, token.no):
        fail(walk, error, token.no)


def _expected(walk: Walk, number: int, kinds: frozenset[Kind], event: EventKind | None = None) -> Token:
    """The row that waits for this. Raises Refused when it does not wait any more, or stands still."""
    token = walk.live.get(number)
    if walk.status not in {Status.RUNNING, Status.SUSPENDED} or token is None or token.life is not Life.LIVE:
        raise Refused("gone", "已经不在等待")
    if token.kind not in kinds or (event is not None and not _awaits(walk, token, event)):
        raise Refused("gone", "等待的不是这件事")
    if halted(walk.state, token):
        raise Refused("suspended", "所在环节已挂起")
    return token


def _awaiting(walk: Walk, command: MessageArrived) -> Token:
    found = [
        token
        for token in walk.live.values()
        if _awaits(walk, token, EventKind.MESSAGE, command.name) and token.key in {"", command.key}
    ]
    if not found:
        raise Refused("not_waiting", f"没有在等待消息“{command.name}”")
    return _expected(walk, min(token.no for token in found), _AWAITING)


def _awaits(walk: Walk, token: Token, kind: EventKind, name: str = "") -> bool:
    if token.kind not in _AWAITING:
        return False
    event = walk.net[token.node].event
    return event is not None and event.kind is kind and name in {"", event.name}
