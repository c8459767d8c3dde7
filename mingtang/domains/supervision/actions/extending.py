"""Asking for a later date. Whether it is granted is decided in a case of its own."""

from datetime import date

from django.utils import timezone

from mingtang.domains.supervision import acts
from mingtang.domains.supervision.case_type import EXTENSION
from mingtang.domains.supervision.models import Extension, SupervisedItem
from mingtang.kernel.cases.api import Token, open_case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def why_no_extension(actor: Actor, item: SupervisedItem) -> str:
    """Why the actor's organ cannot ask for a later date now; empty when it can. Two statements at most."""
    if item.due_on is None or item.assigned_on is None or item.ended_on is not None:
        return "只有正在办理的事项可以申请延期。"
    if timezone.localdate() > item.due_on:
        return "延期要在时限届满之前申请；已经超期的，按超期记录。"
    if not Token.objects.filter(
        case=item.case_id, organ=actor.organ_id, life="A", node__in=["handle", "check"]
    ).exists():
        return "本单位没有正在办理的任务。"
    if item.extensions.filter(case__ended_at=None).exists():
        return "已有延期申请正在审核。"
    return ""


def ask_for_extension(actor: Actor, item: SupervisedItem, *, until: date, reason: str) -> Extension:
    """Ask for a later date; opens a case for whoever decides. Raises Refused."""
    with act(acts.ASK_FOR_EXTENSION, actor, item) as deed:
        if obstacle := why_no_extension(actor, item):
            raise Refused(obstacle)
        if item.due_on is None or until <= item.due_on:
            raise Refused(f"新的时限要晚于现在的时限（{item.due_on:%Y-%m-%d}）。", "until")
        extension = Extension(item=item, before=item.due_on, until=until, reason=reason, asked_on=timezone.localdate())
        extension.organ_id = actor.organ_id  # type: ignore[assignment]
        extension.case = open_case(
            actor, EXTENSION.code, title=f"延期：{item.title}"[:200], organ=item.organ, vars={"item": item.pk}
        )
        deed.note = reason
        deed.create(extension)
    return extension
