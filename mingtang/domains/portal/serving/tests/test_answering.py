"""Kept pages are those that everybody sees, as they are now; and they are told when nothing else answers."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from mingtang.domains.portal.serving import answering
from mingtang.domains.portal.serving.api import page_store
from mingtang.domains.portal.serving.handlers import site_changed, something_was_taken_away
from mingtang.domains.portal.serving.rules import OWN_TO_ONE_ANSWER, Asked
from mingtang.domains.portal.serving.store import Store
from mingtang.domains.portal.serving.tests.conftest import Ask
from mingtang.domains.portal.serving.warming import warm_some
from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.api import PagesLoaded
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.evidence.api import SYSTEM, deliver_due
from mingtang.ui.reading import COOKIE
from tests.world import World

ARTICLE = "/sites/city/news/headlines/news-0/"
PAGES = ["/", "/sites/city/", "/sites/city/news/notices/", ARTICLE, "/sites/city/feeds/rss/", "/sites/city/sitemap.xml"]
SESSION = settings.SESSION_COOKIE_NAME


@pytest.fixture
def changed(portal: PortalSite, store: Store, monkeypatch: pytest.MonkeyPatch) -> PagesLoaded:
    """A fact of the site; handlers find the store of the test."""
    monkeypatch.setattr("mingtang.domains.portal.serving.handlers.page_store", lambda: store)
    return PagesLoaded(subject="site", site_id=portal.pk)


@pytest.fixture
def outage(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The database goes away."""

    def gone(*_: Any, **__: Any) -> None:
        raise OperationalError("server closed the connection")

    return lambda: monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", gone)


def rename(title: str = "新的题目") -> None:
    ArticlePage.objects.filter(slug="news-0").update(title=title)


@pytest.mark.parametrize("path", PAGES)
def test_a_kept_page_is_the_fresh_one_to_the_byte(portal: PortalSite, ask: Ask, path: str) -> None:
    fresh, kept = ask(path), ask(path)
    assert (fresh.status, kept.status) == (200, 200)
    assert ("age" in fresh.headers, "age" in kept.headers) == (False, True)
    assert kept.body == fresh.body == Client().get(path).content
    own = {name.decode() for name in OWN_TO_ONE_ANSWER}
    assert {n: v for n, v in kept.headers.items() if n not in own} == {
        n: v for n, v in fresh.headers.items() if n not in own
    }


def test_a_kept_page_costs_no_statement(portal: PortalSite, ask: Ask, django_assert_num_queries: Any) -> None:
    ask(ARTICLE)
    with django_assert_num_queries(0):
        assert ask(ARTICLE).status == 200


def test_facts_of_a_site_make_all_of_it_anew_and_nothing_of_others(
    world: World, ask: Ask, changed: PagesLoaded
) -> None:
    city_site(world, "housing", hub=False, kind="department", organ=world.organ("housing-bureau"))
    others = "/sites/housing/"
    for path in [*PAGES, others]:
        ask(path)
    rename()
    assert "新的题目" not in ask(ARTICLE).text
    site_changed(changed)
    for path in PAGES:
        assert "age" not in ask(path).headers
    assert "新的题目" in ask(ARTICLE).text
    assert "age" in ask(others).headers


def test_pages_of_a_site_share_its_frame_until_it_changes(
    portal: PortalSite, ask: Ask, changed: PagesLoaded, django_assert_num_queries: Any
) -> None:
    first, second = (f"/sites/city/news/headlines/news-{number}/" for number in (1, 2))
    ask(ARTICLE)
    ColumnPage.objects.filter(slug="notices").update(title="公示")
    PortalSite.objects.update(phone="0999-1234567")
    with django_assert_num_queries(1):  # the article
        others = ask(first).text
    assert ("公示" in others, "0999-1234567" in others) == (False, False)
    assert "0999-1234567" in ask(first, cookie=f"{SESSION}=abc").text
    site_changed(changed)
    anew = ask(second).text
    assert "0999-1234567" in anew
    assert "公示" in ask("/sites/city/news/headlines/").text


def test_a_frame_is_that_of_the_place_and_the_reader(portal: PortalSite, ask: Ask) -> None:
    """Whatever was drawn for others before, a page is the one that stands alone."""
    for path in ("/sites/city/news/notices/", ARTICLE, "/sites/city/"):
        for reading in ("text:", "text:large", "lang:en"):
            cookie = f"{COOKIE}={reading}"
            assert ask(path, cookie=cookie).body == ask(path, cookie=f"{cookie}; {SESSION}=abc").body, (path, reading)


def test_what_was_made_while_the_site_changed_is_not_told_as_true(
    ask: Ask, door: Any, changed: PagesLoaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = door._application

    async def overtaken(*arguments: Any) -> None:
        await application(*arguments)
        await sync_to_async(rename)()
        await sync_to_async(site_changed)(changed)

    monkeypatch.setattr(door, "_application", overtaken)
    assert "新的题目" not in ask(ARTICLE).text
    monkeypatch.setattr(door, "_application", application)
    assert "新的题目" in ask(ARTICLE).text


def test_what_changes_with_the_time_alone_is_seen_after_a_minute(
    portal: PortalSite, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(ARTICLE)
    rename()
    monkeypatch.setattr(answering, "TRUE_FOR", 0.0)
    assert "新的题目" in ask(ARTICLE).text


def test_readers_with_other_settings_have_pages_of_their_own(portal: PortalSite, ask: Ask) -> None:
    plain = ask("/sites/city/")
    large = ask("/sites/city/", cookie="mingtang_reading=text:large")
    traditional = ask(ARTICLE, cookie="mingtang_reading=lang:zh-hant")
    assert "找人帮忙" in large.text
    assert "找人帮忙" not in plain.text
    assert "正文" in ask(ARTICLE).text
    assert traditional.headers["content-language"] == "zh-Hant"
    assert ask(ARTICLE, cookie="mingtang_reading=lang:zh-hant").body == traditional.body


def test_hosts_do_not_get_pages_of_others(portal: PortalSite, ask: Ask) -> None:
    assert "http://testserver/sites" in ask(ARTICLE).text
    assert "http://other.example/sites" in ask(ARTICLE, host="other.example").text


def test_pages_of_persons_are_made_for_them_and_never_kept(
    world: World, portal: PortalSite, ask: Ask, store: Store
) -> None:
    client = Client()
    client.force_login(world.account("official"))
    own = ask("/sites/city/", cookie=f"{SESSION}={client.cookies[SESSION].value}; mingtang_csrf={'a' * 32}")
    assert "csrfmiddlewaretoken" in own.text
    assert list(store.pages()) == []
    everybody = ask("/sites/city/", cookie=f"mingtang_csrf={'a' * 32}")
    assert "csrfmiddlewaretoken" not in everybody.text
    assert [page.body for page in store.pages()] == [everybody.body]


@pytest.mark.parametrize("query", ["q=x", "text=large", "utm=1", "page=1&page=2", "page=077", "export=csv", "&"])
def test_questions_without_bound_are_not_kept(portal: PortalSite, ask: Ask, store: Store, query: str) -> None:
    assert ask("/sites/city/news/notices/", query).status == 200
    assert list(store.pages()) == []


@pytest.mark.parametrize("path", ["/sign-in/", "/search/", "/sites/city/nowhere/", "/healthz", "/sites/nowhere/"])
def test_other_pages_pass_by(portal: PortalSite, ask: Ask, store: Store, path: str) -> None:
    ask(path)
    assert list(store.pages()) == []


def test_a_reader_who_has_the_page_gets_no_body(portal: PortalSite, ask: Ask) -> None:
    tag = ask(ARTICLE).headers["etag"]
    again = ask(ARTICLE, if_none_match=tag)
    assert (again.status, again.body) == (304, b"")
    head = ask(ARTICLE, method="HEAD")
    assert (head.body, int(head.headers["content-length"])) == (b"", len(ask(ARTICLE).body))


def test_without_the_database_pages_are_told_with_a_warning_and_others_say_so(
    portal: PortalSite, ask: Ask, changed: PagesLoaded, outage: Any, caplog: Any
) -> None:
    for path in PAGES:
        ask(path)
    site_changed(changed)
    outage()
    for path in PAGES:
        told = ask(path)
        assert (told.status, told.headers["warning"]) == (200, '111 - "Revalidation Failed"'), path
    assert ask("/sites/city/", "utm_source=x", cookie=f"{SESSION}=abc").status == 200
    for path in ("/search/?q=x", "/sites/city/news/headlines/news-2/"):
        refused = ask(path.partition("?")[0], path.partition("?")[2])
        assert (refused.status, refused.headers["retry-after"]) == (503, "10"), path
        assert "系统正在维护" in refused.text
        assert "OperationalError" not in refused.text


def test_what_was_taken_away_does_not_come_back_in_an_outage(
    portal: PortalSite, ask: Ask, changed: PagesLoaded, outage: Any
) -> None:
    ask(ARTICLE)
    something_was_taken_away(changed)
    outage()
    assert ask(ARTICLE).status == 503


def test_pages_linked_from_home_are_there_before_the_first_outage(
    ask: Ask, door: Any, store: Store, changed: PagesLoaded, outage: Any
) -> None:
    ask("/")
    assert warm_some(lambda: door) > 5
    rename()
    site_changed(changed)
    while warm_some(lambda: door):
        pass
    assert set(store.homes().values()) == {store.marks.stamp("").current, store.marks.stamp("city").current}
    outage()
    for path in (ARTICLE, "/sites/city/news/", "/sites/city/news/notices/notice/"):
        assert ask(path).status == 200
    assert "新的题目" in ask(ARTICLE).text


def test_a_failing_node_is_not_marked_as_warmed(
    portal: PortalSite, ask: Ask, door: Any, store: Store, outage: Any
) -> None:
    ask("/")
    outage()
    assert warm_some(lambda: door) == 0
    assert list(store.homes().values()) == [""]


def test_the_notice_of_a_suspended_site_is_no_failure_of_the_node(
    portal: PortalSite, ask: Ask, door: Any, store: Store
) -> None:
    ask(ARTICLE)
    PortalSite.objects.filter(pk=portal.pk).update(state=PortalSite.State.SUSPENDED)
    store.marks.change()
    notice = ask(ARTICLE)
    assert (notice.status, "warning" in notice.headers) == (503, False)
    assert store.find(Asked("http", "testserver", ARTICLE)) is None
    assert door._resting_until == 0


def test_facts_are_wired(portal: PortalSite, ask: Ask, store: Store, settings: Any) -> None:
    """What the actions of the sites announce reaches the marks of this node."""
    settings.VAR = store.folder.parent
    mine = page_store().marks
    before = mine.stamp("city")
    api.compose_home(SYSTEM, portal, [])
    deliver_due()
    changed = mine.stamp("city")
    api.withdraw_article(SYSTEM, portal, ArticlePage.objects.get(slug="news-1"), reason="内容有误")
    deliver_due()
    assert changed.current != before.current
    assert changed.open == before.open
    assert mine.stamp("city").open != changed.open
