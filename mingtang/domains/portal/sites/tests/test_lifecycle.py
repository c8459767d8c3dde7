"""Sites that are suspended, back, merged into another one, closed: what their addresses say."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted, records_on
from tests.world import World

ARTICLE = "/sites/housing/news/headlines/news-0/"


@pytest.fixture
def housing(world: World) -> api.PortalSite:
    city_site(world)
    return city_site(world, "housing", hub=False, kind="department", organ=world.organ("housing-bureau"))


def tomorrow() -> Any:
    return timezone.localdate() + timedelta(days=1)


def test_a_suspended_site_says_until_when_and_comes_back(housing: api.PortalSite) -> None:
    api.suspend_site(SYSTEM, housing, until=tomorrow(), notice="机房迁移，暂停服务。")
    for path in ("/sites/housing/", ARTICLE, "/sites/housing/nowhere/"):
        answer = Client().get(path)
        assert answer.status_code == 503
        assert "机房迁移，暂停服务。" in answer.content.decode()
    assert Client().get("/sites/housing/feeds/rss/").status_code == 404
    assert Client().get("/sites/city/").status_code == 200
    api.resume_site(SYSTEM, housing)
    assert Client().get(ARTICLE).status_code == 200
    assert {"portal.suspend_site", "portal.resume_site"} <= {record.act for record in records_on(housing)}


def test_a_closed_site_is_gone_with_its_notice(housing: api.PortalSite) -> None:
    api.close_site(SYSTEM, housing, notice="网站关停，内容不再提供。")
    answer = Client().get(ARTICLE)
    assert answer.status_code == 410
    assert "网站关停，内容不再提供。" in answer.content.decode()


def test_old_addresses_lead_to_the_same_page_of_the_successor(housing: api.PortalSite) -> None:
    city = api.PortalSite.objects.get(key="city")
    api.close_site(SYSTEM, housing, notice="并入市政府网站。", successor=city)
    for old, new in (
        (ARTICLE, "/sites/city/news/headlines/news-0/"),
        ("/sites/housing/news/", "/sites/city/news/"),
        ("/sites/housing/nowhere/", "/sites/city/"),
        ("/sites/housing/", "/sites/city/"),
    ):
        answer = Client().get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)


def test_what_makes_no_sense_is_refused(world: World, housing: api.PortalSite) -> None:
    city = api.PortalSite.objects.get(key="city")
    for wrong in (
        lambda: api.suspend_site(SYSTEM, housing, until=timezone.localdate(), notice="有"),
        lambda: api.suspend_site(SYSTEM, housing, until=tomorrow(), notice=" "),
        lambda: api.resume_site(SYSTEM, housing),
        lambda: api.close_site(SYSTEM, city, notice="有"),
        lambda: api.close_site(SYSTEM, housing, notice="有", successor=housing),
    ):
        with pytest.raises(Refused):
            wrong()
    with pytest.raises(NotPermitted):
        api.suspend_site(world.actor("official"), housing, until=tomorrow(), notice="有")


def test_a_topic_is_open_then_archived(housing: api.PortalSite) -> None:
    today = timezone.localdate()
    lists = [{"type": "lists", "value": [{"path": "news/headlines", "count": 3}]}]
    given: dict[str, Any] = {"title": "城市更新", "organ": housing.organ, "blocks": lists}
    api.open_topic(SYSTEM, housing, api.TopicDetails(slug="renewal", opens_on=today, **given))
    past = {"opens_on": today - timedelta(days=9), "closes_on": today - timedelta(days=1)}
    api.open_topic(SYSTEM, housing, api.TopicDetails(slug="over", **past, **given))
    page = Client().get("/sites/housing/renewal/").content.decode()
    assert "housing要闻0" in page
    assert "已归档" not in page
    assert "已归档" in Client().get("/sites/housing/over/").content.decode()
    assert "城市更新" in Client().get("/sites/housing/map/").content.decode()
    with pytest.raises(Refused):
        api.open_topic(SYSTEM, housing, api.TopicDetails(slug="renewal", opens_on=today, **given))
