"""Undoing reverses an act as long as nothing stands against it; the record of the act stays."""

import pytest

from mingtang.kernel.directory.models import Person, Region
from mingtang.kernel.evidence.api import act
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.evidence.tests import deeds
from mingtang.kernel.evidence.tests.deeds import (
    ABOLISH,
    CLERK,
    FOUND,
    PUBLISH,
    STRANGER,
    Clerk,
    note,
    region,
    rename,
)
from mingtang.kernel.evidence.undo import CannotUndo, can_undo, undo_record

pytestmark = pytest.mark.django_db


def found(row: Region) -> Record:
    with act(FOUND, CLERK) as deed:
        deed.create(row)
    return Record.objects.latest("pk")


def abolish(row: Region) -> Record:
    with act(ABOLISH, CLERK, row) as deed:
        deed.remove(row)
    return Record.objects.latest("pk")


def refuse(record: Record, reason: str, actor: Clerk = CLERK) -> None:
    """Undoing fails for a reason, and leaves nothing behind."""
    records, regions = Record.objects.count(), list(Region.objects.order_by("pk").values())
    with pytest.raises(CannotUndo, match=reason):
        undo_record(actor, record)
    assert Record.objects.count() == records
    assert list(Region.objects.order_by("pk").values()) == regions


def test_a_change_is_reversed_in_a_new_act() -> None:
    record = rename(region(), "乙省")
    undo_record(CLERK, record)
    assert Region.objects.get(pk="98").name == "甲省"
    undone = Record.objects.latest("pk")
    assert undone.act == "evidence.undo"
    assert undone.note == f"撤销 {record.pk} 号记录：更名 乙省"
    assert undone.changes == [
        {"on": "directory.region", "id": "98", "before": {"name": "乙省"}, "after": {"name": "甲省"}}
    ]
    assert Record.objects.filter(pk=record.pk, act="test.rename").exists()


def test_a_created_row_is_removed_and_a_removed_row_comes_back_as_it_was() -> None:
    region()
    record = found(Region(code="9801", name="子市", level=2, parent_id="98"))
    gone = abolish(Region.objects.get(pk="9801"))
    undo_record(CLERK, gone)
    back = Region.objects.get(pk="9801")
    assert (back.name, back.level, back.parent_id) == ("子市", 2, "98")
    undo_record(CLERK, record)
    assert not Region.objects.filter(pk="9801").exists()


def test_several_changes_of_one_act_are_reversed_newest_first() -> None:
    with act(FOUND, CLERK) as deed:
        row = Region(code="97", name="一", level=1)
        deed.create(row)
        deed.change(row, name="二")
        deed.create(Region(code="9701", name="三", level=2, parent=row))
        deed.change(row, name="四")
    undo_record(CLERK, Record.objects.latest("pk"))
    assert not Region.objects.filter(pk__startswith="97").exists()


def test_the_acts_own_rule_is_asked_with_the_rows_that_remain() -> None:
    deeds.restored.clear()
    undo_record(CLERK, rename(region(), "乙省"))
    undo_record(CLERK, found(Region(code="97", name="丁省", level=1)))
    assert deeds.restored == ["甲省"]
    refuse(rename(region("96", "从前禁"), "现在"), "规则不允许")


def test_what_was_changed_again_is_not_undone() -> None:
    first, second = rename(region(), "乙省"), rename(region(), "丙省")
    refuse(first, "又有改动")
    undo_record(CLERK, second)
    undo_record(CLERK, first)
    assert Region.objects.get(pk="98").name == "甲省"


def test_nothing_is_undone_twice() -> None:
    changed, created, removed = (
        rename(region(), "乙省"),
        found(Region(code="97", name="丁省", level=1)),
        abolish(region("96", "戊省")),
    )
    for record in (changed, created, removed):
        undo_record(CLERK, record)
    refuse(changed, "又有改动")
    refuse(created, "已被删除")
    refuse(removed, "已经恢复")


def test_a_row_that_is_gone_or_in_use_stands_against_undoing() -> None:
    changed = rename(region(), "乙省")
    created = found(Region(code="97", name="丁省", level=1))
    region("9701", "丁一市", level=2, parent_id="97")
    refuse(created, "已被其他记录使用")
    Region.objects.filter(pk="98").delete()
    refuse(changed, "已被删除")


def test_a_row_that_would_take_others_with_it_is_in_use(world: object) -> None:
    organ = world.organ("housing-bureau")
    from mingtang.kernel.directory.actions.grants import Scope, grant_role
    from mingtang.kernel.directory.actions.organs import create_post
    from mingtang.kernel.directory.models import Post, Role
    from mingtang.kernel.evidence.api import SYSTEM

    post = create_post(SYSTEM, organ, name="新岗")
    record = Record.objects.filter(act="directory.create_post").latest("pk")
    role = Role.objects.get(code="official")
    grant_role(SYSTEM, post, role, Scope(kind="organ", organ=organ), start=organ.history.get().effective_on)
    with pytest.raises(CannotUndo, match="已被其他记录使用"):
        undo_record(SYSTEM, record)
    assert Post.objects.get(pk=post.pk).grants.count() == 1


def test_a_row_that_meanwhile_clashes_with_another_does_not_come_back(world: object) -> None:
    from mingtang.kernel.directory.models import Unit

    unit = Unit.objects.create(organ=world.organ("housing-bureau"), name="档案科")
    gone = abolish(unit)
    Unit.objects.create(organ=unit.organ, name="档案科")
    refuse(gone, "冲突")


def test_whoever_lacks_the_acts_permission_cannot_undo_it() -> None:
    record = rename(region(), "乙省")
    assert can_undo(CLERK, record)
    assert not can_undo(STRANGER, record)
    refuse(record, "不能撤销", STRANGER)


@pytest.mark.parametrize("kind", ["changed", "created", "removed"])
def test_rows_out_of_reach_are_not_undone(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = {
        "changed": lambda: rename(region(), "乙省"),
        "created": lambda: found(Region(code="97", name="丁省", level=1)),
        "removed": lambda: abolish(region("96", "戊省")),
    }[kind]()
    monkeypatch.setattr(Region, "protection", object(), raising=False)
    refuse(record, "不在您的管辖范围", Clerk(within="11"))


def test_a_confidential_value_was_never_kept_and_cannot_come_back() -> None:
    values = Person.confidential_values("", "13812342046")
    with act(FOUND, CLERK) as deed:
        person = Person(name="林叙", **values)
        deed.create(person)
    created = Record.objects.latest("pk")
    with act(ABOLISH, CLERK, person) as deed:
        deed.remove(person)
    refuse(Record.objects.latest("pk"), "保密字段")
    again = Person.objects.create(pk=person.pk, name="林叙", **values)
    undo_record(CLERK, created)
    assert not Person.objects.filter(pk=again.pk).exists()


def test_acts_without_changes_refusals_and_acts_that_cannot_be_undone_are_left_alone() -> None:
    row = region()
    with pytest.raises(Exception, match="管理试验"):
        rename(row, "乙省", STRANGER)
    refusal = Record.objects.latest("pk")
    with act(PUBLISH, CLERK, row) as deed:
        deed.change(row, name="丙省")
    published = Record.objects.latest("pk")
    undo_of = rename(row, "丁省")
    undo_record(CLERK, undo_of)
    for record in (refusal, published, note(), Record.objects.latest("pk")):
        assert not can_undo(CLERK, record)
        refuse(record, "不能撤销")
