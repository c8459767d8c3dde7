"""The cluster of the demonstration city: full, varied, and every page of it answers."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from mingtang.config.demo.city import load_city
from mingtang.config.demo.databases import load_databases
from mingtang.config.demo.portal import load_portal
from mingtang.config.demo.portal_media import FILM, load_media
from mingtang.domains.portal.databases.api import Record, databases
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from tests.world import World

pytestmark = pytest.mark.slow
STATEMENTS = 1000
"""For all sites together; a page at a time would be twenty times as many."""


def test_the_cluster_is_full_and_every_page_answers(world: World) -> None:
    city = load_city()
    with CaptureQueriesContext(connection) as statements:
        load_portal(city)
    load_portal(city)
    load_media(city)
    load_media(city)
    assert len(statements) < STATEMENTS
    assert PortalSite.objects.count() >= 8
    assert len({portal.theme for portal in PortalSite.objects.all()}) >= 7
    assert ArticlePage.objects.count() + ColumnPage.objects.count() >= 300
    assert Page.find_problems() == ([], [], [], [], [])
    titles = Counter(ArticlePage.objects.values_list("title", flat=True))
    assert titles.most_common(1)[0][1] == 1
    broken = {path: status for path in addresses() if (status := Client().get(path).status_code) not in {200, 302}}
    assert broken == {}
    assert 'lang="kk-Arab" dir="rtl"' in Client().get("/sites/kk/").content.decode()
    assert_film_is_whole()


def assert_film_is_whole() -> None:
    """It has captions, words and a poster; all of them are there, the poster as a picture drawn again."""
    film = ArticlePage.objects.get(title=FILM)
    page = Client().get(PortalSite.objects.get(key="agriculture").address_of(film.url_path)).content.decode()
    (poster,), sources = (
        re.findall(r'poster="([^"]+)"', page),
        re.findall(r'<(?:source|track)[^>]* src="([^"]+)"', page),
    )
    assert "文字稿" in page
    assert Client().get(poster).headers["Content-Type"] == "image/webp"
    assert [Client().get(url).headers["Content-Type"] for url in sources] == ["video/mp4", "text/vtt"]


def addresses() -> set[str]:
    """Every page of the sites, and what their home pages lead to."""
    pages = {portal.address_of(path) for portal in PortalSite.objects.all() for path in paths(portal)}
    homes = [Client().get(portal.get_absolute_url()).content.decode() for portal in PortalSite.objects.all()]
    linked = {href for home in homes for href in re.findall(r'href="(/[^"?#]*)"', home)}
    return pages | {href for href in linked if not href.startswith(("/static/", "/assets/", "/interaction/new/"))}


def paths(portal: PortalSite) -> list[str]:
    rows = Page.objects.descendant_of(portal.site.root_page, inclusive=True).live()
    return [path for (path,) in rows.values_list("url_path")]


def test_the_databases_are_full_and_their_pages_answer(world: World) -> None:
    city = load_city()
    load_databases(city)
    load_databases(city)
    assert 50 <= Record.objects.count() <= 80
    assert {record.database for record in Record.objects.all()} == set(databases())
    for record in Record.objects.order_by("database", "pk").distinct():
        assert Client().get(record.get_absolute_url()).status_code == 200
    assert "跌" in Client().get("/databases/prices/").content.decode()
