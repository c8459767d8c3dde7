"""What somebody can decide at a step, and what each decision leads to: read from the diagram, tried on the pure engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.models import Case
from mingtang.kernel.processes.api import net_of, vocabulary_of
from mingtang.lib.flow import FlowFault, Kind, Life, Net, Refused, State, Status, Token, apply, step
from mingtang.lib.flow.commands import Complete
from mingtang.lib.flow.conditions import Condition
from mingtang.lib.flow.net import Flow, Node, NodeKind

AGREE, DISAGREE = "同意", "不同意"


@dataclass(frozen=True)
class Choice:
    """One decision: what it is called, and with which outcome and variables the item is completed."""

    label: str
    outcome: str
    vars: Mapping[str, Any] = field(default_factory=dict)
    next: str = ""


def form_code(case: Case, step: str) -> str:
    """The form that is filled in at a step of the diagram; empty for none."""
    node = net_of(case.version_id)[step] if step else None
    return (node.duty.form if node else "") or case_type(case.type).forms.get(step, "")


def choices_of(net: Net, step: str, sign: str = "", asked: frozenset[str] = frozenset()) -> tuple[Choice, ...]:
    """The decisions between which the diagram branches right after a step; none where nothing is to be decided.

    `sign` is not empty for an added signature. Variables in `asked` are answered by the form of the step.
    """
    if sign:
        return _signatures(AGREE)
    if not step:
        return ()
    node = net[step]
    if node.multi and node.multi.rule.outcome:
        return _signatures(node.multi.rule.outcome)
    gateway = _gateway_behind(net, node)
    return tuple(_branches(net, gateway, node.id, asked)) if gateway else ()


def decisions(case: Case, step: str, sign: str = "", asked: frozenset[str] = frozenset()) -> tuple[Choice, ...]:
    """The decisions of a step as the domain words them, else as the diagram does."""
    drawn = choices_of(net_of(case.version_id), step, sign, asked)
    words = case_type(case.type).steps.get(step)
    if words is None or not words.outcomes or sign:
        return drawn
    known = {choice.label: choice for choice in drawn}
    return tuple(known.get(outcome) or Choice(outcome, outcome) for outcome in words.outcomes)


def previewed(case: Case, state: State, token: Token, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """`choices` with what each leads to; a single nameless one where nothing is to be decided."""
    tried = choices or (Choice("", ""),)
    return tuple(Choice(each.label, each.outcome, each.vars, _consequence(case, state, token, each)) for each in tried)


def routing_names(net: Net) -> frozenset[str]:
    """The variables that the diagram asks for: answers of forms under these names route the case."""
    return frozenset(name for condition in _conditions(net.nodes) for name in condition.names)


def _signatures(agreed: str) -> tuple[Choice, ...]:
    other = DISAGREE if agreed == AGREE else f"不{agreed}"
    return Choice(agreed, agreed), Choice(other, other)


def _gateway_behind(net: Net, node: Node) -> Node | None:
    """The exclusive gateway to which the only way out of `node` leads."""
    if len(node.outgoing) != 1:
        return None
    behind = net[node.outgoing[0].target]
    return behind if behind.kind is NodeKind.EXCLUSIVE and len(behind.outgoing) > 1 else None


def _branches(net: Net, gateway: Node, node: str, asked: frozenset[str]) -> Iterator[Choice]:
    """A choice for each flow that compares one variable with a text, and for the default flow beside them."""
    flows = [(flow, _compared(flow, node)) for flow in gateway.outgoing]
    names = {found[0] for _, found in flows if found}
    if len(names) != 1 or names & asked:
        return
    (name,) = names
    for flow, found in flows:
        if found or flow.id == gateway.default:
            value = found[1] if found else flow.name or net[flow.target].title
            yield Choice(flow.name or value, value, {} if name == "outcome" else {name: value})


def _compared(flow: Flow, node: str) -> tuple[str, str] | None:
    """The variable and the text that the condition of a flow compares."""
    match flow.condition.tree() if flow.condition else None:
        case ["=", ["name", str(name)], ["value", str(value)]]:
            return name, value
        case ["=", ["field", ["name", "outcomes"], str(step)], ["value", str(value)]] if step == node:
            return "outcome", value
        case ["in", ["name", str(name)], ["list", ["value", str(value)], *_]]:
            return name, value
    return None


def _consequence(case: Case, state: State, token: Token, choice: Choice) -> str:
    """What completing the item so leads to, in words; empty when it cannot be told before."""
    net = net_of(case.version_id)
    command = Complete(token.no, choice.outcome, choice.vars)
    try:
        changes = step(net, state, command, timezone.now(), vocabulary=vocabulary_of(case.version_id))
    except (Refused, FlowFault):
        return ""
    after = apply(state, changes)
    opened = dict.fromkeys(_title(net, row) for row in after.work if row.no not in state.live)
    if opened:
        return f"下一步：{'、'.join(opened)}"
    if after.status is not Status.RUNNING:
        return "案件随之办结"
    waits = [row for row in after.live.values() if row.no not in state.live and row.life is Life.LIVE]
    return _waiting(waits)


def _waiting(rows: list[Token]) -> str:
    kinds = {row.kind for row in rows}
    if Kind.CALL in kinds:
        return "启动下级案件"
    if kinds & {Kind.WAIT, Kind.SERVICE, Kind.GATE}:
        return "等待外部结果"
    return "等待其他人员办理"


def _title(net: Net, token: Token) -> str:
    return token.title or (net[token.node].title if token.node else "")


def _conditions(thing: Any) -> Iterator[Condition]:
    if isinstance(thing, Condition):
        yield thing
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from _conditions(each)
    elif is_dataclass(thing):
        for name in thing.__dataclass_fields__:
            yield from _conditions(getattr(thing, name))
