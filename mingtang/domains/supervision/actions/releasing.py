"""Asking to be released (申请退办): a charged organ says that the matter is not its own. A case decides."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.supervision import acts
from mingtang.domains.supervision.actions.dispatching import tell_leaders
from mingtang.domains.supervision.calendar import last_day_to_refuse
from mingtang.domains.supervision.case_type import RELEASE
from mingtang.domains.supervision.events import UnitReleased
from mingtang.domains.supervision.models import Release, SupervisedItem
from mingtang.kernel.cases.api import Case, Token, handle, open_case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.lib.flow.commands import Complete, Terminate

RELEASED = "退办"
"""The outcome with which the process lets a branch go; only the system completes with it."""


def why_no_release(actor: Actor, item: SupervisedItem, today: date | None = None) -> str:
    """Why the actor's organ cannot ask to be released now; empty when it can. Three small statements at most."""
    if item.assigned_on is None or item.ended_on is not None:
        return "只有正在办理的事项可以申请退办。"
    if (today or timezone.localdate()) > (last := last_day_to_refuse(item)):
        return f"退办要在 {last:%Y-%m-%d} 以前申请，现在已经过期。"
    if not _open_steps(item, actor.organ_id).filter(node__in=["sign", "handle"]).exists():
        return "本单位没有可以退办的任务。"
    if item.releases.filter(organ=actor.organ_id, case__ended_at=None).exists():
        return "本单位的退办申请正在审核。"
    return ""


def ask_for_release(actor: Actor, item: SupervisedItem, *, reason: str) -> Release:
    """Ask to be released; opens a case for whoever decides. Raises Refused."""
    with act(acts.ASK_FOR_RELEASE, actor, item) as deed:
        if obstacle := why_no_release(actor, item):
            raise Refused(obstacle)
        release = Release(item=item, reason=reason, asked_on=timezone.localdate())
        release.organ_id = actor.organ_id  # type: ignore[assignment]
        release.case = open_case(
            actor, RELEASE.code, title=f"退办：{item.title}"[:200], organ=item.organ, vars={"item": item.pk}
        )
        deed.note = reason
        deed.create(release)
    return release


def release(case: Case, _vars: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Let an organ go as its request says; once in effect. Without its lead organ the item ends, to be assigned anew."""
    asked = Release.objects.select_related("item__organ", "item__lead").get(case=case)
    item = asked.item
    if asked.granted_on is None:
        with act(acts.RELEASE, SYSTEM, item) as deed:
            deed.change(asked, granted_on=timezone.localdate())
            deed.announce(UnitReleased(subject=f"item:{item.pk}", item_id=item.pk))
            tell_leaders([asked.organ_id], item, "退办已经批准", f"“{item.title}”不再由贵单位承办。", key=key)
    if asked.organ_id == item.lead_id:
        handle(SYSTEM, item.case_id or 0, Terminate("主办单位退办，另行立项交办"), key=f"release:{asked.pk}")
        return {}
    for row in _open_steps(item, asked.organ_id).exclude(node="progress"):
        handle(SYSTEM, row.case_id, Complete(row.no, RELEASED), key=f"release:{asked.pk}:{row.no}")
    return {}


def _open_steps(item: SupervisedItem, organ_id: int | None) -> Any:
    return Token.objects.filter(
        case=item.case_id, organ=organ_id, life="A", kind="T", node__in=["sign", "handle", "check", "progress"]
    )
