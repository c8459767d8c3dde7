"""挂起, 恢复: a case or a part of it stands still, and its timers with it."""

from collections.abc import Iterator
from dataclasses import replace

from mingtang.lib.flow.changes import PauseTimer, ResumeTimer
from mingtang.lib.flow.commands import Resume, Suspend
from mingtang.lib.flow.net import EventKind
from mingtang.lib.flow.state import Kind, Status, Token
from mingtang.lib.flow.step.walk import Walk
from mingtang.lib.flow.verbs import Verb, halted, require


def suspend(walk: Walk, command: Suspend) -> None:
    token = require(walk.net, walk.state, Verb.SUSPEND, command.token)
    running = [timer for timer in _timers(walk) if not _halted(walk, timer)]
    if token is None:
        walk.status = Status.SUSPENDED
    else:
        walk.rewrite(token._replace(suspended=True))
    walk.effects.extend(PauseTimer(timer.no) for timer in running if _halted(walk, timer))


def resume(walk: Walk, command: Resume) -> None:
    token = require(walk.net, walk.state, Verb.RESUME, command.token)
    standing = [timer for timer in _timers(walk) if _halted(walk, timer)]
    if token is None:
        walk.status = Status.RUNNING
    else:
        walk.rewrite(token._replace(suspended=False))
    walk.effects.extend(ResumeTimer(timer.no) for timer in standing if not _halted(walk, timer))


def _timers(walk: Walk) -> Iterator[Token]:
    for token in walk.live.values():
        if token.kind in {Kind.WAIT, Kind.WATCH}:
            event = walk.net[token.node].event
            if event is not None and event.kind is EventKind.TIMER:
                yield token


def _halted(walk: Walk, token: Token) -> bool:
    """Whether `token` stands still as the walk has it now."""
    return halted(replace(walk.state, live=walk.live, status=walk.status), token)
