"""Choices from a tape: run a step again and again, each time deciding one thing differently, until all ways are tried."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeVar

from mingtang.lib.flow.conditions import Condition
from mingtang.lib.flow.durations import Timer, TimerKind
from mingtang.lib.flow.net import Flow, Node, RuleKind
from mingtang.lib.flow.state import Token
from mingtang.lib.flow.step.choices import rule_of
from mingtang.lib.flow.step.walk import Walk

_Option = TypeVar("_Option")
MOST_BRANCHES = 5  # of an inclusive split of which all combinations are tried; with more: each alone, and all


class Tape:
    """Decides by numbers written before, and by the first option after their end; notes how many options there were."""

    def __init__(self, written: Sequence[int] = ()) -> None:
        self.written = list(written)
        self.options: list[int] = []
        self.words: list[str] = []

    def pick(self, options: Sequence[_Option]) -> _Option:
        """The option that the tape names."""
        place = len(self.options)
        self.options.append(len(options))
        if place == len(self.written):
            self.written.append(0)
        return options[self.written[place]]

    def others(self) -> Iterator[tuple[int, ...]]:
        """The tapes that differ from this one first at a place it was not told about, all later ways."""
        for place, number in enumerate(self.options):
            for other in range(self.written[place] + 1, number):
                yield (*self.written[:place], other)

    def exclusive(self, walk: Walk, node: Node, scope: int) -> Flow:
        flow = self.pick(node.outgoing)
        if len(node.outgoing) > 1:
            self.words.append(f"“{node.title}”走“{flow.name or walk.net[flow.target].title}”")
        return flow

    def inclusive(self, walk: Walk, node: Node, scope: int) -> Sequence[Flow]:
        flows = self.pick(_subsets(node.outgoing))
        if len(node.outgoing) > 1:
            self.words.append(
                f"“{node.title}”走{'、'.join(f'“{flow.name or walk.net[flow.target].title}”' for flow in flows)}"
            )
        return flows

    def leaving(self, walk: Walk, node: Node, scope: int) -> Sequence[Flow]:
        """Flows without condition, and some of the others, or the default."""
        always = [flow for flow in node.outgoing if not flow.condition and flow.id != node.default]
        maybe = [flow for flow in node.outgoing if flow.condition and flow.id != node.default]
        if not maybe:
            return node.outgoing
        default: Sequence[Flow] = [flow for flow in node.outgoing if flow.id == node.default]
        return [*always, *self.pick([*_subsets(maybe), default])]

    def items(self, walk: Walk, node: Node, scope: int) -> Sequence[Any]:
        return self.pick([(None,), (None, None)])

    def decided(self, walk: Walk, row: Token) -> bool:
        assert row.body is not None
        multi, rule = walk.net[row.node].multi, rule_of(walk, row)
        if row.body.done >= row.body.total:
            return True
        needs_all = rule.kind is RuleKind.ALL and not rule.outcome and not (multi and multi.completion)
        return not needs_all and self.pick([False, True])

    def condition_holds(self, walk: Walk, node: Node, scope: int) -> bool:
        return False  # fired as a move of its own

    def timer(self, walk: Walk, node: Node, scope: int) -> Timer:
        return Timer(TimerKind.DURATION, "P1D")

    def answer(self, walk: Walk, node: Node, scope: int) -> Mapping[str, Any]:
        return {}

    def value(self, walk: Walk, element: str, condition: Condition, data: Mapping[str, Any]) -> Any:
        return None


def _subsets(flows: Sequence[Flow]) -> list[Sequence[Flow]]:
    if len(flows) > MOST_BRANCHES:
        return [*((flow,) for flow in flows), flows]
    return [some for size in range(1, len(flows) + 1) for some in combinations(flows, size)]
