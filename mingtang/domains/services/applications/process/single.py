"""Processes for items of one organ, to begin from."""

from collections.abc import Callable
from dataclasses import dataclass

from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.process.drawing import Scope, process, written
from mingtang.domains.services.applications.process.review import (
    draw_acceptance,
    draw_decision,
    draw_delivery,
    draw_intake,
)
from mingtang.domains.services.applications.process.steps import Step


@dataclass(frozen=True)
class Start:
    """A process to begin from, and what it is for."""

    key: str
    title: str
    purpose: str
    draw: Callable[[Scope], None]

    @property
    def xml(self) -> str:
        """Its BPMN, with a diagram."""
        scope = process(self.key, self.title)
        self.draw(scope)
        return written(scope)


def _promised(scope: Scope, *, inspected: bool = False) -> None:
    accept, accepted = draw_acceptance(scope)
    scope.flow(draw_intake(scope), accept)
    draw_delivery(scope, draw_decision(scope, accepted, inspected=inspected))


def _inspected(scope: Scope) -> None:
    _promised(scope, inspected=True)


def _immediate(scope: Scope) -> None:
    """Decided where it is filed: one step accepts, decides and hands out."""
    filed = scope.put("startEvent", "filed", "提交申请")
    decide = scope.put("userTask", Step.DECIDE, "当场办理", candidates="role:front_clerk", organ="=window")
    correct = scope.step(Step.CORRECT, clock="services.correction")
    done = scope.put("endEvent", "done", "办结")
    made = scope.choice("made", "办理结果", done)
    scope.chain(filed, decide, made, done)
    scope.outcome(made, correct, said.CORRECTION)
    scope.flow(correct, decide)


def _commitment(scope: Scope) -> None:
    """Decided on the applicant's word, which is checked afterwards (告知承诺)."""
    accept, accepted = draw_acceptance(scope)
    scope.flow(draw_intake(scope), accept)
    decide = scope.step(Step.DECIDE)
    granted = scope.choice("granted", "是否准予", "only_told")
    both, told = scope.put("parallelGateway", "both", ""), scope.put("exclusiveGateway", "only_told", "")
    later, verify = scope.after("later", "届时核查", "=limits.commitment_check"), scope.step(Step.VERIFY)
    scope.chain(accepted, decide, granted, told)
    scope.outcome(granted, both, said.GRANTED)
    scope.flow(both, told)
    scope.chain(both, later, verify, scope.put("endEvent", "verified", "核查完毕"))
    draw_delivery(scope, told)


STARTS = (
    Start("service-immediate", "即办件", "当场受理、当场决定、当场送达，可以补正材料", _immediate),
    Start("service-promised", "承诺件（单部门）", "收件、受理、审查、审核、决定、制证、送达", _promised),
    Start("service-inspected", "承诺件（含现场核查）", "审查之后由两名以上人员现场核查", _inspected),
    Start("service-commitment", "告知承诺件", "凭申请人承诺当场决定，事后核查", _commitment),
)
