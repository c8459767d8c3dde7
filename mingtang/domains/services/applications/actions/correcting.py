"""The applicant's answer: the application changed before receipt, or corrected as it was asked."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.joint_correcting import correction_is_over
from mingtang.domains.services.applications.actions.receiving import receipt_of
from mingtang.domains.services.applications.actions.submitting import require_materials
from mingtang.domains.services.applications.actions.writing import issue_letter
from mingtang.domains.services.applications.door import complete, once
from mingtang.domains.services.applications.events import ApplicationClosed, ApplicationCorrected
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import Step, step_of
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.rules import State, why_not_answered
from mingtang.domains.services.catalogue.api import is_joint
from mingtang.kernel.cases.api import Case, Token
from mingtang.kernel.directory.api import AccountActor, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act

_ANSWERS = {Step.AMEND: (said.FILED_AGAIN, acts.FILE_AGAIN), Step.CORRECT: (said.CORRECTED, acts.CORRECT)}


@once
def answer(actor: AccountActor, application: Application, answers: Mapping[str, Any], *, key: str = "") -> None:
    """Hand the application in again with clean `answers`. Raises Incomplete when a material is missing, Refused when nothing
    is asked.
    """
    token = open_answer(application)
    if token is None or application.owner_id != actor.account_id:
        raise Refused("目前没有需要您补正的内容。")
    step, _branch = step_of(token.node)
    assert step is not None
    outcome, kind = _ANSWERS[step]
    require_materials(application)
    _require_answered(actor, application)
    with act(kind, actor, application) as deed:
        complete(actor, application, token.no, outcome, key=key)
        deed.change(application, answers=dict(answers), saved_at=timezone.now())
        for defect in application.defects.filter(told_at__isnull=False, corrected_at=None):
            deed.change(defect, corrected_at=timezone.now())
        if is_joint(application.version.document):
            correction_is_over(deed, application)
        elif step is Step.CORRECT:
            _receive_anew(deed, actor, application)
        deed.announce(ApplicationCorrected(subject=f"application:{application.pk}", application_id=application.pk))


def _require_answered(actor: AccountActor, application: Application) -> None:
    """Raises Refused while a material that was asked for has not been handed in since; words and forms are read by people."""
    defects = list(application.defects.filter(told_at__isnull=False, corrected_at=None))
    if not defects:
        return
    told_at = min(each.told_at for each in defects if each.told_at)
    named = {name for each in defects for name in (each.about, each.material) if name}
    asked = [each for each in asked_of(actor, application) if named & {each.name, each.key} and not each.is_form]
    renewed = {each.name for each in asked if each.shared or any(piece.at >= told_at for piece in each.handed_in)}
    if refusal := why_not_answered([each.name for each in asked], renewed):
        raise Refused(refusal)


def _receive_anew(deed: Deed, actor: Actor, application: Application) -> None:
    """What was corrected is received as on this day, with a new receipt: silence from now on means accepted from now on.

    In a joint matter each branch looks for itself when its turn came.
    """
    deed.change(application, received_at=timezone.now())
    issue_letter(deed, actor, application, "receipt", **receipt_of(application, "网上接收"))


def open_answer(application: Application) -> Token | None:
    """The step that waits for the applicant; one statement."""
    nodes = [str(step) for step in _ANSWERS]
    found: Token | None = Token.objects.filter(case=application.case_id, life="A", kind="T", node__in=nodes).first()
    return found


def lapse(case: Case, _vars: Mapping[str, Any], _key: str) -> Mapping[str, Any]:
    """The correction did not come: the application ends so. Called by the worker, at least once, once in effect."""
    application = Application.objects.get(case=case)
    if application.state != State.LAPSED:
        with act(acts.LAPSE, SYSTEM, application) as deed:
            Part.objects.filter(application=application, decision="").update(state=State.LAPSED)
            deed.change(application, state=State.LAPSED)
            deed.announce(
                ApplicationClosed(
                    subject=f"application:{application.pk}", application_id=application.pk, state=State.LAPSED.value
                )
            )
    return {}
