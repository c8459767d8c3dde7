"""Renaming, moving, merging and closing organs: what happens to what belongs to them, what is told, what can be undone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import models
from django.utils import timezone

from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.grants import Scope, grant_role
from mingtang.kernel.directory.actions.organs import (
    OrganDetails,
    close_organ,
    close_post,
    close_unit,
    create_post,
    create_unit,
    establish_organ,
    merge_organ,
    move_organ,
    rename_organ,
    revise_organ,
)
from mingtang.kernel.directory.actions.people import PersonDetails, appoint, end_appointment, register_official
from mingtang.kernel.directory.models import Account, Appointment, Grant, Organ, OrganChange, Post, Role, Unit
from mingtang.kernel.evidence.api import SYSTEM, CannotUndo
from mingtang.kernel.evidence.models import Fact, Record
from mingtang.kernel.evidence.undo import undo_record
from tests.world import World

TODAY = timezone.localdate()
STATE: tuple[type[models.Model], ...] = (Organ, OrganChange, Unit, Post, Appointment, Grant, Account)


def state() -> dict[str, list[dict[str, object]]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in STATE}


def last(code: str) -> Record:
    return Record.objects.filter(act=f"directory.{code}").exclude(changes=[]).latest("pk")


def told(name: str, organ: Organ) -> int:
    return Fact.objects.filter(name=f"directory.{name}", subject=f"organ:{organ.pk}").count()


@pytest.fixture
def organ(world: World) -> Organ:
    """An organ of its own with a unit, posts inside and outside it, an official and a grant."""
    details = OrganDetails(
        name="市试验局", short_name="试验局", branch="government", region=world.organ("city-government").region
    )
    organ = establish_organ(SYSTEM, details, world.organ("city-government"), on=date(2020, 1, 1))
    unit = create_unit(SYSTEM, organ, name="办公室")
    clerk = create_post(SYSTEM, organ, name="文秘岗", unit=unit)
    create_post(SYSTEM, organ, name="局长", leads=True)
    account = register_official(SYSTEM, organ, PersonDetails(name="新人"), login="hy9300")
    appoint(SYSTEM, account.person, clerk, kind="regular", start=TODAY)
    grant_role(SYSTEM, clerk, Role.objects.get(code="official"), Scope(kind="organ", organ=organ), start=TODAY)
    return organ


def test_a_renamed_organ_keeps_its_old_name_in_its_history(world: World, organ: Organ) -> None:
    rename_organ(SYSTEM, organ, name="市新试验局", short_name="新试验局", on=TODAY, basis="和编发〔2026〕3号")
    step = organ.history.first()
    assert (step.kind, step.name_before, step.name_after, step.basis) == (
        "renamed",
        "市试验局",
        "市新试验局",
        "和编发〔2026〕3号",
    )
    assert told("OrganChanged", organ) == 1
    assert last("rename_organ").basis == "和编发〔2026〕3号"


def test_a_moved_organ_takes_all_below_it_along(world: World) -> None:
    housing, district = world.organ("housing-bureau"), world.organ("district-government")
    below = list(Organ.objects.filter(path__startswith=housing.path).exclude(pk=housing.pk))
    assert below
    move_organ(SYSTEM, housing, district, on=TODAY, basis="试")
    assert world.organ("housing-bureau").path == f"{district.path}{housing.pk}/"
    for each in below:
        each.refresh_from_db()
        assert each.path == f"{district.path}{housing.pk}/{each.pk}/"
    step = housing.history.first()
    assert (step.kind, step.other) == ("moved", district)


def test_an_organ_seen_before_a_move_above_it_moves_from_where_it_now_is(world: World) -> None:
    station, housing = world.organ("construction-safety-station"), world.organ("housing-bureau")
    district, market = world.organ("district-government"), world.organ("market-bureau")
    move_organ(SYSTEM, world.organ("housing-bureau"), district, on=TODAY, basis="试")
    move_organ(SYSTEM, station, market, on=TODAY, basis="试")
    assert Organ.objects.get(pk=station.pk).path == f"{market.path}{station.pk}/"
    move_organ(SYSTEM, station, housing, on=TODAY, basis="试")
    assert Organ.objects.get(pk=station.pk).path == f"{district.path}{housing.pk}/{station.pk}/"


@pytest.mark.parametrize("where", ["itself", "below", "another branch", "closed"])
def test_an_organ_cannot_move_below_what_is_not_above_it(world: World, organ: Organ, where: str) -> None:
    housing = world.organ("housing-bureau")
    superior = {
        "itself": housing,
        "below": world.organ("construction-safety-station"),
        "another branch": world.organ("city-court"),
        "closed": organ,
    }[where]
    if where == "closed":
        Organ.objects.filter(pk=organ.pk).update(state=Organ.State.CLOSED)
        superior = Organ.objects.get(pk=organ.pk)
    before = state()
    with pytest.raises(Refused) as refused:
        move_organ(SYSTEM, housing, superior, on=TODAY, basis="试")
    assert refused.value.field == "superior"
    assert state() == before


def test_a_merged_organ_hands_everything_over(world: World, organ: Organ) -> None:
    into = world.organ("market-bureau")
    own = {model: set(model.objects.filter(organ=organ).values_list("pk", flat=True)) for model in STATE[2:]}
    assert all(own.values())
    merge_organ(SYSTEM, organ, into, on=TODAY, basis="和编发〔2026〕4号")
    organ.refresh_from_db()
    assert (organ.state, organ.successor) == (Organ.State.MERGED, into)
    for model, keys in own.items():
        assert not model.objects.filter(organ=organ).exists()
        assert set(model.objects.filter(organ=into, pk__in=keys).values_list("pk", flat=True)) == keys
    step = organ.history.first()
    assert (step.kind, step.other, step.name_before) == ("merged", into, "市试验局")
    assert told("OrganMerged", organ) == 1


def test_namesakes_are_told_apart_by_where_they_came_from(world: World, organ: Organ) -> None:
    into = world.organ("market-bureau")
    assert into.units.filter(name="办公室").exists()
    create_post(SYSTEM, into, name="文秘岗")
    create_post(SYSTEM, into, name="局长助理")
    create_post(SYSTEM, organ, name="局长助理")
    Organ.objects.filter(pk=organ.pk).update(short_name="", name="很" * 120)
    organ.refresh_from_db()
    merge_organ(SYSTEM, organ, into, on=TODAY, basis="试")
    names = set(into.units.values_list("name", flat=True)) | set(into.posts.values_list("name", flat=True))
    assert f"办公室（原{'很' * 30}）" in names
    assert f"局长助理（原{'很' * 30}）" in names
    unit = Unit.objects.get(name__startswith="办公室（原")
    assert unit.posts.get().name == "文秘岗", "posts of a unit stay beside the same colleagues and keep their names"
    assert max(map(len, names)) <= 60


def close(organ: Organ) -> None:
    close_organ(SYSTEM, organ, on=TODAY, basis="试")


def merge(organ: Organ) -> None:
    merge_organ(SYSTEM, organ, Organ.objects.get(name="和源市市场监督管理局"), on=TODAY, basis="试")


@pytest.mark.parametrize("end", [close, merge])
def test_an_organ_with_subordinates_cannot_end(world: World, end: Callable[[Organ], None]) -> None:
    with pytest.raises(Refused, match="下级机构"):
        end(world.organ("housing-bureau"))


def test_an_organ_with_people_cannot_be_closed_until_they_have_left(world: World, organ: Organ) -> None:
    with pytest.raises(Refused, match="任职"):
        close(organ)
    end_appointment(SYSTEM, Appointment.objects.get(organ=organ), on=TODAY)
    close_organ(SYSTEM, organ, on=TODAY + (TODAY - date(2020, 1, 1)), basis="试")
    assert Organ.objects.get(pk=organ.pk).state == Organ.State.CLOSED
    assert told("OrganClosed", organ) == 1


@pytest.mark.parametrize("ended", [Organ.State.MERGED, Organ.State.CLOSED])
def test_nothing_happens_to_an_organ_that_has_ended(world: World, organ: Organ, ended: str) -> None:
    Organ.objects.filter(pk=organ.pk).update(state=ended)
    organ.refresh_from_db()
    other = world.organ("market-bureau")
    attempts = [
        lambda: rename_organ(SYSTEM, organ, name="x", short_name="", on=TODAY, basis=""),
        lambda: move_organ(SYSTEM, organ, other, on=TODAY, basis=""),
        lambda: merge_organ(SYSTEM, organ, other, on=TODAY, basis=""),
        lambda: merge_organ(SYSTEM, other, organ, on=TODAY, basis=""),
        lambda: close_organ(SYSTEM, organ, on=TODAY, basis=""),
        lambda: create_unit(SYSTEM, organ, name="x"),
        lambda: create_post(SYSTEM, organ, name="x"),
        lambda: establish_organ(
            SYSTEM, OrganDetails(name="x", branch="government", region=other.region), organ, on=TODAY
        ),
    ]
    before = state()
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert state() == before


def test_a_credit_code_belongs_to_one_organ(world: World, organ: Organ) -> None:
    taken = world.organ("housing-bureau").credit_code
    details = OrganDetails(name=organ.name, branch=organ.branch, region=organ.region, credit_code=taken)
    with pytest.raises(Refused) as revised:
        revise_organ(SYSTEM, organ, details)
    with pytest.raises(Refused) as established:
        establish_organ(SYSTEM, details, organ.superior, on=TODAY)
    assert revised.value.field == established.value.field == "credit_code"
    own = world.organ("housing-bureau")
    same = OrganDetails(
        name=own.name, branch=own.branch, region=own.region, credit_code=taken, line_superior=own.line_superior
    )
    revise_organ(SYSTEM, own, same)


@pytest.mark.parametrize(
    "change",
    [
        lambda world, organ: rename_organ(SYSTEM, organ, name="市新局", short_name="", on=TODAY, basis="试"),
        lambda world, organ: move_organ(SYSTEM, organ, world.organ("district-government"), on=TODAY, basis="试"),
        lambda world, organ: merge_organ(SYSTEM, organ, world.organ("market-bureau"), on=TODAY, basis="试"),
        lambda world, organ: establish_organ(
            SYSTEM, OrganDetails(name="市另一局", branch="government", region=organ.region), organ, on=TODAY
        ),
        lambda world, organ: create_unit(SYSTEM, organ, name="新科"),
        lambda world, organ: create_post(SYSTEM, organ, name="新岗"),
        lambda world, organ: close_post(SYSTEM, organ.posts.get(name="局长"), on=TODAY),
    ],
    ids=["rename", "move", "merge", "establish", "unit", "post", "close post"],
)
def test_undoing_leaves_everything_as_it_was(
    world: World, organ: Organ, change: Callable[[World, Organ], object]
) -> None:
    before, records = state(), Record.objects.count()
    change(world, Organ.objects.get(pk=organ.pk))
    assert state() != before
    undo_record(SYSTEM, Record.objects.exclude(changes=[]).latest("pk"))
    assert state() == before
    assert Record.objects.count() > records + 1


def test_a_merge_is_undone_column_by_column_unless_one_of_them_has_changed(world: World, organ: Organ) -> None:
    merge_organ(SYSTEM, organ, world.organ("market-bureau"), on=TODAY, basis="试")
    end_appointment(SYSTEM, Appointment.objects.get(person__name="新人"), on=TODAY)
    rename_organ(SYSTEM, world.organ("market-bureau"), name="市大市场局", short_name="", on=TODAY, basis="试")
    undo_record(SYSTEM, last("merge_organ"))
    undone = Organ.objects.get(pk=organ.pk)
    assert undone.state == Organ.State.ACTIVE
    merge_organ(SYSTEM, undone, world.organ("market-bureau"), on=TODAY, basis="试")
    Post.objects.filter(name__startswith="局长（原").update(organ=world.organ("fire-brigade"))
    before = state()
    with pytest.raises(CannotUndo, match="又有改动"):
        undo_record(SYSTEM, last("merge_organ"))
    assert state() == before


def test_units_and_posts_close_from_the_inside_out(world: World, organ: Organ) -> None:
    unit = organ.units.get()
    with pytest.raises(Refused, match="未撤销的岗位"):
        close_unit(SYSTEM, unit, on=TODAY)
    post = unit.posts.get()
    with pytest.raises(Refused, match="任职"):
        close_post(SYSTEM, post, on=TODAY)
    Appointment.objects.filter(post=post).update(end=TODAY, start=TODAY)
    close_post(SYSTEM, post, on=TODAY + (TODAY - date(2020, 1, 1)))
    close_unit(SYSTEM, unit, on=TODAY)
    with pytest.raises(Refused, match="已撤销"):
        appoint(SYSTEM, world.account("official").person, post, kind="regular", start=TODAY)
