"""An officer of a county manages the county, and nobody gives what they do not have."""

import pytest
from django.utils import timezone

from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.grants import Scope, define_role, end_grant, grant_role, revise_role
from mingtang.kernel.directory.actions.organs import (
    OrganDetails,
    create_post,
    create_unit,
    establish_organ,
    rename_organ,
)
from mingtang.kernel.directory.actions.people import PersonDetails, appoint, register_official
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.models import Account, Organ, Post, Region, Role
from mingtang.kernel.directory.queries import officials_visible_to, organs_visible_to
from mingtang.kernel.evidence.api import SYSTEM, CannotUndo, NotPermitted
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.evidence.undo import undo_record
from tests.world import World

TODAY = timezone.localdate()
COUNTY = "990121"


@pytest.fixture
def officer(world: World) -> AccountActor:
    return world.actor("county_system_officer")


@pytest.fixture
def security(world: World) -> AccountActor:
    return world.actor("county_security_officer")


@pytest.fixture
def post(world: World) -> Post:
    return create_post(SYSTEM, world.organ("county-market-bureau"), name="新岗")


def official() -> Role:
    return Role.objects.get(code="official")


def county() -> Region:
    return Region.objects.get(pk=COUNTY)


def test_a_county_officer_sees_the_county_only(world: World, officer: AccountActor) -> None:
    seen = organs_visible_to(officer)
    assert seen
    assert all(organ.region_id.startswith(COUNTY) for organ in seen)
    officials = officials_visible_to(officer, TODAY)
    assert officials
    assert all(account.organ.region_id.startswith(COUNTY) for account in officials)


@pytest.mark.parametrize("key", ["housing-bureau", "district-market-bureau", "city-government"])
def test_a_county_officer_changes_nothing_outside_the_county(world: World, officer: AccountActor, key: str) -> None:
    organ, before = world.organ(key), Record.objects.count()
    attempts = [
        lambda: rename_organ(officer, organ, name="x", short_name="", on=TODAY, basis=""),
        lambda: create_unit(officer, organ, name="x"),
        lambda: create_post(officer, organ, name="x"),
        lambda: register_official(officer, organ, PersonDetails(name="x"), login="x"),
        lambda: appoint(officer, world.account("official").person, organ.posts.first(), kind="regular", start=TODAY),
        lambda: establish_organ(officer, OrganDetails(name="x", branch=organ.branch, region=county()), organ, on=TODAY),
        lambda: establish_organ(officer, OrganDetails(name="x", branch="court", region=county()), None, on=TODAY),
    ]
    for attempt in attempts:
        with pytest.raises((NotPermitted, Refused)):
            attempt()
    assert world.organ(key).name == organ.name
    assert not Organ.objects.filter(name="x").exists()
    assert Record.objects.filter(outcome="refused").count() >= Record.objects.count() - before > 0


def test_a_county_officer_does_all_of_this_inside_the_county(world: World, officer: AccountActor) -> None:
    details = OrganDetails(name="石桥县新设局", branch="government", region=county())
    organ = establish_organ(officer, details, world.organ("county-government"), on=TODAY)
    fresh = world.actor("county_system_officer")
    unit = create_unit(fresh, organ, name="办公室")
    post = create_post(fresh, organ, name="主任岗", unit=unit)
    account = register_official(fresh, organ, PersonDetails(name="新人"), login="hy9200")
    appoint(fresh, account.person, post, kind="regular", start=TODAY)
    rename_organ(fresh, organ, name="石桥县新局", short_name="", on=TODAY, basis="试")
    assert account.state == Account.State.CREATED


def test_inside_the_county_grants_reach_as_far_as_the_county(world: World, security: AccountActor, post: Post) -> None:
    organ = world.organ("county-market-bureau")
    for scope in (
        Scope(kind="organ", organ=organ),
        Scope(kind="organs", organ=world.organ("county-government")),
        Scope(kind="region", region=county()),
        Scope(kind="region", region=Region.objects.filter(parent=COUNTY).first()),
        Scope(kind="own"),
    ):
        grant_role(security, post, official(), scope, start=TODAY)
    assert post.grants.count() == 5


@pytest.mark.parametrize(
    "scope",
    [
        lambda world: Scope(kind="node"),
        lambda world: Scope(kind="region", region=Region.objects.get(pk="9901")),
        lambda world: Scope(kind="region", region=Region.objects.get(pk="990102")),
        lambda world: Scope(kind="region", region=Region.objects.create(code="990199", name="无机构县", level=3)),
        lambda world: Scope(kind="organs", organ=world.organ("city-government")),
        lambda world: Scope(kind="organ", organ=world.organ("housing-bureau")),
        lambda world: Scope(kind="unit", unit=world.organ("housing-bureau").units.first()),
        lambda world: Scope(kind="unit", unit=world.organ("housing-bureau").units.first(), organ=world.organ("county-market-bureau")),
    ],
)  # fmt: skip
def test_no_grant_reaches_beyond_the_county(world: World, security: AccountActor, post: Post, scope: object) -> None:
    with pytest.raises(Refused) as refused:
        grant_role(security, post, official(), scope(world), start=TODAY)
    assert refused.value.field == "kind"
    assert not post.grants.exists()


def test_nobody_grants_to_a_post_outside_their_reach(world: World, security: AccountActor) -> None:
    with pytest.raises(NotPermitted):
        grant_role(security, world.organ("housing-bureau").posts.first(), official(), Scope(kind="own"), start=TODAY)


@pytest.mark.parametrize("name", ["security_officer", "county_security_officer"])
def test_nobody_grants_to_a_post_of_their_own(world: World, name: str) -> None:
    actor = world.actor(name)
    post = Post.objects.get(pk=actor.post_id)
    with pytest.raises(Refused) as refused:
        grant_role(actor, post, official(), Scope(kind="organ", organ=post.organ), start=TODAY)
    assert refused.value.field == "post"


def test_roles_belong_to_the_whole_node(world: World, security: AccountActor) -> None:
    with pytest.raises(NotPermitted):
        define_role(security, code="county", name="县", permissions=["directory.read"])
    role = define_role(world.actor("security_officer"), code="city", name="市", permissions=["directory.read"])
    with pytest.raises(NotPermitted):
        revise_role(security, role, name="市", permissions=["directory.manage_organs"])


@pytest.mark.parametrize("name", ["system_officer", "audit_officer", "official", "leader"])
def test_only_the_security_officer_grants(world: World, post: Post, name: str) -> None:
    with pytest.raises(NotPermitted):
        grant_role(world.actor(name), post, official(), Scope(kind="own"), start=TODAY)


def test_undoing_gives_no_more_than_granting(world: World, security: AccountActor, post: Post) -> None:
    """The city grants beyond the county to a post of the county and takes it back: the county cannot undo that."""
    city = world.actor("security_officer")
    end_grant(city, grant_role(city, post, official(), Scope(kind="node"), start=TODAY))
    record = Record.objects.filter(act="directory.end_grant").latest("pk")
    with pytest.raises(CannotUndo, match="超出"):
        undo_record(security, record)
    assert not post.grants.exists()
    undo_record(world.actor("security_officer"), record)
    assert post.grants.get().kind == "node"


def test_undoing_outside_the_county_is_not_for_the_county(world: World, security: AccountActor) -> None:
    city, post = world.actor("security_officer"), world.organ("housing-bureau").posts.first()
    end_grant(city, grant_role(city, post, official(), Scope(kind="own"), start=TODAY))
    record = Record.objects.filter(act="directory.end_grant").latest("pk")
    with pytest.raises(CannotUndo):
        undo_record(security, record)


def test_a_grant_to_ones_own_post_does_not_come_back_by_ones_own_hand(world: World) -> None:
    actor = world.actor("security_officer")
    post = Post.objects.get(pk=actor.post_id)
    end_grant(SYSTEM, grant_role(SYSTEM, post, official(), Scope(kind="own"), start=TODAY))
    with pytest.raises(CannotUndo, match="自己的岗位"):
        undo_record(actor, Record.objects.filter(act="directory.end_grant").latest("pk"))
