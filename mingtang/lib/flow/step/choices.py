"""Every place where a process may go one way or another asks here, so that a checker can try all ways instead."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from mingtang.lib.flow.conditions import Condition, ConditionError
from mingtang.lib.flow.durations import Timer, parse_timer
from mingtang.lib.flow.net import Flow, Node, Rule
from mingtang.lib.flow.refusals import FlowFault
from mingtang.lib.flow.state import Body, Token
from mingtang.lib.flow.step.walk import Walk

MOST_INSTANCES = 1000


class Choices(Protocol):
    """How a walk decides."""

    def exclusive(self, walk: Walk, node: Node, scope: int) -> Flow:
        """The one flow out of an exclusive gateway."""

    def inclusive(self, walk: Walk, node: Node, scope: int) -> Sequence[Flow]:
        """The flows out of an inclusive gateway, at least one."""

    def leaving(self, walk: Walk, node: Node, scope: int) -> Sequence[Flow]:
        """The flows out of an activity or event."""

    def items(self, walk: Walk, node: Node, scope: int) -> Sequence[Any]:
        """What the instances of a multi-instance activity work on."""

    def decided(self, walk: Walk, row: Token) -> bool:
        """Whether a countersigning is over."""

    def condition_holds(self, walk: Walk, node: Node, scope: int) -> bool:
        """Whether the condition of a conditional event holds now."""

    def timer(self, walk: Walk, node: Node, scope: int) -> Timer:
        """The timer of `node`."""

    def answer(self, walk: Walk, node: Node, scope: int) -> Mapping[str, Any]:
        """What the rule of `node` says."""

    def value(self, walk: Walk, element: str, condition: Condition, data: Mapping[str, Any]) -> Any:
        """A value drawn at `element`."""


class ByConditions:
    """Decides as drawn, from the variables of the case."""

    def exclusive(self, walk: Walk, node: Node, scope: int) -> Flow:
        data = walk.data(scope)
        for flow in node.outgoing:
            if flow.condition and flow.id != node.default and walk.holds(node.id, flow.condition, data):
                return flow
        return _otherwise(node)

    def inclusive(self, walk: Walk, node: Node, scope: int) -> Sequence[Flow]:
        data = walk.data(scope)
        taken = [
            flow
            for flow in node.outgoing
            if flow.id != node.default and (not flow.condition or walk.holds(node.id, flow.condition, data))
        ]
        return taken or [_otherwise(node)]

    def leaving(self, walk: Walk, node: Node, scope: int) -> Sequence[Flow]:
        """All flows without condition, those whose condition holds, and the default when no condition held."""
        if not node.default and not any(flow.condition for flow in node.outgoing):
            return node.outgoing
        data = walk.data(scope)
        always = [flow for flow in node.outgoing if not flow.condition and flow.id != node.default]
        taken = [
            flow
            for flow in node.outgoing
            if flow.condition and flow.id != node.default and walk.holds(node.id, flow.condition, data)
        ]
        return [*always, *(taken or [flow for flow in node.outgoing if flow.id == node.default])]

    def items(self, walk: Walk, node: Node, scope: int) -> Sequence[Any]:
        multi = node.multi
        assert multi is not None
        data = walk.data(scope)
        if multi.collection is not None:
            found = walk.value(node.id, multi.collection, data)
        else:
            assert multi.cardinality is not None
            number = walk.value(node.id, multi.cardinality, data)
            found = range(number) if isinstance(number, int) and 0 <= number <= MOST_INSTANCES else None
        if not isinstance(found, list | tuple | range) or len(found) > MOST_INSTANCES:
            raise FlowFault(node.id, f"“{node.title}”的名单或次数不对，应为最多 {MOST_INSTANCES} 项")
        return tuple(found)

    def decided(self, walk: Walk, row: Token) -> bool:
        body = row.body
        assert body is not None
        if body.done >= body.total:
            return True
        multi = walk.net[row.node].multi
        if body.rule is None and multi is not None and multi.completion is not None:
            return walk.holds(row.node, multi.completion, {**walk.data(row.scope), **_counters(body)})
        return decided_by_rule(body, rule_of(walk, row))

    def condition_holds(self, walk: Walk, node: Node, scope: int) -> bool:
        assert node.event is not None
        assert node.event.condition is not None
        return walk.holds(node.id, node.event.condition, walk.data(scope))

    def timer(self, walk: Walk, node: Node, scope: int) -> Timer:
        assert node.event is not None
        written = node.event.timer
        assert written is not None
        text = written.text
        if written.value is not None:
            text = str(walk.value(node.id, written.value, walk.data(scope)))
        try:
            return parse_timer(written.kind, text)
        except ValueError as error:
            raise FlowFault(node.id, f"“{node.title}”的时间不对：{error}") from error

    def answer(self, walk: Walk, node: Node, scope: int) -> Mapping[str, Any]:
        function = walk.vocabulary.rules.get(node.handler)
        if function is None:
            raise FlowFault(node.id, f"没有登记“{node.handler}”，不能调用")
        try:
            return function(walk.data(scope))
        except ValueError as error:
            raise FlowFault(node.id, f"“{node.title}”无法计算：{error}") from error

    def value(self, walk: Walk, element: str, condition: Condition, data: Mapping[str, Any]) -> Any:
        try:
            return condition.value(data)
        except ConditionError as error:
            raise FlowFault(element, f"条件无法计算：{error}") from error


def rule_of(walk: Walk, row: Token) -> Rule:
    """The rule by which countersigning `row` is decided."""
    assert row.body is not None
    multi = walk.net[row.node].multi
    return row.body.rule or (multi.rule if multi else Rule())


def counted(body: Body, rule: Rule) -> int:
    """How many signatures count."""
    return dict(body.tally).get(rule.outcome, 0) if rule.outcome else body.done


def decided_by_rule(body: Body, rule: Rule) -> bool:
    """Whether enough have signed, or enough cannot be reached any more."""
    signed, needed = counted(body, rule), rule.needed(body.total)
    return signed >= needed or signed + body.total - body.done < needed


def _otherwise(node: Node) -> Flow:
    """The default flow, or without one the first that needs no condition."""
    for flow in node.outgoing:
        if flow.id == node.default or (not node.default and not flow.condition):
            return flow
    raise FlowFault(node.id, f"“{node.title}”的条件都不成立，又没有默认走向")


def _counters(body: Body) -> Mapping[str, Any]:
    """What a completion condition may ask, under the names of BPMN."""
    return {
        "nrOfInstances": body.total,
        "nrOfCompletedInstances": body.done,
        "nrOfActiveInstances": 1 if body.sequential else body.total - body.done,
        "outcomes": dict(body.tally),
    }
