"""Grants of every kind amount to the right organs and units, today and on no other day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingtang.kernel.directory.actions.grants import Scope, define_role, end_grant, grant_role, revise_role
from mingtang.kernel.directory.actions.organs import OrganDetails, establish_organ, merge_organ, move_organ
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.compilation import compile_expired, compile_posts
from mingtang.kernel.directory.models import (
    Account,
    Appointment,
    CompiledScope,
    Grant,
    Organ,
    Post,
    Region,
    Role,
    Unit,
)
from mingtang.kernel.directory.permissions import MANAGE_ORGANS
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

DAY = timedelta(days=1)


@pytest.fixture
def role(world: World) -> Role:
    return define_role(SYSTEM, code="tester", name="试验", permissions=["directory.manage_organs", "directory.read"])


@pytest.fixture
def post(world: World) -> Post:
    """The post of 许青禾, without the grants the city gave it."""
    post = world.actor("official").appointment.post
    post.grants.all().delete()
    compile_posts([post.pk])
    return post


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def holder(world: World) -> AccountActor:
    """The official anew, with nothing remembered of former rights."""
    return world.actor("official")


def reach(world: World, permission: str = "directory.manage_organs") -> set[str]:
    """Names of the organs over which the official holds a permission."""
    actor = holder(world)
    return {organ.name for organ in Organ.objects.all() if actor.may(permission, organ)}


def names(**condition: object) -> set[str]:
    return set(Organ.objects.filter(**condition).values_list("name", flat=True))


def test_the_whole_node_is_every_organ_and_every_row_that_belongs_to_none(
    world: World, post: Post, role: Role, today: date
) -> None:
    grant_role(SYSTEM, post, role, Scope(kind="node"), start=today)
    assert reach(world) == names()
    assert holder(world).may("directory.manage_organs", Role())
    assert Organ.objects.visible_to(holder(world)).count() == Organ.objects.count()


def test_a_region_is_the_organs_of_every_branch_in_it_and_below_it(
    world: World, post: Post, role: Role, today: date
) -> None:
    county = Region.objects.get(pk="990121")
    grant_role(SYSTEM, post, role, Scope(kind="region", region=county), start=today)
    assert reach(world) == names(region__code__startswith="990121")
    assert len({organ.branch for organ in Organ.objects.filter(region__code__startswith="990121")}) >= 1
    assert not holder(world).may("directory.manage_organs", Role())


def test_an_organ_with_its_subordinates_is_its_subtree(world: World, post: Post, role: Role, today: date) -> None:
    organ = world.organ("city-government")
    grant_role(SYSTEM, post, role, Scope(kind="organs", organ=organ), start=today)
    assert reach(world) == names(path__startswith=organ.path)
    assert len(reach(world)) > 10


def test_one_organ_is_one_organ(world: World, post: Post, role: Role, today: date) -> None:
    grant_role(SYSTEM, post, role, Scope(kind="organ", organ=world.organ("city-government")), start=today)
    assert reach(world) == {world.organ("city-government").name}


def test_one_unit_is_its_posts_and_no_organ(world: World, post: Post, role: Role, today: date) -> None:
    unit = world.organ("housing-bureau").units.first()
    grant_role(SYSTEM, post, role, Scope(kind="unit", unit=unit), start=today)
    assert reach(world) == set()
    actor = holder(world)
    assert set(Post.objects.within(actor, MANAGE_ORGANS)) == set(unit.posts.all())
    assert {each for each in Unit.objects.all() if actor.may("directory.manage_organs", each)} == {unit}


def test_ones_own_is_ones_own_account_and_nothing_else(world: World, post: Post, today: date) -> None:
    role = define_role(SYSTEM, code="self", name="本人", permissions=["directory.read_accounts"])
    grant_role(SYSTEM, post, role, Scope(kind="own"), start=today)
    actor = holder(world)
    assert [each for each in Account.objects.all() if actor.may("directory.read_accounts", each)] == [actor.account]
    assert list(Account.objects.visible_to(actor)) == [actor.account]


def test_several_grants_add_up_per_permission(world: World, post: Post, role: Role, today: date) -> None:
    reader = define_role(SYSTEM, code="reader", name="读者", permissions=["directory.read"])
    grant_role(SYSTEM, post, role, Scope(kind="organ", organ=world.organ("market-bureau")), start=today)
    grant_role(SYSTEM, post, role, Scope(kind="organ", organ=world.organ("housing-bureau")), start=today)
    grant_role(SYSTEM, post, reader, Scope(kind="organ", organ=world.organ("city-court")), start=today)
    managed = {world.organ(key).name for key in ("market-bureau", "housing-bureau")}
    assert reach(world) == managed
    assert reach(world, "directory.read") == managed | {world.organ("city-court").name}


def test_a_grant_that_ended_or_has_not_begun_gives_nothing(world: World, post: Post, role: Role, today: date) -> None:
    scope = Scope(kind="organ", organ=world.organ("market-bureau"))
    grant_role(SYSTEM, post, role, scope, start=today - 9 * DAY, end=today - DAY)
    grant_role(SYSTEM, post, role, scope, start=today + DAY)
    assert reach(world) == set()


def test_a_grant_holds_on_its_first_and_its_last_day(
    world: World, post: Post, role: Role, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant_role(
        SYSTEM,
        post,
        role,
        Scope(kind="organ", organ=world.organ("market-bureau")),
        start=today + DAY,
        end=today + 3 * DAY,
    )
    held = {}
    for days in range(6):
        monkeypatch.setattr(timezone, "localdate", lambda days=days: today + days * DAY)
        compile_expired()
        held[days] = bool(reach(world))
    assert held == {0: False, 1: True, 2: True, 3: True, 4: False, 5: False}


def test_until_the_worker_has_compiled_again_rights_fail_closed(
    world: World, post: Post, role: Role, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    market = Scope(kind="organ", organ=world.organ("market-bureau"))
    grant_role(SYSTEM, post, role, market, start=today, end=today)
    grant_role(SYSTEM, post, role, Scope(kind="organ", organ=world.organ("city-court")), start=today)
    assert len(reach(world)) == 2
    monkeypatch.setattr(timezone, "localdate", lambda: today + DAY)
    assert reach(world) == set(), "void rows give nothing, not even what would still hold"
    assert compile_expired() == 1
    assert reach(world) == {world.organ("city-court").name}
    assert compile_expired() == 0


def test_a_changed_role_changes_every_post_that_holds_it(world: World, post: Post, role: Role, today: date) -> None:
    grant_role(SYSTEM, post, role, Scope(kind="organ", organ=world.organ("market-bureau")), start=today)
    revise_role(SYSTEM, role, name="试验", permissions=["directory.read"])
    assert reach(world) == set()
    assert reach(world, "directory.read") == {world.organ("market-bureau").name}
    revise_role(SYSTEM, role, name="试验", permissions=[])
    assert not CompiledScope.objects.filter(post=post).exists()


def test_a_grant_taken_back_is_gone_at_once(world: World, post: Post, role: Role, today: date) -> None:
    grant = grant_role(SYSTEM, post, role, Scope(kind="organ", organ=world.organ("market-bureau")), start=today)
    end_grant(SYSTEM, grant)
    assert reach(world) == set()


def test_an_organ_that_moves_takes_its_subtree_into_the_new_reach(
    world: World, post: Post, role: Role, today: date
) -> None:
    housing, government = world.organ("housing-bureau"), world.organ("district-government")
    station, centre = world.organ("construction-safety-station"), world.organ("drawing-review-centre")
    grant_role(SYSTEM, post, role, Scope(kind="organs", organ=government), start=today)
    before = reach(world)
    move_organ(SYSTEM, housing, government, on=today, basis="试")
    assert reach(world) == before | {housing.name, station.name, centre.name}


def test_a_new_organ_is_in_the_reach_of_those_who_hold_its_surroundings(
    world: World, post: Post, role: Role, today: date
) -> None:
    county = Region.objects.get(pk="990121")
    grant_role(SYSTEM, post, role, Scope(kind="region", region=county), start=today)
    details = OrganDetails(name="石桥县新设局", branch="government", region=county)
    establish_organ(SYSTEM, details, world.organ("county-government"), on=today)
    assert "石桥县新设局" in reach(world)


@pytest.mark.parametrize("kind", ["organ", "organs", "region"])
def test_whoever_holds_the_successor_holds_what_it_absorbed(
    world: World, post: Post, role: Role, today: date, kind: str
) -> None:
    """Old files stay with the merged organ's key; the successor keeps them (trust.md 10)."""
    old, new, last = (world.organ(key) for key in ("county-market-bureau", "housing-bureau", "market-bureau"))
    scope = Scope(kind=kind, organ=last if kind != "region" else None, region=last.region if kind == "region" else None)
    grant_role(SYSTEM, post, role, scope, start=today)
    merge_organ(SYSTEM, old, new, on=today, basis="试")
    Organ.objects.filter(superior=new).update(state=Organ.State.CLOSED)
    merge_organ(SYSTEM, new, last, on=today, basis="试")
    assert {old.name, new.name, last.name} <= reach(world)


def test_compiling_costs_the_same_number_of_statements_for_few_posts_and_for_many(
    world: World, post: Post, role: Role, today: date, django_assert_num_queries: object
) -> None:
    posts = list(Post.objects.values_list("pk", flat=True)[:20])  # as many as one statement inserts
    Grant.objects.bulk_create(
        Grant(
            post_id=pk,
            organ=post.organ,
            role=role,
            kind="organs",
            scope_organ=world.organ("city-government"),
            start=today,
        )
        for pk in posts
    )
    for chosen in (posts[:1], posts):
        with django_assert_num_queries(6):
            compile_posts(chosen)


def test_reading_scopes_is_one_statement_a_request(world: World, django_assert_num_queries: object) -> None:
    actor = world.actor("county_system_officer")
    with django_assert_num_queries(1):
        assert actor.may("directory.manage_organs")
        assert not actor.may("directory.manage_grants")
        Organ.objects.visible_to(actor)


def test_whoever_holds_no_post_today_holds_nothing(world: World, post: Post, role: Role, today: date) -> None:
    grant_role(SYSTEM, post, role, Scope(kind="node"), start=today)
    account = world.account("official")
    Appointment.objects.filter(person=account.person).update(end=today - DAY)
    assert world.actor("official").appointment is None
    assert reach(world) == set()
    assert not Organ.objects.visible_to(holder(world)).exists()
