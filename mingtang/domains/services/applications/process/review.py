"""How one organ handles its part: acceptance, review, decision. Drawn once, for single items and for branches alike.

Limits come as variables that the case was opened with (`limits.acceptance` = "P5WD"): no diagram states the law.
"""

from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.process.drawing import Scope
from mingtang.domains.services.applications.process.steps import Step

DEEM, LAPSE = "services.deem_accepted", "services.lapse_correction"


def draw_acceptance(scope: Scope, *, organ: str = "", correctable: bool = True) -> tuple[str, str]:
    """Acceptance with its deemed form and its refusal; answers the step and where it goes on.

    Not asked within the limit means accepted from the day of receipt (行政许可法第三十二条第一款第四项).
    """
    who = {"organ": organ} if organ else {}
    accept = scope.step(Step.ACCEPT, clock="services.acceptance", **who)
    silent = scope.timer("silent", "期满未告知", accept, "=limits.acceptance")
    deem = scope.put("serviceTask", "deem", "视为受理", call=DEEM)
    going_on = scope.put("exclusiveGateway", "accepted", "")
    refuse = scope.step(Step.REFUSE, **who)
    ended = scope.put("endEvent", "not_accepted", "不予受理")
    judged = scope.choice("judged", "是否受理", going_on)
    scope.chain(accept, judged, going_on)
    scope.chain(silent, deem, going_on)
    scope.outcome(judged, refuse, said.NOT_ACCEPTED)
    scope.flow(refuse, ended)
    if correctable:
        _draw_correction(scope, judged, accept)
    return accept, going_on


def _draw_correction(scope: Scope, judged: str, accept: str) -> None:
    correct = scope.step(Step.CORRECT, clock="services.correction")
    scope.outcome(judged, correct, said.CORRECTION)
    scope.flow(correct, accept)
    draw_lapse(scope, correct)


def draw_lapse(scope: Scope, correct: str) -> None:
    """The applicant does not come: the case ends so."""
    late = scope.timer("late", "逾期未补正", correct, "=limits.correction")
    lapse = scope.put("serviceTask", "lapse", "补正不来办结", call=LAPSE)
    scope.chain(late, lapse, scope.put("endEvent", "lapsed", "补正不来办结"))


def draw_decision(scope: Scope, begin: str, *, organ: str = "", inspected: bool = False) -> str:
    """Review, the check of it, the decision; answers the last of them (行政许可法第三十四至三十八条)."""
    who = {"organ": organ} if organ else {}
    review, check, decide = (scope.step(step, **who) for step in (Step.REVIEW, Step.CHECK, Step.DECIDE))
    inspections = (scope.step(Step.INSPECT, **who),) if inspected else ()
    scope.chain(begin, review, *inspections, check, decide)
    return decide


def draw_delivery(scope: Scope, begin: str) -> str:
    """The document is made and handed out; answers the end."""
    issue, deliver = scope.step(Step.ISSUE), scope.step(Step.DELIVER, organ="=window")
    done = scope.put("endEvent", "done", "办结")
    scope.chain(begin, issue, deliver, done)
    return done


def draw_intake(scope: Scope) -> str:
    """The application arrives at the window; answers where it goes on when it was taken."""
    filed = scope.put("startEvent", "filed", "提交申请")
    receive, amend = scope.step(Step.RECEIVE, organ="=window", clock="services.prereview"), scope.step(Step.AMEND)
    received = scope.put("exclusiveGateway", "received", "")
    taken = scope.choice("taken", "是否收件", received)
    scope.chain(filed, receive, taken, received)
    scope.outcome(taken, amend, said.SENT_BACK)
    scope.flow(amend, receive)
    return received
