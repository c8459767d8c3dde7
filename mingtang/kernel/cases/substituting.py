"""Acting for somebody who is away (代办): whose item it is, and how history and evidence name both.

Rights come from the dates of the substitution alone, so they end with its last day without anybody doing anything.
"""

from typing import Any

from mingtang.kernel.cases.people import names_of
from mingtang.kernel.cases.policy import Right
from mingtang.kernel.cases.store.loading import Loaded
from mingtang.kernel.evidence.api import SYSTEM, Actor
from mingtang.lib.flow import commands
from mingtang.lib.flow.commands import Command

_HANDLING = (
    commands.Complete, commands.Return, commands.Claim, commands.Release, commands.Reassign, commands.Delegate,
    commands.AddSign, commands.Circulate,
)  # fmt: skip


class Substitute:
    """An actor who acts for `absent`: himself in everything, but his post says for whom."""

    def __init__(self, actor: Actor, absent: str) -> None:
        self._actor = actor
        self.post_name = f"{actor.post_name[:100]}（代{absent[:40]}办理）"

    def __getattr__(self, name: str) -> Any:
        return getattr(self._actor, name)


def as_recorded(actor: Actor, loaded: Loaded, command: Command) -> Actor:
    """The actor as history names him when the command is carried out; a statement only for items of somebody else."""
    token = loaded.state.live.get(getattr(command, "token", 0))
    if actor is SYSTEM or token is None or not isinstance(command, _HANDLING):
        return actor
    absent = Right(actor, loaded.case, loaded.state, token, loaded.candidate).absent
    return Substitute(actor, names_of({absent}).get(absent, "")) if absent else actor  # type: ignore[return-value]
