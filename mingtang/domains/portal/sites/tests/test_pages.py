"""Public pages of sites: what is shown, what is not, and what it costs."""

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.sites import neighbours
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.tests.city_site import article, city_site
from tests.world import World

HOME = 7
"""The site, its columns, its home page; its yearly statement; one for each of two lists, and for where a third one went."""
COLUMN = 4
"""The site, its columns; how many, and these."""
ARTICLE = 3
"""The site, its columns, the article; what explains it and its files only where there are any."""


@pytest.fixture
def portal(world: World) -> PortalSite:
    return city_site(world)


def page(path: str, **more: object) -> str:
    answer = Client().get(path, **more)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_first_page_belongs_to_the_site_of_the_host(world: World, portal: PortalSite, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    city_site(world, "housing", hub=False, kind="department", name="市住建局", organ=world.organ("housing-bureau"))
    assert "<title>首页 - 和源市人民政府</title>" in page("/")
    assert "<title>首页 - 市住建局</title>" in page("/", HTTP_HOST="housing.heyuan.example:8443")
    assert "<title>首页 - 和源市人民政府</title>" in page("/", HTTP_HOST="nobody.example")


def test_a_node_without_sites_shows_its_entrances(world: World) -> None:
    assert "办事入口" in page("/")


def test_home_shows_lists_and_leaves_out_columns_that_are_not_there(portal: PortalSite) -> None:
    text = page(portal.get_absolute_url())
    assert "city要闻0" in text
    assert "放假通告" in text
    assert "江岭ICP备00000001号" in text
    assert "空白栏目" not in text
    assert '<meta name="SiteIDCode" content="9901000001">' in text
    assert '<meta name="SiteDomain" content="city.heyuan.example">' in text


def test_readers_of_large_text_get_the_entries_of_the_elderly(portal: PortalSite) -> None:
    assert "找人帮忙" in page(portal.get_absolute_url(), data={"text": "large"})
    assert "找人帮忙" not in page(portal.get_absolute_url())


def test_column_lists_what_is_published_with_what_is_on_top_first(portal: PortalSite) -> None:
    text = page("/sites/city/news/notices/")
    assert "明天的公告" not in text
    assert text.index("放假通告") < text.index("抽检公告")
    assert '<meta name="ColumnType" content="通知公告">' in text
    assert "没有符合条件的文章" in page("/sites/city/news/notices/", data={"q": "没有"})
    assert "放假通告" in page("/sites/city/news/notices/", data={"year": "junk", "page": "99"})


def test_article_says_where_it_comes_from_and_keeps_text_as_text(portal: PortalSite) -> None:
    text = page("/sites/city/news/headlines/news-0/")
    for name in ("ArticleTitle", "PubDate", "ContentSource", "Description", "Url", "ColumnName"):
        assert f'<meta name="{name}" content="' in text
    assert "&lt;b&gt;不是标记&lt;/b&gt;" in text
    assert "责任编辑：许青禾" in text
    assert "http://testserver/sites/city/news/headlines/news-0/" in page("/sites/city/news/headlines/news-0/?print")


@pytest.mark.parametrize(
    "path", ["news/notices/later/", "news/blank/", "news/headlines/notice/", "news-0/", "nowhere/", "home/", "a/b/c/d/"]
)
def test_what_is_not_published_is_not_there(portal: PortalSite, path: str) -> None:
    assert Client().get(f"/sites/city/{path}").status_code == 404


def test_articles_leave_when_they_run_out_or_are_withdrawn(portal: PortalSite) -> None:
    rows = ArticlePage.objects.filter(slug="news-0")
    for change in ({"expire_at": timezone.now() - timedelta(minutes=1)}, {"expire_at": None, "live": False}):
        rows.update(**change)
        assert Client().get("/sites/city/news/headlines/news-0/").status_code == 404
        assert "city要闻0" not in page("/sites/city/")
        assert "city要闻0" not in page("/sites/city/feeds/json/")


def test_pages_of_one_site_are_not_found_in_another(world: World, portal: PortalSite) -> None:
    city_site(world, "housing", hub=False, kind="department", organ=world.organ("housing-bureau"), theme="pine")
    assert "housing要闻0" not in page("/sites/city/news/headlines/")
    text = page("/sites/housing/news/headlines/")
    assert "city要闻0" not in text
    assert 'data-theme="pine"' in text


@pytest.mark.parametrize("articles", [3, 30])
def test_statements_do_not_grow_with_the_articles(world: World, articles: int, django_assert_num_queries) -> None:
    city_site(world, articles=articles)
    for path, cost in (("", HOME), ("news/headlines/", COLUMN), ("news/headlines/news-1/", ARTICLE)):
        Client().get(f"/sites/city/{path}")
        with django_assert_num_queries(cost):
            page(f"/sites/city/{path}")


def test_feeds_agree_on_the_newest(portal: PortalSite) -> None:
    rss = ET.fromstring(page("/sites/city/feeds/rss/"))
    atom = ET.fromstring(page("/sites/city/feeds/atom/news/headlines/"))
    feed = json.loads(page("/sites/city/feeds/json/"))
    titles = [item["title"] for item in feed["items"]]
    assert titles == [item.findtext("title") for item in rss.iter("item")]
    assert titles[0] == "city要闻0"
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 3
    for junk in ("feeds/csv/", "feeds/rss/nowhere/"):
        assert Client().get(f"/sites/city/{junk}").status_code == 404


def test_every_address_of_the_sitemap_answers(portal: PortalSite) -> None:
    tree = ET.fromstring(page("/sites/city/sitemap.xml"))
    addresses = [each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(addresses) == 9
    for address in addresses:
        page(address)


def test_columns_know_their_cycle_and_their_newest(portal: PortalSite) -> None:
    cycles = dict(ColumnPage.objects.values_list("slug", "update_cycle_days"))
    assert cycles == {"news": 14, "headlines": 14, "notices": 183, "blank": 365}
    parent, child = (ColumnPage.objects.get(slug=slug).last_content_at for slug in ("news", "notices"))
    assert child is not None
    assert parent is not None


def test_plans_are_only_plans(world: World) -> None:
    assert article(world.organ("city-government"), "x", "题").title == "题"
    assert reverse("site_home", args=["city"]) == "/sites/city/"


def test_home_pages_lead_to_the_yearly_statement(portal: PortalSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_statements", [lambda site: f"/statement-of-{site.key}/"])
    assert 'href="/statement-of-city/">年度报表' in page("/sites/city/")
    assert "/statement-of-city/" not in page("/sites/city/news/")
    monkeypatch.setattr(neighbours, "_statements", [lambda _: ""])
    assert "年度报表" not in page("/sites/city/")
