"""The flow engine: BPMN 2.0 compiled to an immutable net, run as a pure function over small rows.

    net = compile_bpmn(xml, vocabulary=vocabulary)                       # or the faults
    state = apply(State(), step(net, State(), Start({"amount": 5}), now))
    changes = step(net, state, Complete(state.work[0].no, "同意"), now)

No database, no clock, no text of programs. Words: docs/decisions/0020-handling-verbs.md.
"""

from mingtang.lib.flow.bpmn import Fault, compile_bpmn, processes_of
from mingtang.lib.flow.changes import Changes, Effect, Record, apply
from mingtang.lib.flow.commands import Command
from mingtang.lib.flow.lineage import lineage_of
from mingtang.lib.flow.net import Net
from mingtang.lib.flow.refusals import FlowFault, Refused
from mingtang.lib.flow.state import Kind, Life, State, Status, Token
from mingtang.lib.flow.step import step
from mingtang.lib.flow.verbs import Allowance, Verb, allowed
from mingtang.lib.flow.vocabulary import Vocabulary

__all__ = [
    "Allowance",
    "Changes",
    "Command",
    "Effect",
    "Fault",
    "FlowFault",
    "Kind",
    "Life",
    "Net",
    "Record",
    "Refused",
    "State",
    "Status",
    "Token",
    "Verb",
    "Vocabulary",
    "allowed",
    "apply",
    "compile_bpmn",
    "lineage_of",
    "processes_of",
    "step",
]
