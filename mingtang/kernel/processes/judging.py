"""Whether a content is fit to be published: what does not compile, and what could go wrong in some run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from mingtang.kernel.clocks.api import limit_codes
from mingtang.kernel.processes.compiled import available_decisions, vocabulary_for
from mingtang.lib.flow import Net, compile_bpmn
from mingtang.lib.flow.bpmn import Fault
from mingtang.lib.flow.check import Finding, FindingKind, check
from mingtang.lib.flow.decisions import CoverageKind, DecisionTable, compile_dmn, coverage
from mingtang.lib.flow.net import NodeKind


@dataclass(frozen=True)
class Remark:
    """Something to know about an element ("" is the whole). `grave` forbids publishing; `trace` is a way that leads there."""

    element: str
    message: str
    grave: bool = True
    line: int = 0
    trace: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What is to be said about a content. `pinned` are the versions of decision tables it calls, by key."""

    remarks: tuple[Remark, ...] = ()
    pinned: dict[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether it may be published."""
        return not any(remark.grave for remark in self.remarks)


def judge_process(xml: str, organ_id: int | None) -> Judgement:
    """Judge BPMN that an organ (None is the node) wants to run."""
    net = compile_bpmn(xml.encode(), vocabulary=vocabulary_for(organ_id))
    if not isinstance(net, Net):
        return Judgement(tuple(_fault(fault) for fault in net))
    found = (
        Remark(finding.element, finding.message, finding.kind is not FindingKind.TOO_LARGE, trace=finding.trace)
        for finding in _checked(net)
    )
    return Judgement((*_unknown_limits(net), *found), _pinned(net, organ_id))


@lru_cache(maxsize=100)
def _checked(net: Net) -> tuple[Finding, ...]:
    """Exploring a net takes up to half a second; the same one is judged when it is drawn, saved, looked at and published."""
    return check(net)


def _unknown_limits(net: Net) -> Iterator[Remark]:
    known = limit_codes()
    for node in net.nodes:
        for code in node.duty.clock.split():
            if code not in known:
                yield Remark(node.id, f"没有时限“{code}”")


def _pinned(net: Net, organ_id: int | None) -> dict[str, int]:
    called = {node.handler for node in net.nodes if node.kind is NodeKind.RULE}
    return {key: pk for key, pk in available_decisions(organ_id).items() if key in called} if called else {}


def judge_decision(xml: str) -> Judgement:
    """Judge a decision table: forbidden overlaps are grave, gaps are to be known."""
    table = compile_dmn(xml.encode())
    if not isinstance(table, DecisionTable):
        return Judgement(tuple(_fault(fault) for fault in table))
    return Judgement(
        tuple(
            Remark(finding.rules[0] if finding.rules else "", finding.message, finding.kind is CoverageKind.OVERLAP)
            for finding in coverage(table)
        )
    )


def _fault(fault: Fault) -> Remark:
    return Remark(fault.element, fault.message, line=fault.line)
