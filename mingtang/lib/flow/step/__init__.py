"""One step of a case: a pure function of the net, the state, a command and the time."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from mingtang.lib.flow import commands
from mingtang.lib.flow.changes import Changes
from mingtang.lib.flow.commands import Command
from mingtang.lib.flow.net import Net
from mingtang.lib.flow.state import State
from mingtang.lib.flow.step import arriving, ending, signatures, standstill, taking_back, work
from mingtang.lib.flow.step.choices import ByConditions, Choices
from mingtang.lib.flow.step.settling import settle
from mingtang.lib.flow.step.walk import Walk
from mingtang.lib.flow.vocabulary import NOTHING, Vocabulary

__all__ = ["step"]

_BY_CONDITIONS = ByConditions()
_CARRY_OUT: Mapping[type, Callable[[Walk, Any], None]] = {
    commands.Start: ending.start,
    commands.Complete: work.complete,
    commands.Claim: work.claim,
    commands.Release: work.release,
    commands.Return: taking_back.return_to,
    commands.Withdraw: taking_back.withdraw,
    commands.Reassign: work.reassign,
    commands.Delegate: work.delegate,
    commands.EndDelegation: work.end_delegation,
    commands.AddSign: signatures.add_sign,
    commands.DropSign: signatures.drop_sign,
    commands.Circulate: work.circulate,
    commands.Urge: work.urge,
    commands.Supervise: work.supervise,
    commands.Suspend: standstill.suspend,
    commands.Resume: standstill.resume,
    commands.Terminate: ending.terminate,
    commands.Void: ending.void,
    commands.AddTask: ending.add_task,
    commands.TimerFired: arriving.timer_fired,
    commands.MessageArrived: arriving.message_arrived,
    commands.SignalSent: arriving.signal_sent,
    commands.ChildEnded: arriving.child_ended,
    commands.ServiceAnswered: arriving.service_answered,
}


def step(
    net: Net,
    state: State,
    command: Command,
    now: datetime,
    *,
    vocabulary: Vocabulary = NOTHING,
    choices: Choices = _BY_CONDITIONS,
) -> Changes:
    """What `command` changes in a case. `now` is kept in new rows and is the base of their timers.

    Raises Refused when the command does not fit the state, FlowFault (a Refused) when the diagram cannot go on; nothing
    has changed then. Return and Withdraw need `state.past`, all other commands only the live rows.
    """
    walk = Walk(net, state, now, vocabulary, choices)
    _CARRY_OUT[type(command)](walk, command)
    settle(walk)
    return walk.changes(type(command).__name__, getattr(command, "token", 0))
