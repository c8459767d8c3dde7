"""Which verb a command is."""

from mingtang.lib.flow import Verb, commands
from mingtang.lib.flow.commands import Command

_VERBS: dict[type, Verb] = {
    commands.Complete: Verb.COMPLETE,
    commands.Claim: Verb.CLAIM,
    commands.Release: Verb.RELEASE,
    commands.Return: Verb.RETURN,
    commands.Withdraw: Verb.WITHDRAW,
    commands.Reassign: Verb.REASSIGN,
    commands.Delegate: Verb.DELEGATE,
    commands.EndDelegation: Verb.END_DELEGATION,
    commands.AddSign: Verb.ADD_SIGN,
    commands.DropSign: Verb.DROP_SIGN,
    commands.Circulate: Verb.CIRCULATE,
    commands.Urge: Verb.URGE,
    commands.Supervise: Verb.SUPERVISE,
    commands.Suspend: Verb.SUSPEND,
    commands.Resume: Verb.RESUME,
    commands.Terminate: Verb.TERMINATE,
    commands.Void: Verb.VOID,
    commands.AddTask: Verb.ADD_TASK,
}
VERBS_OF = {command.__name__: verb for command, verb in _VERBS.items()}
"""Verbs by the name under which history keeps their command."""

NEEDS_PAST = frozenset({commands.Return, commands.Withdraw})
"""Commands that undo: they read the ended rows too, all others the live ones only."""


def verb_of(command: Command) -> Verb | None:
    """The verb that people use; None for what only the system brings (time, messages, answers)."""
    return _VERBS.get(type(command))
