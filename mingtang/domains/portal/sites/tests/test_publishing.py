"""Publishing, correcting and withdrawing: all or none, never back-dated, visible to everybody, told to whoever asks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Event, NotPermitted, records_on
from tests.world import World

STATEMENTS = 70
"""For two articles in two columns two floors deep, each with its evidence and its fact, which one handler awaits."""


@pytest.fixture
def portal(world: World) -> api.PortalSite:
    return city_site(world)


def text(title: str, **more: object) -> api.ArticleText:
    body = [{"type": "paragraph", "value": f"{title}的正文"}]
    return api.ArticleText(title=title, source="市政府办公室", editor="许青禾", body=body, **more)  # type: ignore[arg-type]


def publication(portal: api.PortalSite, title: str, column: str = "notices") -> api.Publication:
    return api.Publication(ColumnPage.objects.get(slug=column), portal.organ, text(title))


def published(portal: api.PortalSite, title: str = "停水通知", column: str = "notices") -> ArticlePage:
    return api.publish_articles(SYSTEM, portal, [publication(portal, title, column)])[0]


def page(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_what_is_published_can_be_read_at_once(portal: api.PortalSite) -> None:
    before = timezone.now()
    article = published(portal)
    assert before <= article.publish_date <= timezone.now()
    assert "停水通知的正文" in page(portal.address_of(article.url_path))
    for path in ("", "news/notices/", "feeds/rss/", "feeds/json/news/notices/"):
        assert "停水通知" in page(f"/sites/city/{path}")
    assert records_on(article)


def test_a_column_shows_itself_with_its_first_article(portal: api.PortalSite) -> None:
    assert Client().get("/sites/city/news/blank/").status_code == 404
    article = published(portal, column="blank")
    for slug in ("blank", "news"):
        assert ColumnPage.objects.get(slug=slug).last_content_at == article.publish_date
    assert "停水通知" in page("/sites/city/news/blank/")


def test_addresses_of_one_day_count_on_and_are_never_used_again(portal: api.PortalSite) -> None:
    first, second = (published(portal, title) for title in ("一", "二"))
    api.withdraw_article(SYSTEM, portal, second, reason="重复")
    third = published(portal, "三")
    assert [each.slug.rpartition("-")[2] for each in (first, second, third)] == ["1", "2", "3"]


def test_all_are_published_or_none(world: World, portal: api.PortalSite) -> None:
    other = city_site(world, "housing", hub=False, kind="department", organ=world.organ("housing-bureau"))
    foreign = ColumnPage.objects.descendant_of(other.site.root_page).get(slug="notices")
    mine = api.Publication(
        ColumnPage.objects.descendant_of(portal.site.root_page).get(slug="notices"), portal.organ, text("好")
    )
    with pytest.raises(Refused):
        api.publish_articles(SYSTEM, portal, [mine, replace(mine, column=foreign)])
    assert not ArticlePage.objects.filter(title="好").exists()


def test_a_corrected_article_keeps_its_date_and_says_so(portal: api.PortalSite) -> None:
    article = published(portal)
    corrected = api.correct_article(SYSTEM, portal, article, text("停水通知（更正）"), note="时间有误")
    assert corrected.publish_date == article.publish_date
    shown = page(portal.address_of(article.url_path))
    assert "停水通知（更正）的正文" in shown
    assert "时间有误" in shown
    with pytest.raises(Refused):
        api.correct_article(SYSTEM, portal, article, text("x"), note=" ")


def test_a_withdrawn_article_is_gone_and_says_why(portal: api.PortalSite) -> None:
    article = published(portal, column="blank")
    address = portal.address_of(article.url_path)
    api.withdraw_article(SYSTEM, portal, article, reason="内容有误")
    said = page(address, status=410)
    assert "内容有误" in said
    assert "停水通知的正文" not in said
    for path in ("", "feeds/rss/", "sitemap.xml"):
        assert article.slug not in page(f"/sites/city/{path}")
    assert ColumnPage.objects.get(slug="blank").last_content_at is None
    assert Client().get("/sites/city/news/blank/").status_code == 404
    for act in (
        lambda: api.withdraw_article(SYSTEM, portal, article, reason="再次"),
        lambda: _correct(portal, article),
    ):
        with pytest.raises(Refused):
            act()


def _correct(portal: api.PortalSite, article: ArticlePage) -> None:
    api.correct_article(SYSTEM, portal, article, text("再版"), note="晚了")


def test_withdrawing_the_newest_makes_the_next_one_the_newest(portal: api.PortalSite) -> None:
    before = ColumnPage.objects.get(slug="notices").last_content_at
    api.withdraw_article(SYSTEM, portal, published(portal), reason="内容有误")
    after = ColumnPage.objects.get(slug="notices").last_content_at
    assert before is not None
    assert after is not None
    assert after < timezone.now() - timedelta(days=2)


def test_nobody_publishes_without_the_right(world: World, portal: api.PortalSite) -> None:
    article, official = published(portal), world.actor("official")
    for attempt in (
        lambda: api.publish_articles(official, portal, [publication(portal, "不行")]),
        lambda: api.correct_article(official, portal, article, text("不行"), note="不行"),
        lambda: api.withdraw_article(official, portal, article, reason="不行"),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_each_is_told_once_with_the_pages_that_show_it(portal: api.PortalSite, monkeypatch) -> None:
    told: list[Event] = []
    monkeypatch.setattr("mingtang.kernel.evidence.ritual.Deed.announce", lambda deed, event: told.append(event))
    article = published(portal)
    api.withdraw_article(SYSTEM, portal, article, reason="内容有误")
    own = portal.address_of(article.url_path)
    assert [type(event) for event in told] == [api.ArticlePublished, api.ArticleWithdrawn]
    for event in told:
        assert isinstance(event, api.ArticlePublished | api.ArticleWithdrawn)
        assert event.addresses == [own, "/sites/city/news/notices/", "/sites/city/news/", "/sites/city/"]
        assert (event.site_id, event.page_id) == (portal.pk, article.pk)


def test_what_publishing_costs(portal: api.PortalSite, django_assert_max_num_queries) -> None:
    wanted = [publication(portal, "一"), publication(portal, "二", "headlines")]
    api.publish_articles(SYSTEM, portal, wanted)
    with django_assert_max_num_queries(STATEMENTS):
        api.publish_articles(SYSTEM, portal, wanted)
