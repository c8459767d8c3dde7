"""Visits: who counts as a reader, what survives, how days become months, and what editors see."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from mingtang.domains.portal.serving.answering import StoredPages
from mingtang.domains.portal.serving.store import Store
from mingtang.domains.portal.serving.tests.asking import scope, told
from mingtang.domains.portal.sites.api import PortalSite
from mingtang.domains.portal.visits.counting import Opened, Tally
from mingtang.domains.portal.visits.models import DailyVisits, MonthlyVisits
from mingtang.domains.portal.visits.recording import fold, record
from mingtang.domains.portal.visits.rules import DETAIL_DAYS, is_reader
from tests.world import World

BROWSER = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0"
HOME, NOTICES, NEWER = "/sites/housing/", "/sites/housing/news/notices/", "/sites/housing/news/notices/newer/"
LIST = "/workbench/visits/"


@pytest.mark.parametrize(
    ("agent", "reads"),
    [(BROWSER, True), ("Mozilla/5.0 (compatible; Baiduspider/2.0)", False), ("curl/8.5", False), ("", False)],
)
def test_programs_are_no_readers(agent: str, reads: bool) -> None:
    assert is_reader(agent.encode()) is reads


class Written:
    """What a tally handed over; `fails` so many times first."""

    def __init__(self, fails: int = 0) -> None:
        self.fails, self.batches = fails, []  # type: ignore[var-annotated]

    def __call__(self, day: date, opened: Mapping[Opened, int]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("database is locked")
        self.batches.append((day, dict(opened)))


def test_what_could_not_be_written_is_counted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tally, "_wake", lambda self: None)
    written = Written(fails=1)
    tally = Tally(written, lambda: date(2026, 11, 23))
    tally.note("a.example", HOME, BROWSER.encode())
    tally.write_down()
    tally.note("b.example", HOME, BROWSER.encode())
    tally.note("b.example", "/", BROWSER.encode())
    tally.write_down()
    tally.write_down()
    assert written.batches == [(date(2026, 11, 23), {("", HOME): 2, ("b.example", "/"): 1})]


def test_the_door_counts_what_people_get_and_asks_the_database_nothing(portal: PortalSite, tmp_path: Any) -> None:
    opened: list[tuple[str, str]] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        status = 404 if "gone" in scope["path"] else 200
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"page"})

    door = StoredPages(application, Store(tmp_path), visited=lambda host, path, agent: opened.append((host, path)))

    def ask(path: str, query: str = "", **more: str) -> int:
        return async_to_sync(told)(door, scope(path, query, user_agent=BROWSER, **more)).status

    with CaptureQueriesContext(connection) as captured:
        ask(HOME)
        ask(HOME)  # kept by now
        ask(NOTICES, "q=typed")
        ask("/sites/housing/gone/")
        ask(HOME, method="HEAD")
        ask("/search/")
    assert len(captured) == 0
    assert opened == [("testserver", HOME), ("testserver", HOME), ("testserver", NOTICES)]


def test_batches_add_up_and_what_is_no_page_is_left_out(portal: PortalSite) -> None:
    today = timezone.localdate()
    for _ in range(2):
        record(
            today,
            {
                ("", HOME): 2,
                ("", NEWER): 3,
                ("", "/sites/housing/feeds/rss/"): 9,
                ("", "/sites/nobody/x/"): 1,
                ("housing.heyuan.example:8443", "/"): 1,
            },
        )
    found = dict(DailyVisits.objects.values_list("page__url_path", "count"))
    assert found == {"/housing/": 6, "/housing/news/notices/newer/": 6}


def test_old_days_become_months_and_nothing_is_lost(portal: PortalSite) -> None:
    today = date(2026, 11, 23)
    kept = today - timedelta(days=DETAIL_DAYS)
    for day in (kept, kept - timedelta(days=1), kept - timedelta(days=2), date(2026, 6, 30)):
        record(day, {("", HOME): 1})
    assert fold(today) == 3
    assert fold(today) == 0
    record(date(2026, 6, 1), {("", HOME): 4})
    assert fold(today) == 1
    assert [row.day for row in DailyVisits.objects.all()] == [kept]
    assert dict(MonthlyVisits.objects.values_list("day", "count")) == {date(2026, 8, 1): 2, date(2026, 6, 1): 5}


def test_editors_see_their_sites_by_day_column_and_article(world: World, portal: PortalSite) -> None:
    today = timezone.localdate()
    record(today, {("", HOME): 5, ("", NEWER): 7, ("", NOTICES): 1})
    record(today - timedelta(days=40), {("", NEWER): 100})
    editor = world.client("official")
    assert "13" in editor.get(LIST).content.decode()
    page = editor.get(f"{LIST}{portal.pk}/")
    assert [(each.column.title, each.count) for each in page.context["columns"]][:3] == [
        ("要闻动态", 8), ("要闻", 0), ("通知公告", 8),
    ]  # fmt: skip
    assert sum(count for _, count in editor.get(f"{LIST}{portal.pk}/?days=90").context["days"]) == 113
    there = f"{LIST}{portal.pk}/articles/"
    before = statements(editor, there)
    record(today, {("", "/sites/housing/news/headlines/news-0/"): 2, ("", "/sites/housing/news/headlines/news-1/"): 2})
    assert statements(editor, there) == before
    assert before <= 9  # session, account, rights of every page; the site; how many, and these
    rows = b"".join(editor.get(f"{there}?export=csv")).decode("utf-8-sig")
    assert "抽检公告" in rows.splitlines()[1]
    assert ",7," in rows.splitlines()[1]
    assert Page.objects.filter(pk__in=DailyVisits.objects.values("page")).count() == 5
    told = editor.get(f"/api/portal/visits/{portal.pk}?days=2").json()
    assert told[-1] == {"day": today.isoformat(), "count": 17}
    assert world.client("wrong_county_official").get(there).status_code == 403


def statements(client: Any, there: str) -> int:
    client.get(there)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there).status_code == 200
    return len(captured)
