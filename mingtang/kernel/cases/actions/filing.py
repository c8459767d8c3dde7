"""Completing a step: what was filled in is filed, and what was signed is kept, in the transaction of the command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.handling import handle
from mingtang.kernel.cases.models import Case, Filing, OpinionDraft, Step, Token
from mingtang.kernel.cases.signing import Decision, Filled, moment_of, text_to_sign
from mingtang.kernel.content.api import File, Target, attach_material
from mingtang.kernel.directory.api import Refused as NotSigned
from mingtang.kernel.evidence.api import Actor, act, declare_act, several_acts
from mingtang.kernel.forms.api import form_of
from mingtang.kernel.processes.api import net_of
from mingtang.kernel.trust.api import Signed, keep_signature, signature_about, verified
from mingtang.lib.flow import Refused
from mingtang.lib.flow.commands import Complete

FILE_FORM = declare_act("cases.file_form", "填报表单", None)


@dataclass(frozen=True)
class Answers:
    """What was filled in: the form, its version, and clean data."""

    form: str
    version: int
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Signature:
    """What came back for a text that was shown: signature and public key in Base64, and the time in the text."""

    value: str
    at: str
    public_key: str = ""


def complete(
    actor: Actor,
    case_id: int,
    command: Complete,
    *,
    answers: Answers | None,
    opinion: str = "",
    key: str = "",
    signature: Signature | None = None,
) -> Step:
    """Complete an item, file what was filled in at it and keep the signature that came with it.

    Raises as `handle`, and Refused with the code "signature" for one that is not the actor's, or not over this; then
    nothing is filed either.
    """
    signed = _verified(actor, case_id, command, answers, opinion, signature) if signature else None
    with several_acts():
        step = handle(actor, case_id, command, opinion=opinion, key=key, signed=signed)
        if signed is not None:
            _keep(actor, step, signed)
        if answers is not None:
            _file(actor, step, answers)
        OpinionDraft.objects.filter(account=actor.account_id, case=case_id, no=command.token).delete()
    return step


def text_for(actor: Actor, case_id: int, command: Complete, answers: Answers | None, opinion: str, at: datetime) -> str:
    """What `actor` signs to complete an item so: the page shows it, the API gives it, and a signature is verified
    against it. Raises Case.DoesNotExist; Refused when there is no such item.
    """
    case = Case.objects.select_related("organ").get(pk=case_id)
    token = Token.objects.filter(pk=(case_id, command.token)).first()
    if token is None:
        raise Refused("no_task", "没有这件事项。")
    title = token.title or (net_of(case.version_id)[token.node].title if token.node else "")
    filled = Filled(answers.version, answers.data) if answers else None
    return text_to_sign(actor, Decision(case, token.no, token.node, title, command, opinion, filled, at))


def _verified(
    actor: Actor, case_id: int, command: Complete, answers: Answers | None, opinion: str, signature: Signature
) -> Signed:
    text = text_for(actor, case_id, command, answers, opinion, moment_of(signature.at))
    try:
        return verified(actor, text, signature.value, public_key=signature.public_key)
    except NotSigned as fault:
        raise Refused("signature", str(fault)) from fault


def _keep(actor: Actor, step: Step, signed: Signed) -> None:
    """Keep the signature with the row of history that it is under; a repeated command finds it there."""
    if step.body.get("signed") == signed.digest and not signature_about(step):
        keep_signature(actor, signed, step, title=step.title)


def _file(actor: Actor, step: Step, answers: Answers) -> None:
    """Add the filing. An item is completed once, so a repeated command finds it there."""
    if Filing.objects.filter(case=step.case_id, no=step.no, form=answers.form).exists():
        return
    filing = Filing(
        case_id=step.case_id,
        no=step.no,
        form=answers.form,
        form_version=answers.version,
        data=dict(answers.data),
        by_id=actor.account_id,
        by_name=actor.name,
        at=timezone.now(),
    )
    with act(FILE_FORM, actor, within=step.case) as deed:
        deed.create(filing)
    _hand_in(actor, step.case_id, answers)


def _hand_in(actor: Actor, case_id: int, answers: Answers) -> None:
    """Files among the answers become materials of the case, so that whoever may read it may open them."""
    fields = form_of(answers.version).fields.values()
    keys = [key for field in fields if field.kind.code == "files" for key in answers.data.get(field.name) or ()]
    for file in File.objects.filter(pk__in=keys).select_related("content") if keys else ():
        attach_material(actor, file, Target("cases.case", str(case_id)), name=file.name)
