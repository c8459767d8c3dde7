"""Borders that an officer of a county, or somebody who merely is signed in, must not cross through an action."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from mingtang.kernel.directory.actions.citizens import authorise_agent, revoke_agent
from mingtang.kernel.directory.actions.faults import Refused, Stale
from mingtang.kernel.directory.actions.grants import Scope, grant_role
from mingtang.kernel.directory.actions.imports import import_organs, import_regions
from mingtang.kernel.directory.actions.numbers import set_number_format
from mingtang.kernel.directory.actions.organs import (
    OrganDetails,
    create_post,
    create_unit,
    move_organ,
    revise_organ,
)
from mingtang.kernel.directory.models import Agency, Organ, Region, Role
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.evidence.models import Record
from tests.world import World

TODAY = date(2026, 3, 1)


def refusals() -> int:
    return Record.objects.filter(outcome=Record.Outcome.REFUSED).count()


def details(organ: Organ, **changed: object) -> OrganDetails:
    known = {name: getattr(organ, name) for name in ("name", "branch", "kind", "short_name", "document_word", "rank")}
    known |= {"region": organ.region, "credit_code": organ.credit_code or "", "line_superior": organ.line_superior}
    return OrganDetails(**(known | changed))


def test_the_default_number_format_belongs_to_the_whole_node(world: World) -> None:
    with pytest.raises(NotPermitted):
        set_number_format(world.actor("county_system_officer"), "letter", "{n}")
    set_number_format(world.actor("county_system_officer"), "letter", "{n}", organ=world.organ("county-market-bureau"))
    set_number_format(world.actor("system_officer"), "letter", "{n}")


def test_regions_belong_to_the_whole_node(world: World) -> None:
    with pytest.raises(NotPermitted):
        import_regions(world.actor("county_system_officer"), BytesIO(b"code,name,parent\n98,X,\n"), "regions.csv")


def test_units_and_posts_hang_together_within_one_organ(world: World) -> None:
    actor, organ, other = world.actor("system_officer"), world.organ("housing-bureau"), world.organ("service-bureau")
    foreign = other.units.first()
    with pytest.raises(Refused) as unit:
        create_unit(actor, organ, name="新科", parent=foreign)
    with pytest.raises(Refused) as post:
        create_post(actor, organ, name="新岗", unit=foreign)
    assert (unit.value.field, post.value.field) == ("parent", "unit")


def test_a_refusal_inside_a_larger_act_is_recorded(world: World) -> None:
    organ, superior = world.organ("county-market-bureau"), world.organ("city-government")
    before = refusals()
    with pytest.raises(NotPermitted):
        move_organ(world.actor("county_system_officer"), organ, superior, on=TODAY, basis="")
    assert refusals() == before + 1


def test_a_refused_import_is_recorded(world: World) -> None:
    before = refusals()
    with pytest.raises(NotPermitted):
        import_organs(
            world.actor("county_system_officer"), BytesIO("名称,系统,行政区划代码\n甲,政府,9901\n".encode()), "a.csv"
        )
    assert refusals() == before + 1


def test_an_organ_that_changes_its_region_leaves_the_reach_of_the_old_region(world: World) -> None:
    organ = world.organ("county-market-bureau")
    revise_organ(world.actor("system_officer"), organ, details(organ, region=Region.objects.get(pk="9901")))
    assert not world.actor("county_system_officer").may("directory.manage_organs", organ)


def test_whoever_has_seen_an_old_version_of_an_organ_does_not_overwrite_it(world: World) -> None:
    actor, organ = world.actor("system_officer"), world.organ("housing-bureau")
    seen = organ.version
    revise_organ(actor, organ, details(organ, short_name="住建"), seen=seen)
    with pytest.raises(Stale):
        revise_organ(actor, world.organ("housing-bureau"), details(organ, short_name="房管"), seen=seen)


def test_an_organ_cannot_leave_the_branch_of_its_superior(world: World) -> None:
    organ = world.organ("housing-bureau")
    with pytest.raises(Refused) as refused:
        revise_organ(world.actor("system_officer"), organ, details(organ, branch="party"))
    assert refused.value.field == "superior"


def test_nobody_grants_the_whole_node_without_holding_it(world: World) -> None:
    post, role = world.organ("county-market-bureau").posts.first(), Role.objects.get(code="official")
    with pytest.raises(Refused) as refused:
        grant_role(world.actor("county_security_officer"), post, role, Scope(kind="node"), start=TODAY)
    assert refused.value.field == "kind"


def test_only_who_speaks_for_an_enterprise_names_its_agents(world: World) -> None:
    legal_person, person = world.account("enterprise").legal_person, world.account("citizen").person
    day = timezone.localdate()
    with pytest.raises(NotPermitted):
        authorise_agent(
            world.actor("citizen"), legal_person, person, scope="all", start=day, end=day + timedelta(days=1)
        )
    agency = authorise_agent(world.actor("enterprise"), legal_person, person, scope="all", start=day, end=None)
    with pytest.raises(NotPermitted):
        revoke_agent(world.actor("citizen"), agency)
    assert Agency.objects.get(pk=agency.pk).revoked_at is None
