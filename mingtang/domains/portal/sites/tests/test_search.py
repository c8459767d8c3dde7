"""Search over the cluster: everybody finds what everybody can read, by site, theme and year; nobody finds or counts more."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.directory.actor import Nobody
from mingtang.kernel.evidence.api import SYSTEM, deliver_due
from mingtang.kernel.search.api import rebuild, search
from tests.world import World

KIND = "article"


@pytest.fixture
def sites(world: World) -> dict[str, api.PortalSite]:
    """The hub, and the site of a bureau with articles of the same words."""
    bureau = world.organ("housing-bureau")
    more = {"name": "和源市住房和城乡建设局", "kind": "department", "code": "9901000002", "hub": False, "organ": bureau}
    sites = {"city": city_site(world), "housing": city_site(world, "housing", **more)}
    deliver_all()
    return sites


def deliver_all() -> None:
    while deliver_due():
        pass


def found(text: str, **wishes: Any) -> set[str]:
    return {hit.name for hit in search(Nobody(), text, kind=KIND, **wishes).hits}


def page(query: str) -> Any:
    return Client().get(f"/search/?{query}")


def test_answers_are_narrowed_by_site_theme_and_year_and_say_how_many_there_are(sites: Any) -> None:
    answers = search(Nobody(), "要闻", kind=KIND)
    assert {each.value: each.count for each in answers.facets["place"]} == {
        "和源市人民政府": 3,
        "和源市住房和城乡建设局": 3,
    }
    assert [each.value for each in answers.facets["theme"]] == ["政务动态"]
    assert sum(each.count for each in answers.facets["year"]) == answers.total == 6
    assert found("要闻", place="和源市住房和城乡建设局") == {"housing要闻0", "housing要闻1", "housing要闻2"}
    assert found("公告", theme="通知公告", place="和源市人民政府", year=str(timezone.localdate().year + 1)) == set()


def test_the_newest_come_first_when_that_is_wished(sites: Any) -> None:
    dates = [hit.dated for hit in search(Nobody(), "公告 要闻的正文", newest=True).hits if hit.dated]
    assert dates == sorted(dates, reverse=True)


def test_a_page_says_where_an_answer_stands_and_leads_there(sites: Any) -> None:
    text = page("q=抽检公告&kind=article").content.decode()
    for words in ("<mark>抽检公告</mark>", "和源市住房和城乡建设局", "通知公告"):
        assert words in text
    address = ArticlePage.objects.filter(slug="newer").first().url_path
    assert f'href="/sites{address}"' in text
    assert Client().get(f"/sites{address}").status_code == 200


def test_a_word_with_a_slip_shows_what_was_probably_meant(sites: Any) -> None:
    answer = page("q=抽检功告")
    assert answer.context["instead"] == "抽检公告"
    assert answer.context["answers"].total == 2
    assert "您是不是要找" in answer.content.decode()
    assert page("q=抽检公告").context["suggestions"] == []


def test_a_page_costs_two_statements_and_one_more_for_a_slip(sites: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        page("q=公告")
    with django_assert_num_queries(4):  # nothing found, titles near to it, then the two for what was meant
        page("q=抽检功告")


def test_what_is_published_corrected_withdrawn_or_suspended_is_found_as_it_stands(sites: Any) -> None:
    city = sites["city"]
    text = api.ArticleText(
        title="停水通知", source="办公室", editor="许青禾", body=[{"type": "paragraph", "value": "检修管网"}]
    )
    column = ColumnPage.objects.descendant_of(city.site.root_page).get(slug="notices")
    article = api.publish_articles(SYSTEM, city, [api.Publication(column, city.organ, text)])[0]
    deliver_all()
    assert found("管网") == {"停水通知"}
    api.withdraw_article(SYSTEM, city, article, reason="有误")
    deliver_all()
    assert found("管网") == set()
    api.suspend_site(SYSTEM, sites["housing"], notice="升级", until=timezone.localdate() + timedelta(days=3))
    deliver_all()
    assert found("要闻") == {"city要闻0", "city要闻1", "city要闻2"}
    assert search(Nobody(), "要闻", kind=KIND).facets["place"][0].count == 3


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=12)
@given(data=st.data())
def test_nothing_that_the_public_may_not_read_is_found_counted_or_suggested(sites: Any, data: st.DataObject) -> None:
    """Whatever state articles are in, also when no fact tells of it: those that come later or have run out."""
    now = timezone.now()
    articles = list(ArticlePage.objects.order_by("pk"))
    for article in articles:
        ArticlePage.objects.filter(pk=article.pk).update(
            live=data.draw(st.booleans()),
            publish_date=now + timedelta(hours=data.draw(st.sampled_from([-9, 9]))),
            expire_at=data.draw(st.sampled_from([None, now + timedelta(hours=9), now - timedelta(hours=9)])),
        )
    rebuild([KIND])
    readable = sorted(ArticlePage.objects.published().values_list("title", flat=True))
    answers = search(Nobody(), "的正文", kind=KIND)
    assert sorted(hit.name for hit in answers.hits) == readable
    assert answers.total == len(readable) == sum(each.count for each in answers.facets["place"])
    shown = page("q=抽检功告").content.decode()
    assert ("抽检公告" in shown) == ("抽检公告" in readable)
