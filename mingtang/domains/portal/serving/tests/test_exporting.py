"""A site as files: everything that everybody can read, nothing else, no link that leads nowhere."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from mingtang.domains.portal.serving.commands import site_export
from mingtang.domains.portal.serving.exporting.checking import dead_links
from mingtang.domains.portal.serving.exporting.links import Address, split
from mingtang.domains.portal.sites.models import ArticlePage, PortalSite
from mingtang.domains.portal.sites.tests.city_site import city_site
from tests.world import World

ORIGIN = "https://testserver"


@pytest.fixture
def same_connection() -> Iterator[None]:
    """The connection of the test stays open, as with Django's client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def folder(world: World, same_connection: None, tmp_path: Path) -> Path:
    """The export of a site with a list of two pages."""
    city_site(world, articles=14)
    folder = tmp_path / "export"
    answer = CliRunner().invoke(site_export, ["city", str(folder), "--origin", ORIGIN])
    assert answer.exit_code == 0, answer.output
    return folder


def test_every_public_page_is_there_and_nothing_that_comes_later(folder: Path) -> None:
    pages = {str(file.relative_to(folder)) for file in folder.rglob("*.html")}
    readable = ArticlePage.objects.published().values_list("url_path", flat=True)
    assert {f"sites{path}index.html" for path in readable} < pages
    assert {
        "index.html",
        "sites/city/index.html",
        "sites/city/map/index.html",
        "sites/city/news/headlines/page-2.html",
    } < pages
    assert "sites/city/news/notices/later/index.html" not in pages
    assert "明天的公告" not in "".join(file.read_text() for file in folder.rglob("*.html"))
    for name in ("sitemap.xml", "feeds/rss/index.xml", "feeds/atom/index.xml"):
        ET.parse(folder / "sites/city" / name)
    assert (folder / "sites/city/feeds/json/index.json").is_file()


def test_links_are_relative_and_lead_to_files_or_back_to_the_node(folder: Path) -> None:
    assert list(dead_links(folder)) == []
    page = (folder / "sites/city/news/headlines/news-1/index.html").read_text()
    assert 'href="../../../index.html"' in page
    assert f'action="{ORIGIN}/search/"' in page
    assert 'href="/' not in page
    assert (folder / "index.html").read_text().count("sites/city/index.html") == 2
    (folder / "sites/city/news/index.html").unlink()
    assert ("sites/city/index.html", "news/index.html") in set(dead_links(folder))


def test_an_unknown_site_a_full_folder_and_a_closed_site_are_told(
    world: World, same_connection: None, tmp_path: Path
) -> None:
    city_site(world)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thing").write_text("")
    for key, folder, words in (("none", "a", "no such site"), ("city", "full", "not empty")):
        answer = CliRunner().invoke(site_export, [key, str(tmp_path / folder)])
        assert (answer.exit_code, words in answer.output) == (2, True)
    PortalSite.objects.update(state=PortalSite.State.CLOSED)
    answer = CliRunner().invoke(site_export, ["city", str(tmp_path / "b"), "--origin", ORIGIN])
    assert (answer.exit_code, "is the site open" in answer.output) == (1, True)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../b/?page=2#top", (Address("/sites/x/b/", "page=2"), "top")),
        ("", (Address("/sites/x/a/"), "")),
        ("?page=3", (Address("/sites/x/a/", "page=3"), "")),
        ("https://else.example/", None),
        ("//else.example/", None),
        ("tel:12345", None),
        ("#here", None),
    ],
)
def test_where_a_link_leads(link: str, expected: object) -> None:
    assert split(link, "/sites/x/a/") == expected


def test_only_pages_of_lists_and_pages_for_printing_are_variants() -> None:
    assert [Address("/", query).variant for query in ("", "page=2", "print", "print=")] == [
        "",
        "page-2",
        "print",
        "print",
    ]
    for query in ("page=0", "page=2&sort=x", "year=2026", "page=x"):
        with pytest.raises(ValueError, match="="):
            _ = Address("/", query).variant
