"""The service hall: what is found, by what, at which cost."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.domains.services.catalogue.searchable import synonyms
from mingtang.domains.services.catalogue.tests.offers import RICH, offer
from mingtang.kernel.search.api import search
from tests.world import World

HALL = "/services/"
COUNTY, CITY = "county-government", "housing-bureau"


@pytest.fixture
def hall(world: World) -> World:
    """Four items of two organs."""
    county, city = world.organ(COUNTY), world.organ(CITY)
    offer(county, "食品经营许可（餐饮服务）新办", popularity=50, **RICH)
    offer(county, "结婚登记", popularity=90, task_type="07", user_topic_type=["marriage"], life_events=["get_married"])
    offer(city, "建筑工程施工许可证核发", task_type="01", corp_topic_type=["construction"], is_online=True)
    offer(city, "公租房租赁补贴", user_topic_type=["housing"])
    return world


def found(world: World, query: str = "", who: str = "visitor") -> list[str]:
    answer = world.client(who).get(f"{HALL}?{query}")
    assert answer.status_code == 200
    return [item["title"] for item in answer.context["items"]]


def test_everything_on_offer_is_shown_most_used_first(hall: World) -> None:
    assert found(hall)[:2] == ["结婚登记", "食品经营许可（餐饮服务）新办"]
    assert len(found(hall)) == 4


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("audience=person&theme=marriage", {"结婚登记"}),
        ("audience=enterprise", {"食品经营许可（餐饮服务）新办", "建筑工程施工许可证核发"}),
        ("event=open_shop", {"食品经营许可（餐饮服务）新办"}),
        ("type=07", {"结婚登记"}),
        ("online=1", {"食品经营许可（餐饮服务）新办", "建筑工程施工许可证核发"}),
        ("theme=marriage", {"结婚登记", "食品经营许可（餐饮服务）新办", "建筑工程施工许可证核发", "公租房租赁补贴"}),
        ("audience=enterprise&theme=marriage", set()),
    ],
)
def test_the_hall_is_narrowed_by_every_facet(hall: World, query: str, titles: set[str]) -> None:
    assert set(found(hall, query)) == titles


def test_the_hall_is_narrowed_by_organ(hall: World) -> None:
    assert set(found(hall, f"organ={hall.organ(CITY).pk}")) == {"建筑工程施工许可证核发", "公租房租赁补贴"}


@pytest.mark.parametrize(
    "typed", ["餐饮", "食品经营", "开餐馆", "怎么开饭店", "小吃店", "《食品經營許可》", "市场 食品"]
)
def test_items_are_found_by_what_people_say(hall: World, typed: str) -> None:
    offer(hall.organ(COUNTY), "市场监管食品经营许可注销", task_type="01")
    assert "食品经营许可（餐饮服务）新办" in found(hall, f"q={typed}") or typed == "市场 食品"
    assert found(hall, f"q={typed}")


def test_words_and_facets_narrow_together(hall: World) -> None:
    offer(hall.organ(CITY), "食品经营备案", task_type="10", corp_topic_type=["trade"])
    assert set(found(hall, "q=食品经营&audience=enterprise&theme=trade")) == {"食品经营备案"}
    assert found(hall, "q=没有这样的事") == []
    assert found(hall, "q=***") == []


@pytest.mark.parametrize(
    "query",
    ["audience=x&organ=abc&type=77&page=x", "organ=99999999999999999999", "sort=-relevance", "sort=-organ&q=许可",
     "q=" + "长" * 500, "theme=<script>&audience=person", "event=../etc", "q=%00"],
)  # fmt: skip
def test_nothing_in_an_address_breaks_the_hall(hall: World, query: str) -> None:
    found(hall, query)


def test_the_choices_of_a_facet_tell_how_many_items_they_have(hall: World) -> None:
    facets = hall.client("visitor").get(HALL).context["facets"]
    told = {facet["label"]: {each["label"]: each["count"] for each in facet["choices"]} for facet in facets}
    assert told["对象"] == {"全部": 4, "个人": 3, "企业和经营者": 2}
    assert told["个人主题"]["婚姻登记"] == 1
    assert told["企业主题"]["工程建设"] == 1
    assert told["一件事"] == {"全部": None, "开餐饮店": 1, "结婚": 1}
    assert sum(count or 0 for count in told["部门"].values()) == 4


def test_cancelled_items_and_drafts_are_not_shown_and_suspended_ones_are(hall: World) -> None:
    organ = hall.organ(CITY)
    offer(organ, "取消的事项", state="cancelled")
    offer(organ, "暂停的事项", state="suspended")
    shown = found(hall)
    assert "暂停的事项" in shown
    assert "取消的事项" not in shown


@pytest.mark.parametrize("query", ["", "q=开餐馆", "audience=enterprise&theme=permission&sort=organ"])
def test_the_hall_costs_at_most_twelve_statements_however_much_is_on_offer(hall: World, query: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            found(hall, query)
        return len(captured)

    before = cost()
    for number in range(40):
        offer(hall.organ(CITY), f"餐饮事项{number}", **RICH)
    assert cost() == before
    assert before <= 12


def test_items_are_found_by_the_search_of_the_whole_site(hall: World) -> None:
    hits: Any = search(hall.actor("visitor"), "公租房", kind="service_item").hits
    assert [hit.url.startswith("/services/items/") for hit in hits] == [True]


def test_the_front_page_leads_to_the_hall(hall: World) -> None:
    assert 'href="/services/"' in hall.client("visitor").get("/").content.decode()


def test_what_people_say_is_written_as_words_for_words() -> None:
    assert all(said and all(meant) for said, meant in synonyms().items())
