"""Establishing, revising, renaming, moving, merging and closing organs; their units and posts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.faults import Refused, Stale
from mingtang.kernel.directory.compilation import compile_where_tree_matters
from mingtang.kernel.directory.events import OrganChanged, OrganClosed, OrganEstablished, OrganMerged
from mingtang.kernel.directory.models import Account, Appointment, Grant, Organ, OrganChange, Post, Region, Unit
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.lib.identifiers import CreditCode, InvalidIdentifier


@dataclass(frozen=True, kw_only=True)
class OrganDetails:
    """What is known of an organ besides its superior; `credit_code` as typed in, or empty."""

    name: str
    branch: str
    region: Region
    kind: str = Organ.Kind.ORGAN
    short_name: str = ""
    credit_code: str = ""
    document_word: str = ""
    line_superior: Organ | None = None
    rank: int = 100


def establish_organ(actor: Actor, details: OrganDetails, superior: Organ | None, *, on: date, basis: str = "") -> Organ:
    """Establish an organ under its territorial superior; without one it becomes a root of its branch.

    Raises Refused when the superior is not active, belongs to another branch, or the credit code is taken.
    """
    organ = Organ(superior=superior, **_columns(details))
    with act(acts.ESTABLISH_ORGAN, actor, within=superior or organ, basis=basis) as deed:
        write_organ(deed, organ, on=on, basis=basis)
        compile_where_tree_matters()
    return organ


def write_organ(deed: Deed, organ: Organ, *, on: date, basis: str = "") -> None:
    """Write a new organ with its path and the first step of its history; part of establishing and of importing."""
    _require_superior(organ, organ.superior)
    _require_free_code(organ.credit_code)
    deed.create(organ)
    deed.change(organ, path=f"{organ.superior.path if organ.superior else '/'}{organ.pk}/")
    _tell(deed, organ, OrganChange.Kind.ESTABLISHED, on, name_after=organ.name, basis=basis)
    deed.announce(OrganEstablished(subject=f"organ:{organ.pk}", organ_id=organ.pk))


def revise_organ(actor: Actor, organ: Organ, details: OrganDetails, *, seen: str = "") -> None:
    """Correct what is known of an organ. A new name is not a correction: use `rename_organ`.

    `seen` is the `version` of the organ that the actor looked at; raises Stale when it has changed since.
    """
    with act(acts.REVISE_ORGAN, actor, organ) as deed:
        _require_active(organ)
        columns = _columns(details)
        del columns["name"]
        _require_unchanged(organ, seen)
        moves = organ.region_id != details.region.pk
        _require_free_code(columns["credit_code"], but=organ)
        deed.change(organ, **columns)
        _require_superior(organ, organ.superior)
        if moves:
            compile_where_tree_matters()
        deed.announce(OrganChanged(subject=f"organ:{organ.pk}", organ_id=organ.pk))


def rename_organ(actor: Actor, organ: Organ, *, name: str, short_name: str, on: date, basis: str) -> None:
    """Give the organ a new name from a day on, by a document; the old name stays in its history."""
    with act(acts.RENAME_ORGAN, actor, organ, basis=basis) as deed:
        _require_active(organ)
        if name == organ.name:
            raise Refused("新名称与现名称相同。", "name")
        _tell(deed, organ, OrganChange.Kind.RENAMED, on, name_before=organ.name, name_after=name, basis=basis)
        deed.change(organ, name=name, short_name=short_name)
        deed.announce(OrganChanged(subject=f"organ:{organ.pk}", organ_id=organ.pk))


def move_organ(actor: Actor, organ: Organ, superior: Organ, *, on: date, basis: str) -> None:
    """Put the organ and everything below it under another territorial superior. The actor must govern both."""
    with act(acts.MOVE_ORGAN, actor, organ, basis=basis) as deed, act(acts.MOVE_ORGAN, actor, superior, basis=basis):
        _lock_paths(organ, superior)
        _require_active(organ)
        _require_superior(organ, superior)
        _tell(deed, organ, OrganChange.Kind.MOVED, on, other=superior, basis=basis)
        before, after = organ.path, f"{superior.path}{organ.pk}/"
        for below in Organ.objects.filter(path__startswith=before).exclude(pk=organ.pk):
            deed.change(below, path=after + below.path.removeprefix(before))
        deed.change(organ, superior=superior, path=after)
        compile_where_tree_matters()
        deed.announce(OrganChanged(subject=f"organ:{organ.pk}", organ_id=organ.pk))


def merge_organ(actor: Actor, organ: Organ, into: Organ, *, on: date, basis: str) -> None:
    """Merge the organ into another, which takes over its units, posts, people, rights and old files.

    A unit or post whose name exists on both sides keeps where it came from in its name. Raises Refused while the organ
    still has active subordinates.
    """
    with act(acts.MERGE_ORGAN, actor, organ, basis=basis) as deed, act(acts.MERGE_ORGAN, actor, into, basis=basis):
        _require_active(organ)
        _require_active(into)
        _require_no_subordinates(organ)
        if organ.pk == into.pk:
            raise Refused("不能并入自身。", "into")
        _take_over(deed, Unit.objects, into, organ)
        _take_over(deed, Post.objects.filter(unit=None), into, organ)
        for post in Post.objects.filter(organ=organ):  # those in units stay beside the same colleagues
            deed.change(post, organ=into)
        for model in (Appointment, Grant, Account):
            for row in model.objects.filter(organ=organ):
                deed.change(row, organ=into)
        _tell(deed, organ, OrganChange.Kind.MERGED, on, name_before=organ.name, other=into, basis=basis)
        deed.change(organ, state=Organ.State.MERGED, successor=into)
        compile_where_tree_matters()
        deed.announce(OrganMerged(subject=f"organ:{organ.pk}", organ_id=organ.pk, into_id=into.pk))


def close_organ(actor: Actor, organ: Organ, *, on: date, basis: str) -> None:
    """Close an organ without a successor; its appointments must have ended and its subordinates be gone."""
    with act(acts.CLOSE_ORGAN, actor, organ, basis=basis) as deed:
        _require_active(organ)
        _require_no_subordinates(organ)
        if Appointment.objects.current(on).filter(organ=organ).exists():
            raise Refused("还有人员在本机构任职，请先办理免职或调动。")
        _tell(deed, organ, OrganChange.Kind.CLOSED, on, name_before=organ.name, basis=basis)
        deed.change(organ, state=Organ.State.CLOSED)
        compile_where_tree_matters()
        deed.announce(OrganClosed(subject=f"organ:{organ.pk}", organ_id=organ.pk))


def create_unit(actor: Actor, organ: Organ, *, name: str, parent: Unit | None = None, rank: int = 100) -> Unit:
    """Set up a unit inside an active organ."""
    with act(acts.CREATE_UNIT, actor, within=organ) as deed:
        _require_active(organ)
        if Unit.objects.filter(organ=organ, name=name).exists():
            raise Refused(f"{organ} 已有“{name}”。", "name")
        if parent is not None and parent.organ_id != organ.pk:
            raise Refused("上级内设机构应属于同一机构。", "parent")
        unit = Unit(organ=organ, name=name, parent=parent, rank=rank)
        deed.create(unit)
    return unit


def revise_unit(actor: Actor, unit: Unit, *, name: str, rank: int) -> None:
    """Correct the name and the order of a unit."""
    with act(acts.REVISE_UNIT, actor, unit) as deed:
        if Unit.objects.filter(organ=unit.organ_id, name=name).exclude(pk=unit.pk).exists():
            raise Refused(f"本机构已有“{name}”。", "name")
        deed.change(unit, name=name, rank=rank)


def close_unit(actor: Actor, unit: Unit, *, on: date) -> None:
    """Close a unit whose posts are all closed."""
    with act(acts.CLOSE_UNIT, actor, unit) as deed:
        if Post.objects.filter(unit=unit, closed_on=None).exists():
            raise Refused("还有未撤销的岗位。")
        deed.change(unit, closed_on=on)


def create_post(
    actor: Actor, organ: Organ, *, name: str, unit: Unit | None = None, leads: bool = False, rank: int = 100
) -> Post:
    """Set up a post in a unit of an active organ, or directly under the organ."""
    with act(acts.CREATE_POST, actor, within=organ) as deed:
        _require_active(organ)
        if Post.objects.filter(organ=organ, unit=unit, name=name).exists():
            raise Refused(f"{unit or organ} 已有“{name}”岗位。", "name")
        if unit is not None and unit.organ_id != organ.pk:
            raise Refused("内设机构应属于同一机构。", "unit")
        post = Post(organ=organ, unit=unit, name=name, leads=leads, rank=rank)
        deed.create(post)
    return post


def revise_post(actor: Actor, post: Post, *, name: str, leads: bool, rank: int) -> None:
    """Correct a post."""
    with act(acts.REVISE_POST, actor, post) as deed:
        if Post.objects.filter(organ=post.organ_id, unit=post.unit_id, name=name).exclude(pk=post.pk).exists():
            raise Refused(f"同一内设机构已有“{name}”岗位。", "name")
        deed.change(post, name=name, leads=leads, rank=rank)


def close_post(actor: Actor, post: Post, *, on: date) -> None:
    """Close a post that nobody holds."""
    with act(acts.CLOSE_POST, actor, post) as deed:
        if Appointment.objects.current(on).filter(post=post).exists():
            raise Refused("还有人员在此岗位任职。")
        deed.change(post, closed_on=on)


def _columns(details: OrganDetails) -> dict[str, Any]:
    columns = dict(vars(details))
    columns["credit_code"] = _normal_code(details.credit_code)
    return columns


def _normal_code(text: str) -> str | None:
    try:
        return str(CreditCode.parse(text)) if text else None
    except InvalidIdentifier as fault:
        raise Refused(str(fault), "credit_code") from fault


def _tell(deed: Deed, organ: Organ, kind: str, on: date, **more: Any) -> None:
    deed.create(OrganChange(organ=organ, kind=kind, effective_on=on, **more))


def _require_unchanged(organ: Organ, seen: str) -> None:
    if seen and Organ.objects.select_for_update().get(pk=organ.pk).version != seen:
        raise Stale("这个机构在您查看之后又有改动，请重新查看后再改。")


def _require_active(organ: Organ) -> None:
    if not organ.is_active:
        raise Refused(f"{organ}{organ.get_state_display()}，不能再变更。")


def _require_superior(organ: Organ, superior: Organ | None) -> None:
    if superior is None:
        return
    if not superior.is_active:
        raise Refused(f"上级机构{superior.get_state_display()}。", "superior")
    if superior.branch != organ.branch:
        raise Refused("上下级机构应属同一系统；跨系统的关系请填业务指导上级。", "superior")
    if organ.pk and f"/{organ.pk}/" in superior.path:
        raise Refused("不能隶属于自己或自己的下级。", "superior")


def _lock_paths(organ: Organ, superior: Organ) -> None:
    """Make moves above and below wait for this one, and read the paths as the last of them left them."""
    ids = [int(part) for part in f"{organ.path}{superior.path}".split("/") if part]
    list(Organ.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    organ.refresh_from_db(fields=["path", "superior"])
    superior.refresh_from_db(fields=["path"])


def _require_free_code(code: str | None, *, but: Organ | None = None) -> None:
    taken = Organ.objects.filter(credit_code=code).exclude(pk=but.pk if but else None)
    if code and taken.exists():
        raise Refused("这个统一社会信用代码已被别的机构使用。", "credit_code")


def _require_no_subordinates(organ: Organ) -> None:
    if Organ.objects.active().filter(superior=organ).exists():
        raise Refused("还有下级机构，请先调整它们的隶属关系。")


def _take_over(deed: Deed, rows: Any, into: Organ, origin: Organ) -> None:
    """Hand units, or posts outside units, to another organ, telling namesakes apart by where they came from."""
    taken, longest = set(rows.filter(organ=into).values_list("name", flat=True)), 60
    for row in rows.filter(organ=origin):
        source = f"（原{origin.label[:30]}）" if row.name in taken else ""
        deed.change(row, organ=into, name=row.name[: longest - len(source)] + source)
