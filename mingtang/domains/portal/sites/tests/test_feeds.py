"""Feeds and sitemaps have what their standards demand: RSS 2.0, RFC 4287, JSON Feed 1.1, sitemaps.org 0.9."""

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from django.test import Client
from lxml import etree

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.models import ArticlePage
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.domains.portal.sites.tests.test_languages import version
from tests.world import World

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
STANDARDS = Path(__file__).parent / "standards"

DOCUMENTS = {"rss": "feeds/rss/", "atom": "feeds/atom/", "sitemap": "sitemap.xml"}


@pytest.fixture
def portal(world: World) -> api.PortalSite:
    return city_site(world)


def fetched(path: str, kind: str) -> bytes:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(kind)
    return bytes(answer.content)


def is_whole(address: Any) -> bool:
    parts = urlsplit(str(address))
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def filled(node: ET.Element, *names: str) -> list[str]:
    found = [node.findtext(name) or "" for name in names]
    assert all(found), (node.tag, names, found)
    return found


def test_rss_has_what_the_channel_and_each_item_must_have(portal: api.PortalSite) -> None:
    rss = ET.fromstring(fetched("/sites/city/feeds/rss/news/", "application/rss+xml"))
    channel = rss.find("channel")
    assert rss.get("version") == "2.0"
    assert channel is not None
    _, link, _, language, _ = filled(channel, "title", "link", "description", "language", "lastBuildDate")
    own = channel.find(f"{ATOM}link[@rel='self']")
    assert own is not None
    assert all(map(is_whole, (link, own.get("href"))))
    assert language == "zh-CN"
    for item in channel.iter("item"):
        _, address, _, guid, at = filled(item, "title", "link", "description", "guid", "pubDate")
        assert is_whole(address)
        assert guid == address
        assert parsedate_to_datetime(at).tzinfo is not None


def test_atom_has_ids_titles_and_moments(portal: api.PortalSite) -> None:
    feed = ET.fromstring(fetched("/sites/city/feeds/atom/", "application/atom+xml"))
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    ids = [filled(node, f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated")[0] for node in (feed, *entries)]
    assert len(ids) == len(set(ids)) == len(entries) + 1
    assert all(map(is_whole, ids))
    for entry in entries:
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated"))).tzinfo is not None


def test_a_json_feed_has_its_version_and_items_with_ids(portal: api.PortalSite) -> None:
    feed = json.loads(fetched("/sites/city/feeds/json/", "application/feed+json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert all(map(is_whole, (feed["home_page_url"], feed["feed_url"])))
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) > 0
    for item in feed["items"]:
        assert item["content_text"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None


def test_feeds_name_the_language_of_their_site(world: World, portal: api.PortalSite) -> None:
    version(world, portal, "en", "en")
    assert json.loads(fetched("/sites/en/feeds/json/", "application/feed+json"))["language"] == "en"


def test_a_sitemap_has_whole_addresses_once_with_moments(portal: api.PortalSite) -> None:
    tree = ET.fromstring(fetched("/sites/city/sitemap.xml", "application/xml"))
    assert tree.tag == f"{MAP}urlset"
    addresses = [filled(url, f"{MAP}loc")[0] for url in tree]
    assert len(addresses) == len(set(addresses)) <= 50_000
    assert all(map(is_whole, addresses))
    assert {child.tag for url in tree for child in url} == {f"{MAP}loc", f"{MAP}lastmod"}
    for moment in tree.iter(f"{MAP}lastmod"):
        assert datetime.fromisoformat(str(moment.text)).tzinfo is not None


def test_feeds_and_sitemaps_keep_to_their_schemas_whatever_an_article_lacks(portal: api.PortalSite) -> None:
    ArticlePage.objects.filter(pk=ArticlePage.objects.first().pk).update(source="", summary="")
    parsed = {
        name: etree.fromstring(fetched(f"/sites/city/{path}", "application/")) for name, path in DOCUMENTS.items()
    }
    etree.RelaxNG(file=STANDARDS / "rss.rng").assertValid(parsed["rss"])
    etree.RelaxNG(file=STANDARDS / "atom.rng").assertValid(parsed["atom"])
    etree.XMLSchema(file=STANDARDS / "sitemap.xsd").assertValid(parsed["sitemap"])
    feed = json.loads(fetched("/sites/city/feeds/json/", "application/feed+json"))
    jsonschema.validate(feed, json.loads((STANDARDS / "jsonfeed.json").read_text()))
