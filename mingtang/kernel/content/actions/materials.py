"""Handing materials in, handing them in again, checking them, taking them back.

Whether the actor may add to the object at all is for the object's own app to see, before it calls these.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mingtang.kernel.content.acts import ATTACH_MATERIAL, CHECK_MATERIAL, DETACH_MATERIAL, REUSE_MATERIAL
from mingtang.kernel.content.events import MaterialAttached, MaterialChecked
from mingtang.kernel.content.models import Attachment, File, Material
from mingtang.kernel.content.models.holding import holder
from mingtang.kernel.content.permissions import CHECK_MATERIALS
from mingtang.kernel.content.policy import can_check
from mingtang.kernel.content.rules import ScanState
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, NotPermitted, act, record_refusal


@dataclass(frozen=True)
class Target:
    """The object that a material is for: the label of its model, its id, and the place among its materials."""

    label: str
    object_id: str
    place: int = 0


def attach_material(
    actor: Actor,
    file: File,
    target: Target,
    *,
    name: str,
    key: str = "",
    origin: str = Material.Origin.UPLOADED,
    valid_until: date | None = None,
) -> Material:
    """Hand a file in as a material called `name`. Raises Refused when the file is another's or infected."""
    if not file.is_held_by(actor):
        raise Refused("只能提交自己的文件。")
    _require_clean(file)
    material = Material(
        file=file, name=name, key=key, origin=origin, valid_until=valid_until, at=timezone.now(), **holder(actor)
    )
    with act(ATTACH_MATERIAL, actor, file) as deed:
        deed.create(material)
        _attach(deed, material, target)
    return material


def reuse_material(actor: Actor, source: Material, target: Target, *, name: str = "") -> Material:
    """Hand one's own material in again. Raises Refused when it is another's, expired, defective or infected."""
    if not source.is_held_by(actor):
        raise Refused("只能复用自己的材料。")
    if not source.is_valid_on(timezone.localdate()):
        raise Refused(f"“{source.name}”已于 {source.valid_until:%Y-%m-%d} 过期，请重新上传。")
    if source.check_state == Material.Check.DEFECTIVE:
        raise Refused(f"“{source.name}”曾被要求补正：{source.defect}")
    _require_clean(source.file)
    again = Material(
        file=source.file, name=name or source.name, key=source.key, origin=Material.Origin.REUSED, source=source,
        valid_until=source.valid_until, at=timezone.now(), **holder(actor),
    )  # fmt: skip
    with act(REUSE_MATERIAL, actor, source) as deed:
        deed.create(again)
        _attach(deed, again, target)
    return again


def check_material(actor: Actor, material: Material, *, defect: str = "") -> None:
    """Say that a material is good, or what is wrong with it. Raises NotPermitted for one's own and for strangers'."""
    if not (actor.may(CHECK_MATERIALS) and can_check(actor, material)):
        record_refusal(CHECK_MATERIAL, actor, material)
        raise NotPermitted("您不能核对这份材料。", refused=(CHECK_MATERIAL, actor, material))
    state = Material.Check.DEFECTIVE if defect else Material.Check.PASSED
    with act(CHECK_MATERIAL, actor, material) as deed:
        by = f"{actor.organ_name} {actor.name}".strip()[:160]
        deed.change(material, check_state=state, defect=defect[:400], checked_by=by, checked_at=timezone.now())
        deed.announce(MaterialChecked(subject=f"material:{material.pk}", material_id=material.pk, state=state))


def detach_material(actor: Actor, material: Material, target: Target) -> None:
    """Take one's own material back from an object; the material goes with its last use."""
    if not material.is_held_by(actor):
        raise Refused("只能撤下自己的材料。")
    attachment = material.attachments.filter(label=target.label, object_id=target.object_id).first()
    if attachment is None:
        raise Refused("这份材料没有提交到这里。")
    with act(DETACH_MATERIAL, actor, material) as deed:
        deed.remove(attachment)
        if not material.attachments.exists() and not material.reuses.exists():
            deed.remove(material)


def _attach(deed: Deed, material: Material, target: Target) -> None:
    deed.create(Attachment(material=material, label=target.label, object_id=target.object_id, place=target.place))
    deed.announce(
        MaterialAttached(
            subject=f"{target.label}:{target.object_id}",
            material_id=material.pk,
            label=target.label,
            object_id=target.object_id,
        )
    )


def _require_clean(file: File) -> None:
    if file.content.scan == ScanState.INFECTED:
        raise Refused(f"“{file.name}”含有病毒，已被隔离。")
