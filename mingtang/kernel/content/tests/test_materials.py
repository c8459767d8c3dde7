"""Materials: who may hand in, re-use, read and check them, and where they came from."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingtang.kernel.content import policy
from mingtang.kernel.content.actions.files import remove_file
from mingtang.kernel.content.actions.materials import (
    Target,
    attach_material,
    check_material,
    detach_material,
    reuse_material,
)
from mingtang.kernel.content.models import Material
from mingtang.kernel.content.permissions import CHECK_MATERIALS
from mingtang.kernel.content.presentation import material_rows
from mingtang.kernel.content.queries import materials_of, provenance, readable_file, reusable_materials
from mingtang.kernel.content.tests.conftest import Bring
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.directory.models import CompiledScope
from mingtang.kernel.evidence.api import Actor, NotPermitted
from mingtang.kernel.evidence.models import Fact, Record
from tests.world import World

pytestmark = pytest.mark.django_db
CASE = Target("tests.case", "7")


@pytest.fixture(autouse=True)
def _officials_read_case_seven() -> Iterator[None]:
    def may_read(actor: Actor, ids: Collection[str]) -> set[str]:
        return set(ids) & {"7"} if actor.kind == "official" else set()

    policy.register_attachment_policy("tests.case", may_read)
    yield
    del policy._POLICIES["tests.case"]


def licence(world: World, bring: Bring, valid_until: date | None = None) -> Material:
    citizen = world.actor("citizen")
    return attach_material(
        citizen, bring(citizen, "执照.txt"), CASE, name="营业执照", key="licence", valid_until=valid_until
    )


def give(world: World, name: str) -> None:
    """Let the post of somebody check materials everywhere."""
    CompiledScope.objects.create(
        post_id=world.actor(name).post_id,
        permission=CHECK_MATERIALS.code,
        everything=True,
        organs=[],
        units=[],
        own=False,
    )


def test_a_material_is_read_by_its_holder_and_by_whoever_may_read_the_object(world: World, bring: Bring) -> None:
    material = licence(world, bring)
    assert list(materials_of(world.actor("official"), "tests.case", "7")) == [material]
    assert readable_file(world.actor("official"), material.file_id) == material.file
    assert readable_file(world.actor("enterprise"), material.file_id) is None
    assert not materials_of(world.actor("enterprise"), "tests.case", "7").exists()


def test_objects_nobody_answers_for_are_closed(world: World, bring: Bring) -> None:
    citizen = world.actor("citizen")
    material = attach_material(citizen, bring(citizen), Target("tests.unknown", "1"), name="说明")
    assert readable_file(world.actor("system_officer"), material.file_id) is None


def test_one_label_has_one_policy() -> None:
    with pytest.raises(ValueError, match="reader function"):
        policy.register_attachment_policy("tests.case", lambda actor, ids: ids)


def test_reuse_keeps_the_chain_to_what_was_first_brought(world: World, bring: Bring) -> None:
    first = licence(world, bring)
    citizen = world.actor("citizen")
    second = reuse_material(citizen, first, Target("tests.case", "8"))
    third = reuse_material(citizen, second, Target("tests.case", "9"))
    assert provenance(third) == [third, second, first]
    assert (third.origin, third.file_id, third.key) == ("reused", first.file_id, "licence")
    assert list(reusable_materials(citizen, "licence", on=timezone.localdate())) == [third, second, first]


def test_what_has_expired_is_defective_or_anothers_is_not_used_again(world: World, bring: Bring) -> None:
    old = licence(world, bring, valid_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="过期"):
        reuse_material(world.actor("citizen"), old, CASE)
    with pytest.raises(Refused, match="自己的材料"):
        reuse_material(world.actor("enterprise"), old, CASE)
    wrong = licence(world, bring)
    give(world, "official")
    check_material(world.actor("official"), wrong, defect="看不清")
    with pytest.raises(Refused, match="看不清"):
        reuse_material(world.actor("citizen"), wrong, CASE)
    assert not reusable_materials(world.actor("citizen"), "licence", on=timezone.localdate()).exists()


def test_a_file_in_use_is_not_deleted(world: World, bring: Bring) -> None:
    material = licence(world, bring)
    with pytest.raises(Refused, match="已作为材料提交"):
        remove_file(world.actor("citizen"), material.file)
    detach_material(world.actor("citizen"), material, CASE)
    remove_file(world.actor("citizen"), material.file)


def test_checking_is_recorded_and_told(world: World, bring: Bring) -> None:
    material = licence(world, bring)
    give(world, "official")
    check_material(world.actor("official"), material)
    material.refresh_from_db()
    assert (material.check_state, material.defect) == ("passed", "")
    assert "许青禾" in material.checked_by
    assert Record.objects.filter(act="content.check_material", outcome="done").count() == 1
    assert Fact.objects.filter(name="content.MaterialChecked").count() == 1


def test_nobody_checks_without_the_right_or_beyond_what_may_be_read(world: World, bring: Bring) -> None:
    material = licence(world, bring)
    with pytest.raises(NotPermitted):
        check_material(world.actor("official"), material)
    give(world, "official")
    citizen = world.actor("citizen")
    elsewhere = attach_material(citizen, bring(citizen), Target("tests.case", "8"), name="说明")
    with pytest.raises(NotPermitted):
        check_material(world.actor("official"), elsewhere)
    assert Record.objects.filter(act="content.check_material", outcome="refused").count() == 2


def test_an_official_does_not_check_what_the_official_handed_in(world: World, bring: Bring) -> None:
    official = world.actor("official")
    give(world, "official")
    material = attach_material(official, bring(official), CASE, name="说明")
    with pytest.raises(NotPermitted):
        check_material(world.actor("official"), material)


def test_the_list_of_an_object_costs_one_statement_however_long(
    world: World, bring: Bring, django_assert_num_queries: object
) -> None:
    citizen, official = world.actor("citizen"), world.actor("official")
    for number in range(6):
        attach_material(citizen, bring(citizen, content=str(number).encode()), CASE, name=f"材料{number}")
    with django_assert_num_queries(1):  # type: ignore[operator]
        rows = material_rows(official, materials_of(official, "tests.case", "7"))
    assert [row["name"] for row in rows] == [f"材料{number}" for number in range(6)]
