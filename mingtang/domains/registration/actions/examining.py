"""Examining applications: the identity checked by one officer, the whole reviewed by another."""

from django.utils import timezone

from mingtang.domains.registration import acts
from mingtang.domains.registration.actions.judging import open_step, require_officer
from mingtang.domains.registration.models import CertificateApplication, IdentityCheck
from mingtang.domains.registration.rules import CORRECT, PASS, Stage
from mingtang.domains.registration.subjects import differences
from mingtang.kernel.cases.api import handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.flow.commands import Complete


def check_identity(
    actor: Actor,
    application: CertificateApplication,
    *,
    method: str,
    outcome: str,
    document: str = "",
    note: str = "",
    key: str = "",
) -> IdentityCheck:
    """Record who was seen and what was compared, and complete the step with `outcome`. Raises Refused, NotPermitted."""
    with act(acts.CHECK_IDENTITY, actor, application) as deed:
        require_officer(actor, application, Stage.CHECK)
        _require_words(method, outcome, document, note)
        check = IdentityCheck(
            application=application, step=open_step(application), method=method, document=document, outcome=outcome,
            note=note, differences=differences(application) if application.needs_request else [],
            officer_id=actor.account_id, at=timezone.now(),
        )  # fmt: skip
        deed.create(check)
        deed.note = note
        handle(actor, application.case_id, Complete(check.step, outcome), opinion=note, key=key)
    return check


def _require_words(method: str, outcome: str, document: str, note: str) -> None:
    if outcome != PASS and not note.strip():
        raise Refused("请写明理由。", "note")
    if method in {IdentityCheck.Method.FACE, IdentityCheck.Method.DOCUMENT} and not document.strip():
        raise Refused("请填写查验的证件或文书。", "document")


def review(
    actor: Actor, application: CertificateApplication, *, outcome: str, opinion: str = "", key: str = ""
) -> None:
    """Review an application that another officer has checked. Raises Refused, NotPermitted; `cases.handle` asks again."""
    require_officer(actor, application, Stage.REVIEW)
    handle(actor, application.case_id, Complete(open_step(application), outcome), opinion=opinion, key=key)


def send_back(actor: Actor, application: CertificateApplication, *, opinion: str, key: str = "") -> None:
    """Send an approved application back before anything is issued. Raises Refused, NotPermitted."""
    if not opinion.strip():
        raise Refused("请写明退回的理由。", "note")
    handle(actor, application.case_id, Complete(open_step(application), CORRECT), opinion=opinion.strip(), key=key)
