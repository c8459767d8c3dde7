"""The lists of work: what stands in them, filters, saved views, batches, and their price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.kernel.cases.api import Copy, SavedView, Step, handle
from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.tests.workbench import at, new_case
from mingtang.kernel.directory.tests.pages import FRAME, text
from mingtang.lib.flow.commands import Circulate, Claim, Complete
from tests.world import World

PLACES = ("tasks", "task_pool", "tasks_of_unit", "tasks_done", "cases_sent", "cases_watched", "copies")
PRICE = {
    "tasks": 5, "task_pool": 5, "tasks_of_unit": 5, "tasks_done": 4, "cases_sent": 4, "cases_watched": 4, "copies": 4,
}  # fmt: skip
"""Statements of a list beside the frame: keys or absences, calendar, saved views, how many, these."""


def accepted(world: World, title: str = "澄江枢纽配套工程施工许可") -> Case:
    """A case on whose parallel branches two items wait for the bureau."""
    case = new_case(world, title)
    handle(world.actor("official"), case.pk, Complete(at(case, "accept")), opinion="材料齐全。")
    return case


def claimed(world: World, title: str = "南门旧改项目") -> Case:
    case, actor = accepted(world, title), world.actor("official")
    handle(actor, case.pk, Claim(at(case, "review"), f"account:{actor.account_id}"))
    return case


@pytest.mark.parametrize("place", PLACES)
def test_an_empty_list_says_what_will_stand_there(world: World, place: str) -> None:
    page = text(world.client("leader").get(reverse(place)))
    assert "empty-title" in page
    assert "会出现在这里" in page or "在案件页点" in page


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["visitor", "citizen"])
def test_the_lists_are_for_officials(world: World, place: str, name: str) -> None:
    assert world.client(name).get(reverse(place)).status_code == {"visitor": 302, "citizen": 403}[name]


def test_each_list_holds_its_own(world: World) -> None:
    actor = world.actor("official")
    case = claimed(world)
    handle(actor, case.pk, Circulate(at(case, "verify"), (f"account:{world.account('leader').pk}",)))
    mine = world.client("official")
    assert "审查" in text(mine.get(reverse("tasks")))
    assert "核验" in text(mine.get(reverse("task_pool")))
    unit = text(mine.get(reverse("tasks_of_unit")))
    assert "审查" in unit
    assert "核验" in unit
    assert "受理" in text(mine.get(reverse("tasks_done")))
    assert case.title in text(mine.get(reverse("cases_sent")))
    leader = world.client("leader")
    assert "审查" not in text(leader.get(reverse("tasks")))
    assert case.title in text(leader.get(reverse("copies")))
    assert case.title not in text(world.client("wrong_county_official").get(reverse("task_pool")))


def test_each_list_costs_the_same_for_one_and_for_a_dozen(world: World) -> None:
    client = world.client("official")
    prices: dict[str, list[int]] = {place: [] for place in PLACES}
    leader = f"account:{world.account('official').pk}"
    for count in (1, 12):
        for number in range(count):
            case = claimed(world, f"第{number}件")
            client.post(reverse("case_watch", args=[case.pk]), {"wanted": "yes"})
            handle(world.actor("official"), case.pk, Circulate(at(case, "verify"), (leader,)))
        for place, paid in prices.items():
            client.get(reverse(place))
            with CaptureQueriesContext(connection) as captured:
                page = text(client.get(reverse(place)))
            assert "第0件" in page, place
            paid.append(len(captured))
    assert prices == {place: [FRAME + PRICE[place]] * 2 for place in PLACES}


@pytest.mark.parametrize(
    ("query", "shown"),
    [("q=枢纽", 1), ("q=没有的", 0), ("type=page-test", 1), ("light=green", 0), ("light=none", 1), ("light=red", 0),
     ("light=amber", 0), ("light=pause", 0), ("urgency=1", 0), ("urgency=0", 1), ("node=审查", 1), ("organ=住房", 1),
     ("type=%00&light=x&urgency=z", 1), ("page=99&sort=nothing", 1), ("sort=-light", 1), ("sort=title", 1)],
)  # fmt: skip
def test_filters_narrow_and_bad_ones_never_break_the_list(world: World, query: str, shown: int) -> None:
    claimed(world, "枢纽配套工程")
    answer = world.client("official").get(f"{reverse('tasks')}?{query}")
    assert answer.status_code == 200
    assert answer.context["page"].total == shown


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_are_exported_with_numbers(world: World, place: str, kind: str) -> None:
    claimed(world)
    answer = world.client("official").get(f"{reverse(place)}?export={kind}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert content
    if kind == "csv":
        assert "编号" in content.decode("utf-8-sig")


def test_a_limit_shows_its_light_and_its_day(world: World) -> None:
    case = new_case(world)
    row = world.client("official").get(reverse("task_pool"))
    page = text(row)
    assert case.title in page
    assert "light-green" in page
    assert "余 5 日" in page


def test_several_items_are_claimed_at_once_and_refusals_are_told(world: World) -> None:
    first, second = accepted(world, "甲件"), accepted(world, "乙件")
    handle(world.actor("leader"), second.pk, Claim(at(second, "review"), f"account:{world.account('leader').pk}"))
    client = world.client("official")
    chosen = [f"{first.pk}-{at(first, 'review')}", f"{second.pk}-{at(second, 'review')}", "x-1", "999999-1"]
    page = text(client.post(reverse("task_pool"), {"do": "claim", "item": chosen, "batch": "b"}, follow=True))
    assert "已签收 1 件" in page
    assert "由 周以宁 签收" in page
    assert "案件不存在" in page
    again = text(client.post(reverse("task_pool"), {"do": "claim", "item": chosen[:1], "batch": "b"}, follow=True))
    assert "已签收 1 件" in again
    assert Step.objects.filter(case=first, command="Claim").count() == 1


def test_nothing_chosen_is_said(world: World) -> None:
    page = text(world.client("official").post(reverse("task_pool"), {"do": "claim"}, follow=True))
    assert "没有选中任何一件" in page


def test_open_items_of_chosen_cases_are_urged(world: World) -> None:
    case = accepted(world)
    client = world.client("official")
    page = text(client.post(reverse("cases_sent"), {"do": "urge", "item": [case.pk], "batch": "u"}, follow=True))
    assert "已催办 2 件" in page
    assert Step.objects.filter(case=case, command="Urge").count() == 2


def test_items_of_one_kind_are_completed_with_one_opinion(world: World) -> None:
    cases = [claimed(world, title) for title in ("甲件", "乙件")]
    client = world.client("official")
    items = [f"{case.pk}-{at(case, 'review')}" for case in cases]
    page = text(client.post(reverse("complete_together"), {"item": items}))
    assert "办结这 2 件" in page
    sent = {"item": items, "act-key": "k", "act-opinion": "同意。"}
    page = text(client.post(reverse("complete_together"), sent, follow=True))
    assert "已办结 2 件" in page
    assert Step.objects.filter(node="review", command="Complete", opinion="同意。").count() == 2
    assert client.get(reverse("complete_together")).status_code == 302


def test_items_with_other_decisions_are_left_out_of_a_batch(world: World) -> None:
    actor, one, other = world.actor("official"), claimed(world, "甲件"), accepted(world, "乙件")
    for node in ("review", "verify"):
        handle(actor, other.pk, Complete(at(other, node)))
    handle(actor, other.pk, Claim(at(other, "decide"), f"account:{actor.account_id}"))
    items = [f"{one.pk}-{at(one, 'review')}", f"{other.pk}-{at(other, 'decide')}"]
    page = text(world.client("official").post(reverse("complete_together"), {"item": items}))
    assert "可选的结论不同" in page
    assert "办结这 1 件" in page


def test_copies_are_marked_as_read(world: World) -> None:
    case = accepted(world)
    handle(world.actor("official"), case.pk, Circulate(at(case, "review"), (f"account:{world.account('leader').pk}",)))
    copy = Copy.objects.get(case=case)
    client = world.client("leader")
    assert "已将 1 件标为已读" in text(client.post(reverse("copies"), {"do": "read", "item": [copy.pk]}, follow=True))
    other = world.client("official").post(reverse("copies"), {"do": "read", "item": [copy.pk]}, follow=True)
    assert "已将 0 件标为已读" in text(other)


def test_a_saved_view_opens_the_list_and_another_person_has_none(world: World) -> None:
    claimed(world)
    client = world.client("official")
    address = reverse("work_views", args=["tasks"])
    assert "把当前条件存为视图" in text(client.get(f"{reverse('tasks')}?light=red&page=2"))
    answer = client.post(address, {"name": "超期的", "query": "light=red", "default": "on"})
    assert answer["Location"] == f"{reverse('tasks')}?light=red"
    assert client.get(reverse("tasks"))["Location"] == f"{reverse('tasks')}?light=red"
    assert "超期的" in text(client.get(f"{reverse('tasks')}?view=all"))
    assert world.client("leader").get(reverse("tasks")).status_code == 200
    view = SavedView.objects.get()
    assert world.client("leader").post(reverse("saved_view", args=[view.pk]), {"do": "remove"}).status_code == 404
    client.post(reverse("saved_view", args=[view.pk]), {"do": "plain"})
    assert client.get(reverse("tasks")).status_code == 200
    client.post(reverse("saved_view", args=[view.pk]), {"do": "remove"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("place", ["nowhere", "workbench"])
def test_views_belong_to_lists(world: World, place: str) -> None:
    assert world.client("official").get(reverse("work_views", args=[place])).status_code == 404


def test_the_desk_and_the_navigation_say_how_much_waits(world: World) -> None:
    claimed(world)
    client = world.client("official")
    page = text(client.get(reverse("workbench")))
    assert "南门旧改项目" in page
    assert f'data-count-of="{reverse("tasks")}">1</span>' in page
    assert "另有 1 件可以签收" in page
    assert client.get(reverse("ui:counts")).json() == {reverse("tasks"): 1}
    assert world.client("visitor").get(reverse("ui:counts")).json() == {}


def test_the_keys_are_documented(world: World) -> None:
    assert "<kbd>j</kbd>" in text(world.client("official").get(reverse("work_keys")))
