"""Articles of a column that is merged, and media that nothing shows any more: what was known keeps its way, nothing in use goes."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import Page

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.models import SiteMedium
from mingtang.domains.portal.sites.tests.city_site import kept_site
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, records_on
from tests.world import World

OLD, NEW = "/sites/housing/news/notices/", "/sites/housing/news/headlines/"


@pytest.fixture
def housing(world: World) -> api.PortalSite:
    return kept_site(world)


def column(slug: str) -> api.ColumnPage:
    return api.ColumnPage.objects.get(url_path=f"/housing/news/{slug}/")


def goes(where: str) -> str:
    answer = Client().get(where)
    assert answer.status_code == 301, answer.status_code
    return str(answer.headers["Location"])


def test_a_merged_column_leads_to_the_one_that_goes_on_for_it(world: World, housing: api.PortalSite) -> None:
    notices, headlines, clients = column("notices"), column("headlines"), world.client("official")
    api.compose_home(SYSTEM, housing, [
        {"type": "articles", "value": {"title": "选定", "articles": ["news/notices/newer"]}},
        {"type": "lists", "value": [{"path": "news/notices", "title": "公告栏", "count": 3}]},
    ])  # fmt: skip
    withdrawn = api.ArticlePage.objects.get(url_path="/housing/news/notices/notice/")
    api.withdraw_article(SYSTEM, housing, withdrawn, reason="过时")
    there = f"/workbench/sites/{housing.pk}/columns/{notices.pk}/"
    assert "2 篇公开文章" in clients.get(there).content.decode()
    assert clients.post(f"{there}moving/", {"into": headlines.pk, "reason": ""}).status_code == 422
    said = {"into": headlines.pk, "reason": "栏目合并", "merges": "on"}
    assert clients.post(f"{there}moving/", said).status_code == 302
    assert goes(f"{OLD}newer/") == f"{NEW}newer/"
    assert goes(OLD) == NEW
    assert Client().get(f"{NEW}newer/").status_code == 200
    assert Client().get(f"{OLD}notice/").status_code == 410
    home = Client().get("/sites/housing/").content.decode()
    assert f"{NEW}newer/" in home
    assert "公告栏" in home
    assert not column("notices").live
    assert "栏目合并" in {each.basis for each in records_on(notices)}


def test_a_page_that_comes_back_is_found_where_it_stands(world: World, housing: api.PortalSite) -> None:
    notices, headlines = column("notices"), column("headlines")
    newer = api.ArticlePage.objects.get(url_path="/housing/news/notices/newer/")
    with pytest.raises(Refused, match="另一个栏目"):
        api.move_articles(SYSTEM, housing, notices, notices, reason="错")
    assert api.move_articles(SYSTEM, housing, notices, headlines, reason="转", only=[newer.pk]) == 1
    assert (
        api.move_articles(SYSTEM, housing, column("headlines"), column("notices"), reason="转回", only=[newer.pk]) == 1
    )
    assert Client().get(f"{OLD}newer/").status_code == 200
    assert goes(f"{NEW}newer/") == f"{OLD}newer/"
    assert all(not problem for problem in Page.find_problems())


def picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return SimpleUploadedFile("a.png", content.getvalue())


def test_a_medium_goes_once_nothing_shows_it(world: World, housing: api.PortalSite) -> None:
    arranger, media = world.client("official"), f"/workbench/sites/{housing.pk}/media/"
    assert arranger.post(media, {"title": "大厅", "file": picture()}).status_code == 302
    medium = SiteMedium.objects.select_related("portal").get()
    there, program = f"{media}{medium.pk}/", f"/api/portal/kept-sites/{housing.pk}/media/{medium.pk}"
    assert arranger.post(there, {"title": ""}).status_code == 422
    assert arranger.post(there, {"title": "住建局办事大厅"}).status_code == 302
    assert "住建局办事大厅" in arranger.get(media).content.decode()
    shown = {"type": "picture", "value": {"url": medium.address, "alt": "大厅", "caption": ""}}
    api.compose_home(SYSTEM, housing, [shown])
    assert "首页" in arranger.get(there).content.decode()
    assert [use["kind"] for use in arranger.get(program).json()["uses"]] == ["首页"]
    refused = arranger.post(there, {"remove": "yes", "reason": "不用了"})
    assert (refused.status_code, SiteMedium.objects.count()) == (422, 1)
    api.compose_home(SYSTEM, housing, [])
    article = api.ArticlePage.objects.get(url_path="/housing/news/notices/newer/")
    api.ArticlePage.objects.filter(pk=article.pk).update(body=json.dumps([shown]))
    assert "抽检公告" in arranger.get(there).content.decode()
    api.ArticlePage.objects.filter(pk=article.pk).update(body="[]")
    assert arranger.post(there, {"remove": "yes", "reason": "不用了"}).status_code == 302
    assert not SiteMedium.objects.exists()
    assert Client().get(medium.address).status_code == 404


def sent(client: Client, path: str, said: Any, method: str = "POST") -> Any:
    return client.generic(method, f"/api/portal/{path}", json.dumps(said), content_type="application/json")


def test_programs_open_compose_see_and_publish_a_topic(world: World, housing: api.PortalSite) -> None:
    arranger, topics = world.client("official"), f"kept-sites/{housing.pk}/topics"
    said = {"title": "城市更新", "slug": "renewal", "organ": housing.organ_id, "opens_on": "2026-11-01"}
    topic = sent(arranger, topics, said).json()
    assert not topic["live"]
    assert sent(arranger, f"{topics}/{topic['id']}", {"lead": "老城新貌"}, "PATCH").json()["lead"] == "老城新貌"
    page = f"kept-sites/{housing.pk}/pages/{topic['id']}"
    draft = arranger.get(f"/api/portal/{page}/blocks").json()
    links = {"title": "更多", "links": [{"title": "首页", "url": "/"}]}
    wanted = {"seen": draft["digest"], "blocks": [{"type": "links", "value": links}]}
    composed = sent(arranger, f"{page}/blocks", wanted, "PUT")
    assert composed.status_code == 200, composed.content.decode()
    assert sent(arranger, f"{page}/blocks", wanted, "PUT").status_code == 412  # somebody has changed it: we have
    for value in ({"title": "坏", "links": [{"title": "x", "url": "javascript:alert(1)"}]}, {"links": []}, [1], "字"):
        bad = {"seen": composed.json()["digest"], "blocks": [{"type": "links", "value": value}]}
        assert sent(arranger, f"{page}/blocks", bad, "PUT").status_code == 422, value
    assert "更多" in arranger.get(f"/api/portal/{page}/blocks/preview").json()["html"]
    assert Client().get("/sites/housing/renewal/").status_code == 404
    assert sent(arranger, f"{page}/publication", {}).json()["live"]
    assert "更多" in Client().get("/sites/housing/renewal/").content.decode()
    assert sent(arranger, f"{page}/publication", {}).status_code == 409
