"""Opening sites: rights, sense, evidence."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted, records_on
from tests.world import World


def details(world: World, **more: Any) -> api.SiteDetails:
    given: dict[str, Any] = {"key": "housing", "name": "市住建局", "kind": "department", "host": "zjj.example"}
    return api.SiteDetails(**{**given, "code": "9901000017", "organ": world.organ("housing-bureau"), **more})


def test_opening_a_site_is_refused_without_the_right(world: World) -> None:
    with pytest.raises(NotPermitted):
        api.open_site(world.actor("official"), details(world), on=timezone.localdate())


@pytest.mark.parametrize(
    ("field", "value"), [("code", "990100001"), ("key", "city"), ("host", "city.heyuan.example"), ("organ", None)]
)
def test_opening_a_site_twice_is_refused(world: World, field: str, value: Any) -> None:
    taken = city_site(world)
    wrong = replace(details(world), **{field: value or taken.organ})
    with pytest.raises(Refused) as refusal:
        api.open_site(SYSTEM, wrong, on=timezone.localdate())
    assert refusal.value.field == field


def test_an_organ_may_have_a_topic_beside_its_site(world: World) -> None:
    city_site(world)
    topic = details(world, kind="topic", organ=world.organ("city-government"))
    assert api.open_site(SYSTEM, topic, on=timezone.localdate()).pk


def test_the_sample_site_of_the_framework_goes(world: World) -> None:
    portal = city_site(world)
    assert list(Site.objects.values_list("hostname", flat=True)) == ["city.heyuan.example"]
    assert list(Page.objects.filter(depth=2).values_list("slug", flat=True)) == ["city"]
    assert Page.find_problems() == ([], [], [], [], [])
    assert records_on(portal)
