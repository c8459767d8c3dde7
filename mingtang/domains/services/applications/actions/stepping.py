"""The steps of officials by what they filled in: from the form of a step to the action it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications.actions import accepting, deciding, distributing, joint_deciding, receiving
from mingtang.domains.services.applications.actions.accepting import Missing, Reasons
from mingtang.domains.services.applications.actions.deciding import Decision, Receipt
from mingtang.domains.services.applications.faces import Particulars, begun_with, particulars, step_form_of
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import STEPS, Step, step_of
from mingtang.domains.services.applications.process import steps as said
from mingtang.kernel.cases.api import Case, Token
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.forms import Form

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Turn:
    """Whose turn it is: an open step of an application with the part it belongs to."""

    application: Application
    part: Part
    step: Step
    token: Token

    @property
    def no(self) -> int:
        return int(self.token.no)

    @property
    def form(self) -> Form | None:
        """What is filled in at this step; None when the applicant does it."""
        return step_form_of(self.part, self.step, self._case)

    @property
    def begun_with(self) -> dict[str, Any]:
        """What the form begins with."""
        return begun_with(self.part, self.step, self._case)

    def licence(self, answers: Answers) -> Particulars | None:
        """What clean answers say of the licence that this step makes; None when it makes none."""
        return particulars(self.part, self.step, self._case, answers)

    @property
    def _case(self) -> Case:
        case = self.application.case
        assert case is not None  # steps are those of a case
        return case


def turn_at(application: Application, no: int) -> Turn | None:
    """The open step `no`; None when it is not open or none of the law. Two statements."""
    token = Token.objects.filter(case=application.case_id, no=no, life="A", kind="T").first()
    step, branch = step_of(token.node) if token else (None, "")
    if token is None or step is None:
        return None
    part = application.parts.filter(branch=branch).select_related("organ").first()
    if part is None:
        return None
    part.application = application
    return Turn(application, part, step, token)


def take_turn(actor: Actor, turn: Turn, answers: Answers, *, key: str = "") -> None:
    """Do a step with clean answers of its form. Raises Refused, and what the actions raise."""
    _MEANINGS[turn.step](actor, turn, answers, key)


def _receive(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    if answers["outcome"] == said.RECEIVED:
        receiving.receive(actor, turn.application, turn.no, key=key)
    else:
        receiving.send_back(actor, turn.application, turn.no, answers.get("reason", ""), key=key)


def _accept(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    if answers["outcome"] == said.ACCEPTED:
        accepting.accept(actor, turn.part, turn.no, key=key)
    elif answers["outcome"] == said.CORRECTION and turn.part.branch:
        raise Refused("联办事项的补正由牵头部门一次告知，本环节请选择受理或者不予受理。", "outcome")
    elif answers["outcome"] == said.CORRECTION:
        accepting.ask_correction(actor, turn.part, turn.no, [Missing(**row) for row in answers["missing"]], key=key)
    else:
        reasons = Reasons(answers.get("reason", ""), answers.get("law", ""), answers.get("competent", ""))
        accepting.propose_refusal(actor, turn.part, turn.no, reasons, key=key)


def _refuse(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    accepting.confirm_refusal(actor, turn.part, turn.no, opinion=answers.get("opinion", ""), key=key)


def _review(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    outcome = STEPS[turn.step].outcomes[0]
    opinion = answers.get("opinion", "") or ("同意。" if turn.step is Step.CHECK else "")
    deciding.review(actor, turn.part, turn.no, outcome, opinion, key=key)


def _inspect(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    people = [" ".join(filter(None, (row["name"], row.get("certificate", "")))) for row in answers["inspectors"]]
    deciding.inspect(actor, turn.part, turn.no, people, answers["opinion"], witness=answers.get("witness", ""), key=key)


def _decide(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    granted = answers["outcome"] == said.GRANTED
    decision = Decision(granted, answers["facts"], answers["law"], answers.get("reason", ""))
    deciding.decide(actor, turn.part, turn.no, decision, licence=turn.licence(answers), key=key)


def _issue(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    deciding.issue_result(actor, turn.application, turn.no, licence=turn.licence(answers), key=key)


def _deliver(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    receipt = Receipt(answers["way"], answers["receiver"], timezone.now(), answers.get("tracking", ""))
    deciding.deliver(actor, turn.application, turn.no, receipt, key=key)


def _verify(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    deciding.verify(actor, turn.part, turn.no, answers["outcome"], answers["opinion"], key=key)


def _examine(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    if answers["outcome"] == said.COMPLETE:
        distributing.find_complete(actor, turn.part, turn.no, key=key)
    else:
        missing = [Missing(**row) for row in answers["missing"]]
        distributing.report_defects(actor, turn.part, turn.no, missing, key=key)


def _notify(actor: Actor, turn: Turn, _answers: Answers, key: str) -> None:
    distributing.notify(actor, turn.application, turn.no, key=key)


def _opine(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    joint_deciding.opine(actor, turn.part, turn.no, answers["outcome"], answers.get("reason", ""), key=key)


def _urge(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    joint_deciding.urge(actor, turn.part, turn.no, answers.get("opinion", ""), key=key)


def _conclude(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    joint_deciding.conclude(actor, turn.application, turn.no, answers["opinion"], key=key)


def _refuse_unknown(actor: Actor, turn: Turn, answers: Answers, key: str) -> None:
    raise Refused("这一环节由申请人办理。")


Meaning = Callable[[Actor, Turn, Answers, str], None]
_MEANINGS: dict[Step, Meaning] = dict.fromkeys(Step, _refuse_unknown) | {
    Step.RECEIVE: _receive,
    Step.DEFECTS: _examine,
    Step.NOTIFY: _notify,
    Step.OPINE: _opine,
    Step.URGE: _urge,
    Step.CONCLUDE: _conclude,
    Step.ACCEPT: _accept,
    Step.REFUSE: _refuse,
    Step.REVIEW: _review,
    Step.CHECK: _review,
    Step.INSPECT: _inspect,
    Step.DECIDE: _decide,
    Step.ISSUE: _issue,
    Step.DELIVER: _deliver,
    Step.VERIFY: _verify,
}
