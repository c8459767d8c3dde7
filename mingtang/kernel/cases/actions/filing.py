"""Completing a step whose form is filled in: the answers are filed in the transaction of the command."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.handling import handle
from mingtang.kernel.cases.models import Filing, OpinionDraft, Step
from mingtang.kernel.content.api import File, Target, attach_material
from mingtang.kernel.evidence.api import Actor, act, declare_act, several_acts
from mingtang.kernel.forms.api import form_of
from mingtang.lib.flow.commands import Complete

FILE_FORM = declare_act("cases.file_form", "填报表单", None)


@dataclass(frozen=True)
class Answers:
    """What was filled in: the form, its version, and clean data."""

    form: str
    version: int
    data: Mapping[str, Any]


def complete(
    actor: Actor, case_id: int, command: Complete, *, answers: Answers | None, opinion: str = "", key: str = ""
) -> Step:
    """Complete an item and file what was filled in at it. Raises as `handle`; then nothing is filed either."""
    with several_acts():
        step = handle(actor, case_id, command, opinion=opinion, key=key)
        if answers is not None:
            _file(actor, step, answers)
        OpinionDraft.objects.filter(account=actor.account_id, case=case_id, no=command.token).delete()
    return step


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
