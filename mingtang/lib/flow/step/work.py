"""Handling one work item: complete it, take it, hand it on, mark it."""

from mingtang.lib.flow.changes import GiveCopy, Remind
from mingtang.lib.flow.commands import (
    Circulate,
    Claim,
    Complete,
    Delegate,
    EndDelegation,
    Reassign,
    Release,
    Supervise,
    Urge,
)
from mingtang.lib.flow.net import Rule
from mingtang.lib.flow.refusals import Refused
from mingtang.lib.flow.state import Token
from mingtang.lib.flow.step.finishing import finish
from mingtang.lib.flow.step.signing import open_signing
from mingtang.lib.flow.step.walk import Walk
from mingtang.lib.flow.verbs import Verb, require


def required(walk: Walk, verb: Verb, number: int) -> Token:
    """The row on which `verb` may be used. Raises Refused."""
    token = require(walk.net, walk.state, verb, number)
    if token is None:
        raise Refused("gone", "该事项不存在")
    return token


def complete(walk: Walk, command: Complete) -> None:
    token = required(walk, Verb.COMPLETE, command.token)._replace(outcome=command.outcome)
    walk.outcome = command.outcome
    walk.update(command.vars)
    if command.outcome and token.node:
        walk.note("outcomes", token.node, command.outcome)
    if token.after:
        walk.end(token, token.no)
        open_signing(walk, token, token.after, rule=Rule(), sequential=True, host=0, src=token.no)
    else:
        finish(walk, token)


def claim(walk: Walk, command: Claim) -> None:
    walk.rewrite(required(walk, Verb.CLAIM, command.token)._replace(holder=_named(command.holder)))


def release(walk: Walk, command: Release) -> None:
    walk.rewrite(required(walk, Verb.RELEASE, command.token)._replace(holder=""))


def reassign(walk: Walk, command: Reassign) -> None:
    token = required(walk, Verb.REASSIGN, command.token)
    _require_other(token, command.to)
    walk.rewrite(token._replace(holder=_named(command.to)))


def delegate(walk: Walk, command: Delegate) -> None:
    token = required(walk, Verb.DELEGATE, command.token)
    _require_other(token, command.to)
    walk.rewrite(token._replace(holder=_named(command.to), owner=token.holder))


def end_delegation(walk: Walk, command: EndDelegation) -> None:
    token = required(walk, Verb.END_DELEGATION, command.token)
    walk.rewrite(token._replace(holder=token.owner, owner=""))


def circulate(walk: Walk, command: Circulate) -> None:
    token = required(walk, Verb.CIRCULATE, command.token)
    if not command.to:
        raise Refused("nobody", "没有选择传阅对象")
    walk.effects.extend(GiveCopy(token.no, _named(reader)) for reader in dict.fromkeys(command.to))


def urge(walk: Walk, command: Urge) -> None:
    token = required(walk, Verb.URGE, command.token)
    walk.effects.append(Remind(token.no, command.text))


def supervise(walk: Walk, command: Supervise) -> None:
    walk.rewrite(required(walk, Verb.SUPERVISE, command.token)._replace(supervised=command.level))


def _named(person: str) -> str:
    if not person:
        raise Refused("nobody", "没有选择人员")
    return person


def _require_other(token: Token, person: str) -> None:
    if token.holder == person:
        raise Refused("same_person", "该事项本来就由此人办理")
