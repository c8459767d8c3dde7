"""Handing in the materials of an application: uploaded now, used again from earlier, or promised for later."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.committing import require_trusted
from mingtang.domains.services.applications.actions.drafting import require_own_draft
from mingtang.domains.services.applications.actions.sharing import pull_shared
from mingtang.domains.services.applications.events import MaterialsSupplied
from mingtang.domains.services.applications.materials import LABEL, PROMISED, Asked, asked_of
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State
from mingtang.kernel.content.api import (
    Target,
    attach_material,
    detach_material,
    materials_of,
    reusable_materials,
    reuse_material,
    store_file,
)
from mingtang.kernel.directory.api import AccountActor, Refused
from mingtang.kernel.evidence.api import act


def supply(actor: AccountActor, draft: Application, sent: Any, files: Any) -> dict[str, str]:
    """Take in what was sent for the materials of a draft; answers what could not be taken, by the key of the material.

    Fields are named after the place of a material: `m3` files, `reuse3` ids of earlier materials, `later3` the promise.
    What is sound is kept although something else is not.
    """
    if draft.owner_id != actor.account_id:
        raise Refused("只能为自己的申请提交材料。")
    errors: dict[str, str] = {}
    pull_shared(actor, draft)
    asked = _open(draft, asked_of(actor, draft))
    for each in asked:
        try:
            reused = [] if draft.clerk_id == actor.account_id else sent.getlist(f"reuse{each.place}")
            _take(actor, draft, each, files.getlist(f"m{each.place}"), reused)
        except Refused as refusal:
            errors[each.key] = str(refusal)
    if not draft.is_draft:
        _announce_if_complete(actor, draft, asked)
        return errors
    promised = sorted(each.key for each in asked if each.may_come_later and sent.get(f"later{each.place}"))
    try:
        if promised:
            require_trusted(draft.applicant_number)
    except Refused as refusal:
        errors |= dict.fromkeys(promised, str(refusal))
        promised = []
    if promised != draft.scenario.get(PROMISED, []):
        with act(acts.DRAFT, actor, draft) as deed:
            deed.change(draft, scenario={**draft.scenario, PROMISED: promised}, saved_at=timezone.now())
    return errors


def _announce_if_complete(actor: AccountActor, application: Application, before: list[Asked]) -> None:
    """Say so when all that was promised for later has come."""
    if any(each.is_outstanding for each in before) and not any(
        each.is_outstanding for each in asked_of(actor, application)
    ):
        with act(acts.SUPPLEMENT, actor, application) as deed:
            deed.announce(MaterialsSupplied(subject=f"application:{application.pk}", application_id=application.pk))


def _open(application: Application, asked: list[Asked]) -> list[Asked]:
    """What may be handed in now: everything before receipt and when correcting, later only what was promised."""
    if application.is_draft or application.state in {State.CORRECTING, State.PRE_RETURNED}:
        return asked
    return [each for each in asked if each.is_outstanding and not application.is_over]


def _take(actor: AccountActor, draft: Application, asked: Asked, files: list[Any], reused: list[str]) -> None:
    target = Target(LABEL, str(draft.pk), asked.place)
    for sent in files:
        _require_fitting(asked.told, sent)
        attach_material(actor, store_file(actor, sent), target, name=asked.name, key=asked.key)
    if reused:
        known = {str(each.pk): each for each in reusable_materials(actor, asked.key, on=timezone.localdate())}
        for key in reused:
            if key in known:
                reuse_material(actor, known[key], target, name=asked.name)


def _require_fitting(told: Mapping[str, Any], sent: Any) -> None:
    """What the item itself says of size and type; what the node allows is seen to when the file is stored."""
    most = told.get("max_mb")
    if most and sent.size > most * 1024 * 1024:
        raise Refused(f"{sent.name} 超过 {most} MB（{sent.size / 1024 / 1024:.1f} MB），请压缩后重新选择。")
    types = [
        each.strip(" .").lower()
        for each in str(told.get("file_types", "")).replace("，", ",").split(",")
        if each.strip()
    ]
    if types and sent.name.rpartition(".")[2].lower() not in types:
        raise Refused(f"{sent.name} 的格式不对，这份材料只收 {'、'.join(types).upper()}。")


def take_back(actor: AccountActor, draft: Application, material_id: int) -> None:
    """Remove a material from a draft. Raises Refused when it is not there."""
    require_own_draft(actor, draft)
    material = materials_of(actor, LABEL, str(draft.pk)).filter(pk=material_id).first()
    if material is None:
        raise Refused("这份材料已经不在申请里。")
    detach_material(actor, material, Target(LABEL, str(draft.pk)))
