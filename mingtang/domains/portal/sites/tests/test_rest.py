"""Sites, columns and articles through the machine API: what everybody may read, and what keepers may change."""

import json
from typing import Any

import pytest
from django.test import Client

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.tests.city_site import city_site, kept_site
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World


@pytest.fixture
def housing(world: World) -> api.PortalSite:
    city_site(world)
    return kept_site(world)


def asked(path: str, client: Client | None = None) -> Any:
    return (client or Client()).get(f"/api/portal/{path}").json()


def sent(client: Client, path: str, said: dict[str, Any], method: str = "POST") -> Any:
    return client.generic(method, f"/api/portal/{path}", json.dumps(said), content_type="application/json")


def test_everybody_reads_open_sites_columns_and_articles(
    housing: api.PortalSite, django_assert_num_queries: Any
) -> None:
    assert [site["key"] for site in asked("sites?kind=department")["items"]] == ["housing"]
    columns = asked(f"sites/{housing.pk}/columns")["items"]
    assert [(each["path"], each["level"]) for each in columns] == [
        ("news", 1), ("news/headlines", 2), ("news/notices", 2),
    ]  # fmt: skip
    with django_assert_num_queries(1):
        found = asked(f"articles?site={housing.pk}&column={columns[2]['id']}&order=-publish_date")["items"]
    assert [(each["title"], each["url"]) for each in found] == [
        ("抽检公告", "/sites/housing/news/notices/newer/"),
        ("放假通告", "/sites/housing/news/notices/notice/"),
    ]
    assert asked(f"articles/{found[0]['id']}")["text"] == "抽检公告的正文。<b>不是标记</b>"
    assert len(asked("articles?words=抽检")["items"]) == 2
    assert asked("articles?column=999999")["items"] == []


def test_nothing_is_told_of_what_is_not_public(housing: api.PortalSite) -> None:
    waiting = api.ArticlePage.objects.get(url_path="/housing/news/notices/later/")
    shown = api.ArticlePage.objects.get(url_path="/housing/news/notices/newer/")
    assert Client().get(f"/api/portal/articles/{waiting.pk}").status_code == 404
    api.close_site(SYSTEM, housing, notice="关停")
    for path in (f"sites/{housing.pk}", f"sites/{housing.pk}/columns", f"articles/{shown.pk}"):
        answer = Client().get(f"/api/portal/{path}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert {each["site_id"] for each in asked("articles")["items"]} == {api.PortalSite.objects.get(key="city").pk}


def test_keepers_register_correct_and_suspend(world: World, housing: api.PortalSite) -> None:
    keeper = world.client("service-director")
    said = {
        "key": "market", "organ": world.organ("market-bureau").pk, "name": "市场监管局", "kind": "department",
        "host": "scjg.example", "code": "9901000033",
    }  # fmt: skip
    assert sent(keeper, "kept-sites", {**said, "host": "kein host"}).status_code == 422
    made = sent(keeper, "kept-sites", said)
    assert (made.status_code, made.json()["state"]) == (201, "preparing")
    assert sent(keeper, f"kept-sites/{made.json()['id']}/opening", {}).status_code == 409
    assert sent(keeper, f"kept-sites/{housing.pk}", {"theme": "lake"}, "PATCH").json()["theme"] == "lake"
    until = {"until": "2099-01-01", "notice": "机房迁移"}
    assert sent(keeper, f"kept-sites/{housing.pk}/suspension", until).json()["state"] == "suspended"
    assert sent(keeper, f"kept-sites/{housing.pk}/resumption", {}).json()["state"] == "open"
    assert (
        sent(keeper, f"kept-sites/{housing.pk}/closing", {"notice": "并入", "successor": housing.pk}).status_code == 422
    )


def test_arrangers_change_their_columns(world: World, housing: api.PortalSite) -> None:
    own = world.client("official")
    where = f"kept-sites/{housing.pk}/columns"
    made = sent(own, where, {"title": "规划", "slug": "plans", "column_type": "plans"}).json()
    assert (made["path"], made["update_cycle_days"], made["last_content_at"]) == ("plans", 365, None)
    column = f"{where}/{made['id']}"
    assert sent(own, column, {"title": "规划计划", "update_cycle_days": 90}, "PATCH").json()["update_cycle_days"] == 90
    assert sent(own, f"{column}/place", {"to": "up"}).status_code == 200
    assert asked(where, own)["items"][0]["path"] == "plans"
    assert sent(own, f"{column}/retirement", {"reason": "重复"}).json()["live"] is False
    assert sent(own, f"{column}/restoration", {}).json()["live"] is True
    strange = api.PortalSite.objects.get(key="city")
    assert sent(own, f"kept-sites/{strange.pk}/columns", {}).status_code in {404, 422}
    assert own.get(f"/api/portal/kept-sites/{strange.pk}/columns").status_code == 404
