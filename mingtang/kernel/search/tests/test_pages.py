"""The page of search and the command."""

import json

import pytest
from click.testing import CliRunner

from mingtang.kernel.search.actions import rebuild
from mingtang.kernel.search.commands import search as command
from tests.world import World


@pytest.fixture
def city(world: World) -> World:
    rebuild()
    return world


@pytest.mark.parametrize(
    ("name", "layout"),
    [("official", "layouts/workbench.html"), ("citizen", "layouts/public.html"), ("visitor", "layouts/public.html")],
)
def test_everybody_searches_in_their_own_surroundings(city: World, name: str, layout: str) -> None:
    answer = city.client(name).get("/search/", {"q": "住建局"})
    assert answer.status_code == 200
    assert layout in [template.name for template in answer.templates]
    assert "<mark>住建局</mark>" in answer.content.decode()


def test_kinds_show_how_many_answers_they_have_and_narrow_the_list(city: World) -> None:
    client = city.client("system_officer")
    page = client.get("/search/", {"q": "局"})
    counts = {tab["label"]: tab["count"] for tab in page.context["tabs"]}
    assert counts["全部"] == counts["机构"] + counts["人员"]
    people = client.get("/search/", {"q": "局", "kind": "official"})
    assert people.context["answers"].total == counts["人员"]
    assert {hit.kind for hit in people.context["answers"].hits} == {"official"}


def test_pages_follow_one_another_without_repeating(city: World) -> None:
    client = city.client("system_officer")
    first = client.get("/search/", {"q": "市"})
    second = client.get("/search/" + first.context["page"]["next_url"])
    seen = [[hit.kind + hit.object_id for hit in page.context["answers"].hits] for page in (first, second)]
    assert len(seen[0]) == 20
    assert not set(seen[0]) & set(seen[1])


@pytest.mark.parametrize("query", ["", "q=", "q=***", 'q="', "q=%00", "q=a&page=-1", "q=局&page=99999999", "q=局&kind=nothing", "q=<script>alert(1)</script>", "q=" + "长" * 3000])  # fmt: skip
def test_junk_gets_a_page_and_not_an_error(city: World, query: str) -> None:
    answer = city.client("visitor").get(f"/search/?{query}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_each_of_nothing_asked_nothing_searchable_and_nothing_found_says_what_to_do(city: World) -> None:
    client = city.client("visitor")
    for query, words in (("", "请输入要找的内容"), ("***", "没有可以查找的文字"), ("无此机构无此人", "没有找到")):
        assert words in client.get("/search/", {"q": query}).content.decode()


@pytest.mark.parametrize("query", ["局", "和源市"])
def test_the_page_costs_the_same_number_of_statements_for_few_and_for_many_answers(
    city: World, django_assert_num_queries: object, query: str
) -> None:
    client = city.client("system_officer")
    client.get("/search/")
    with django_assert_num_queries(8):  # session, account, post, scopes, counts, answers, unread, waiting tasks
        client.get("/search/", {"q": query})


def test_the_link_leads_where_the_reader_may_go(city: World) -> None:
    organ = city.organ("housing-bureau")
    for name, address in (("visitor", f"/organs/{organ.pk}/"), ("system_officer", f"/workbench/organs/{organ.pk}/")):
        hits = city.client(name).get("/search/", {"q": f'"{organ.name}"', "kind": "organ"}).context["answers"].hits
        assert address in [hit.url for hit in hits]


def test_the_command_rebuilds_all_or_some_kinds(city: World) -> None:
    everything = json.loads(CliRunner().invoke(command, ["rebuild", "--json"]).output)
    assert set(everything) >= {"organ", "official"}
    assert "organ: " in CliRunner().invoke(command, ["rebuild", "organ"]).output
    assert CliRunner().invoke(command, ["rebuild", "nothing"]).exit_code == 2
