"""The register of sites in the workbench: who keeps what, its numbers, and the steps in the life of a site."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.overview import counted
from mingtang.domains.portal.sites.tests.city_site import city_site, kept_site
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

REGISTERED = {
    "key": "market", "name": "和源市市场监督管理局", "kind": "department", "host": "scjg.heyuan.example", "code": "9901000033",
    "language": "zh-hans", "theme": "pine",
}  # fmt: skip


@pytest.fixture
def keeper(world: World) -> Client:
    """Who keeps the register of the whole city."""
    return world.client("service-director")


@pytest.fixture
def housing(world: World) -> api.PortalSite:
    return kept_site(world)


def address(portal: api.PortalSite, rest: str = "") -> str:
    return f"/workbench/sites/{portal.pk}/{rest}"


def test_the_list_counts_what_stands_on_each_site(
    world: World, housing: api.PortalSite, django_assert_num_queries: Any
) -> None:
    city_site(world, "city", hub=False)
    old = timezone.now() - timedelta(days=15)
    api.ColumnPage.objects.filter(url_path="/housing/news/headlines/").update(last_content_at=old, update_cycle_days=14)
    keeper = world.client("service-director")
    page = keeper.get("/workbench/sites/").context["page"]
    found = {row.object.key: row.object for row in page.rows}
    assert [(key, each.columns, each.articles, each.stale, each.blank) for key, each in found.items()] == [
        ("city", 3, 5, 0, 1),
        ("housing", 3, 5, 1, 1),
    ]
    with django_assert_num_queries(2):  # which cycles there are, and the sites; a page asks once more how many
        assert len(counted(api.PortalSite.objects.all())) == 2


def test_only_who_keeps_a_site_sees_it(world: World, housing: api.PortalSite) -> None:
    other = city_site(world, "city", hub=False)
    own = world.client("official")
    assert [row.object for row in own.get("/workbench/sites/").context["page"].rows] == [housing]
    assert own.get(address(housing)).status_code == 200
    assert own.get(address(other)).status_code == 404


def test_a_site_is_registered_prepared_and_launched(world: World, keeper: Client) -> None:
    organ = world.organ("market-bureau")
    answer = keeper.post("/workbench/sites/new/", {**REGISTERED, "organ": organ.pk, "host": "kein host"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"host"}
    assert keeper.post("/workbench/sites/new/", {**REGISTERED, "organ": organ.pk}).status_code == 302
    portal = api.PortalSite.objects.get(key="market")
    assert portal.state == "preparing"
    assert Client().get("/sites/market/").status_code == 404
    assert "首页还没有编排" in keeper.post(address(portal, "steps/opening/")).content.decode()
    api.compose_home(SYSTEM, portal, [{"type": "services", "value": {"title": "办事"}}])
    assert keeper.post(address(portal, "steps/opening/")).status_code == 302
    assert Client().get("/sites/market/").status_code == 200


def test_the_register_is_corrected_and_colours_change(keeper: Client, housing: api.PortalSite) -> None:
    said = {"name": "市住建局网站", "kind": "department", "host": "zjj.example", "code": "9901000017", "theme": "clay"}
    assert keeper.post(address(housing, "change/"), {**said, "code": "99010000a7"}).status_code == 422
    assert keeper.post(address(housing, "change/"), said).status_code == 302
    housing.refresh_from_db()
    assert (housing.name, housing.domain, housing.theme) == ("市住建局网站", "zjj.example", "clay")
    assert 'data-theme="clay"' in Client().get("/sites/housing/").content.decode()


def test_a_site_is_suspended_with_a_reason_and_comes_back(keeper: Client, housing: api.PortalSite) -> None:
    step = address(housing, "steps/suspension/")
    assert keeper.post(step, {"until": "", "notice": "机房迁移"}).context["form"].errors.keys() == {"until"}
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert keeper.post(step, {"until": tomorrow, "notice": "机房迁移"}).status_code == 302
    assert Client().get("/sites/housing/").status_code == 503
    assert keeper.post(address(housing, "steps/resumption/")).status_code == 302
    assert Client().get("/sites/housing/").status_code == 200


def test_where_addresses_lead_is_shown_before_a_site_is_closed(
    world: World, keeper: Client, housing: api.PortalSite
) -> None:
    city = city_site(world, "city", hub=False)
    api.ColumnPage.objects.filter(url_path="/city/news/notices/").delete()
    step = address(housing, "steps/closing/")
    looked = keeper.post(step, {"look": "yes", "successor": city.pk, "notice": "并入市政府网站"})
    assert "并入市政府网站" in looked.content.decode()
    assert {each.old: each.new for each in looked.context["redirects"]} == {
        "/sites/housing/news/": "/sites/city/news/",
        "/sites/housing/news/headlines/": "/sites/city/news/headlines/",
        "/sites/housing/news/notices/": "/sites/city/",
        "/sites/housing/news/blank/": "/sites/city/news/blank/",
    }
    housing.refresh_from_db()
    assert housing.state == "open"
    said = {"successor": city.pk, "notice": "并入市政府网站"}
    assert keeper.post(step, said).context["form"].errors.keys() == {"sure"}
    assert keeper.post(step, {**said, "sure": "on"}).status_code == 302
    assert Client().get("/sites/housing/news/").headers["Location"] == "/sites/city/news/"
    assert "网址跳转" in keeper.get(address(housing)).content.decode()
