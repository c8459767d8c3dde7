"""A small world for the tests of the evidence: clerks with chosen rights, and acts on regions and people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model

from mingtang.kernel.directory.models import Region
from mingtang.kernel.evidence.api import (
    SYSTEM,
    Actor,
    CannotUndo,
    Event,
    Permission,
    SystemActor,
    act,
    declare_act,
    declare_permission,
)
from mingtang.kernel.evidence.models import Record

MANAGE = declare_permission("test.manage", "管理试验")
restored: list[str] = []


def note_restored(actor: Actor, rows: Sequence[Model]) -> None:
    """Remember what was restored; names that end in 禁 are against the rules."""
    restored.extend(str(row) for row in rows)
    if any(str(row).endswith("禁") for row in rows):
        raise CannotUndo("规则不允许。")


FOUND = declare_act("test.found", "设置", MANAGE, restore=note_restored)
RENAME = declare_act("test.rename", "更名", MANAGE, restore=note_restored)
ABOLISH = declare_act("test.abolish", "撤销", MANAGE, restore=note_restored)
PUBLISH = declare_act("test.publish", "公布", MANAGE)
NOTE = declare_act("test.note", "记事", None)


@dataclass(frozen=True)
class Clerk(SystemActor):
    """May do what `allowed` names, over rows whose primary key starts with `within`."""

    name: str = "许青禾"
    kind: str = "official"
    account_id: int | None = 7
    post_id: int | None = 8
    post_name: str = "审批岗"
    organ_id: int | None = 9
    organ_name: str = "市住建局"
    allowed: frozenset[str] = frozenset({MANAGE.code})
    within: str = ""

    def may(self, permission: Permission | str, on: Model | None = None) -> bool:
        code = permission if isinstance(permission, str) else permission.code
        return code in self.allowed and (on is None or str(on.pk).startswith(self.within))


CLERK = Clerk()
STRANGER = Clerk(name="罗小溪", allowed=frozenset())


@dataclass(frozen=True, kw_only=True)
class RegionRenamed(Event):
    name: ClassVar[str] = "test.RegionRenamed"
    new: str


def region(code: str = "98", name: str = "甲省", **more: Any) -> Region:
    row, _ = Region.objects.get_or_create(code=code, defaults={"name": name, "level": 1, **more})
    return row


def rename(row: Region, name: str, actor: Actor = CLERK, **more: Any) -> Record:
    """Rename a region in one act; returns its record."""
    with act(RENAME, actor, row, **more) as deed:
        deed.change(row, name=name)
        deed.announce(RegionRenamed(subject=f"region:{row.pk}", new=name))
    return Record.objects.latest("pk")


def note(text: str = "记", actor: Actor = SYSTEM) -> Record:
    """An act that changes nothing."""
    with act(NOTE, actor) as deed:
        deed.note = text
    return Record.objects.latest("pk")
