"""The tree of columns as those who arrange a site change it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.overview import tree_of
from mingtang.domains.portal.sites.tests.city_site import city_site, kept_site
from mingtang.kernel.evidence.api import records_on
from tests.world import World

NOTICES = "/housing/news/notices/"
BLANK = "/housing/news/blank/"


@pytest.fixture
def housing(world: World) -> api.PortalSite:
    return kept_site(world)


@pytest.fixture
def arranger(world: World, housing: api.PortalSite) -> Client:
    return world.client("official")


def page(path: str) -> Any:
    return api.ColumnPage.objects.get(url_path=path)


def address(portal: api.PortalSite, rest: str = "") -> str:
    return f"/workbench/sites/{portal.pk}/columns/{rest}"


def titles(portal: api.PortalSite) -> list[str]:
    return [each.column.title for each in tree_of(portal)]


def test_the_tree_costs_two_statements_and_knows_what_is_blank(
    housing: api.PortalSite, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        branches = tree_of(housing)
    assert [(each.column.slug, each.level, each.articles, each.blank) for each in branches] == [
        ("news", 0, 0, False),
        ("headlines", 1, 3, False),
        ("notices", 1, 2, False),
        ("blank", 1, 0, True),
    ]


def test_a_column_is_added_and_shown_with_its_first_article(arranger: Client, housing: api.PortalSite) -> None:
    said = {"title": "规划计划", "slug": "plans", "column_type": "plans", "under": page("/housing/news/").pk}
    assert arranger.post(address(housing, "new/"), {**said, "slug": "Plans!"}).status_code == 422
    assert arranger.post(address(housing, "new/"), {**said, "slug": "notices"}).status_code == 422
    assert arranger.post(address(housing, "new/"), said).status_code == 302
    column = page("/housing/news/plans/")
    assert (column.update_cycle_days, column.live) == (365, True)
    assert titles(housing)[-1] == "规划计划"
    assert Client().get("/sites/housing/news/plans/").status_code == 404
    assert {record.act for record in records_on(column)} == {"portal.add_column"}


def test_columns_change_places_and_addresses_stay(arranger: Client, housing: api.PortalSite) -> None:
    step = address(housing, f"{page(NOTICES).pk}/")
    assert arranger.post(f"{step}up/").status_code == 302
    assert titles(housing) == ["要闻动态", "通知公告", "要闻", "空白栏目"]
    arranger.post(f"{step}up/")
    assert titles(housing) == ["要闻动态", "通知公告", "要闻", "空白栏目"]
    arranger.post(f"{step}down/")
    assert titles(housing) == ["要闻动态", "要闻", "通知公告", "空白栏目"]
    assert Client().get("/sites/housing/news/notices/newer/").status_code == 200
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_column_is_called_otherwise(arranger: Client, housing: api.PortalSite) -> None:
    said = {"title": "公示公告", "column_type": "notices", "update_cycle_days": "30", "must_update": "on"}
    assert arranger.post(address(housing, f"{page(NOTICES).pk}/"), said).status_code == 302
    assert (page(NOTICES).title, page(NOTICES).update_cycle_days) == ("公示公告", 30)
    assert "公示公告" in Client().get("/sites/housing/news/notices/").content.decode()


def test_only_empty_columns_are_retired_and_with_a_reason(arranger: Client, housing: api.PortalSite) -> None:
    blank, full = page(BLANK), page(NOTICES)
    assert arranger.post(address(housing, f"{blank.pk}/retirement/")).status_code == 422
    refused = arranger.post(address(housing, f"{full.pk}/retirement/"), {"reason": "并入要闻"})
    assert "还有 3 篇文章" in refused.content.decode()
    assert arranger.post(address(housing, f"{blank.pk}/retirement/"), {"reason": "没有内容"}).status_code == 302
    assert not page(BLANK).live
    under = page("/housing/news/").pk
    assert arranger.post(address(housing, f"{under}/retirement/"), {"reason": "x"}).status_code == 422
    assert arranger.post(address(housing, f"{blank.pk}/restoration/")).status_code == 302
    assert page(BLANK).live


def test_columns_of_other_sites_are_not_there(world: World, arranger: Client, housing: api.PortalSite) -> None:
    other = city_site(world)
    strange = page("/city/news/notices/")
    assert arranger.get(address(other)).status_code == 404
    assert arranger.get(address(housing, f"{strange.pk}/")).status_code == 404
    assert arranger.post(address(housing, f"{strange.pk}/up/")).status_code == 404
    assert (
        arranger.post(
            address(housing, "new/"), {"title": "a", "slug": "a", "column_type": "news", "under": strange.pk}
        ).status_code
        == 422
    )
