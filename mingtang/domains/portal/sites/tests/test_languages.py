"""Sites in several languages: each speaks its own, leads to the others, and never shows an empty page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.tests.city_site import article, city_site, sample_topic
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

ENGLISH = 5
"""The site, its columns, the article; the article that it translates; the languages."""


def version(world: World, original: api.PortalSite, language: str, key: str) -> api.PortalSite:
    """A version with one column, whose article translates the newest headline as it was two days ago."""
    organ = world.organ("city-government")
    details: dict[str, Any] = {"kind": "portal", "host": f"{key}.example", "code": "9901000001", "language": language}
    portal = api.open_site(
        SYSTEM, api.SiteDetails(key=key, name=key, organ=organ, original=original, **details), on=timezone.localdate()
    )
    plan = article(
        organ, "first", "First news",
        translates="news/headlines/news-0", translated_of=timezone.now() - timedelta(days=2),
    )  # fmt: skip
    column = api.ColumnPlan(slug="news", title="News", column_type="news", translates="news", articles=[plan])
    api.load_pages(SYSTEM, portal, [column])
    return portal


@pytest.fixture
def city(world: World) -> api.PortalSite:
    return city_site(world)


def text(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "start"), [("en", 'lang="en" dir="ltr"'), ("ug", 'lang="ug" dir="rtl"'), ("kk-arab", 'lang="kk-Arab" dir="rtl"'), ("bo", 'lang="bo" dir="ltr"')]
)  # fmt: skip
def test_a_version_speaks_its_language_in_its_direction(
    world: World, city: api.PortalSite, language: str, start: str
) -> None:
    version(world, city, language, "other")
    assert f"<html {start}" in text("/sites/other/")
    assert f"<html {start}" in text("/sites/other/news/first/")
    assert '<html lang="zh-Hans"' in text("/sites/city/")
    assert '<html lang="zh-Hant"' in text("/sites/city/?lang=zh-hant")


def test_languages_lead_to_the_same_page(world: World, city: api.PortalSite) -> None:
    version(world, city, "en", "en")
    assert 'href="/sites/en/news/headlines/news-0/"' in text("/sites/city/news/headlines/news-0/")
    there = Client().get("/sites/en/news/headlines/news-0/")
    assert (there.status_code, there.headers["Location"]) == (302, "/sites/en/news/first/")
    back = Client().get("/sites/city/news/first/")
    assert (back.status_code, back.headers["Location"]) == (302, "/sites/city/news/headlines/news-0/")


def test_what_is_not_translated_is_shown_as_it_is_with_a_notice(world: World, city: api.PortalSite) -> None:
    version(world, city, "en", "en")
    sample_topic(city, draft=False)
    for path, found in (
        ("news/headlines/news-1/", "city要闻1"), ("news/headlines/", "city要闻0"), ("renewal/", "city要闻0"),
    ):  # fmt: skip
        page = text(f"/sites/en/{path}")
        assert found in page
        assert '<div lang="zh-Hans" dir="ltr">' in page
    for path in ("/sites/en/nowhere/", "/sites/en/news/headlines/later/", "/sites/city/nowhere/"):
        assert Client().get(path).status_code == 404


def test_a_translation_is_outdated_when_the_original_changed(world: World, city: api.PortalSite) -> None:
    version(world, city, "en", "en")
    assert "notice-warn" in text("/sites/en/news/first/")  # the original is a day old, the translation of two days ago
    api.ArticlePage.objects.filter(slug="first").update(translated_of=timezone.now())
    assert "notice-warn" not in text("/sites/en/news/first/")


def test_a_language_has_one_version_and_versions_have_none(world: World, city: api.PortalSite) -> None:
    english = version(world, city, "en", "en")
    for original, language in ((city, "en"), (city, "zh-hans"), (english, "ug")):
        with pytest.raises(Refused):
            version(world, original, language, "again")


def test_statements_of_a_translation(world: World, city: api.PortalSite, django_assert_num_queries: Any) -> None:
    version(world, city, "en", "en")
    text("/sites/en/news/first/")
    with django_assert_num_queries(ENGLISH):
        text("/sites/en/news/first/")
