"""The page of a case: who sees it, what stands on it, and what it says may be done."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.cases.api import (
    Case,
    CasePage,
    CaseType,
    Filing,
    Link,
    Refused,
    Section,
    StepWords,
    Watch,
    clocks,
    handle,
    open_case,
    register_case_type,
)
from mingtang.kernel.cases.tests.workbench import at, drawing, new_case
from mingtang.kernel.directory.tests.pages import text
from mingtang.kernel.evidence.api import SYSTEM, Actor
from mingtang.kernel.processes.api import install
from mingtang.lib.flow.commands import Circulate, Claim, Command, Complete
from tests.world import World


def page_of(world: World, case: Case, name: str = "official", query: str = "") -> str:
    return text(world.client(name).get(reverse("case", args=[case.pk]) + query))


def under_review(world: World) -> Case:
    case, actor = new_case(world), world.actor("official")
    handle(actor, case.pk, Complete(at(case, "accept")), opinion="材料齐全，<b>符合</b>受理条件。")
    return case


@pytest.mark.parametrize(
    ("name", "status"),
    [("visitor", 302), ("citizen", 403), ("official", 200), ("leader", 200), ("wrong_county_official", 404),
     ("county_system_officer", 404), ("audit_officer", 404)],
)  # fmt: skip
def test_a_case_is_seen_by_who_takes_part_and_by_nobody_else(world: World, name: str, status: int) -> None:
    case = under_review(world)
    assert world.client(name).get(reverse("case", args=[case.pk])).status_code == status


def test_whoever_got_a_copy_may_read_and_has_read_it_then(world: World) -> None:
    case = under_review(world)
    reader = world.account("wrong_county_official")
    handle(world.actor("official"), case.pk, Circulate(at(case, "verify"), (f"account:{reader.pk}",)))
    assert case.title in page_of(world, case, "wrong_county_official")
    assert case.copies.get(reader=reader).read_at is not None


def test_the_page_tells_the_whole_case(world: World) -> None:
    case = under_review(world)
    Filing.objects.create(case=case, form="申请表", data={"工程名称": "澄江枢纽"}, by_name="林叙", at=timezone.now())
    page = page_of(world, case)
    for shown in ("施工许可", "并行进度", "审查", "核验", "澄江枢纽", "为什么是这一天", "行政许可法第三十二条", "用文字看流程",
                  "受理：办结", "立案", "待签收：市住建局"):  # fmt: skip
        assert shown in page, shown
    assert "材料齐全，&lt;b&gt;符合&lt;/b&gt;受理条件。" in page
    assert "按时办结" in page


def test_branches_stand_side_by_side_each_with_its_state(world: World) -> None:
    case, actor = under_review(world), world.actor("official")
    handle(actor, case.pk, Complete(at(case, "review")))
    handle(actor, case.pk, Claim(at(case, "verify"), f"account:{actor.account_id}"))
    forks = world.client("official").get(reverse("case", args=[case.pk])).context["forks"]
    assert [[(each["title"], each["state"], each["who"]) for each in fork["branches"]] for fork in forks] == [
        [("审查", "done", "许青禾"), ("核验", "now", "许青禾")]
    ]


def test_a_return_is_visible_and_what_it_took_back_too(world: World) -> None:
    case, client = under_review(world), world.client("official")
    no = at(case, "review")
    sent = {"act-key": "r", "act-target": "1", "act-opinion": "缺图纸。"}
    assert client.post(reverse("case_verb", args=[case.pk, no, "return"]), sent).status_code == 302
    page = page_of(world, case)
    assert "审查：退回" in page
    assert "缺图纸。" in page
    assert "后被收回" in page


def test_verbs_that_are_closed_say_why(world: World) -> None:
    case = under_review(world)
    page = page_of(world, case)
    assert "现在不能做的" in page
    assert "还没有人签收" in page
    assert "您没有管理该案件的权限" in page
    assert 'value="终止"' not in page


def test_the_decision_says_what_follows(world: World) -> None:
    case, actor = under_review(world), world.actor("official")
    assert "等待其他人员办理" in page_of(world, case)
    for node in ("review", "verify"):
        handle(actor, case.pk, Complete(at(case, node)))
    page = page_of(world, case)
    assert "准予" in page
    assert "下一步：送达" in page
    assert "下一步：受理" in page


def test_a_case_is_followed_and_left_again(world: World) -> None:
    case, client = under_review(world), world.client("official")
    address = reverse("case_watch", args=[case.pk])
    client.post(address, {"wanted": "yes"})
    client.post(address, {"wanted": "yes"})
    assert Watch.objects.filter(case=case).count() == 1
    assert "取消关注" in page_of(world, case)
    client.post(address, {"wanted": "no"})
    assert not Watch.objects.exists()
    assert world.client("wrong_county_official").post(address, {"wanted": "yes"}).status_code == 404


def test_a_long_history_costs_no_more_statements(world: World) -> None:
    case, actor, prices = under_review(world), world.actor("official"), []
    client = world.client("official")
    client.get(reverse("case", args=[case.pk]))
    for rounds in (1, 12):
        for _ in range(rounds):
            handle(actor, case.pk, Claim(at(case, "review"), f"account:{actor.account_id}"))
            client.post(
                reverse("case_verb", args=[case.pk, at(case, "review"), "release"]), {"act-key": f"{_}-{rounds}"}
            )
        client.get(reverse("case", args=[case.pk]))  # shows what was done, and forgets it
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("case", args=[case.pk]))
        prices.append(len(captured))
    assert prices[0] == prices[1] <= 20


def test_an_ended_case_offers_nothing_to_do(world: World) -> None:
    case, actor = under_review(world), world.actor("official")
    for node in ("review", "verify"):
        handle(actor, case.pk, Complete(at(case, node)))
    handle(actor, case.pk, Complete(at(case, "decide"), "准予", {"decision": "准予"}))
    handle(actor, case.pk, Complete(at(case, "deliver")))
    page = page_of(world, case)
    assert "办结" in page
    assert "我的任务" not in page


def test_the_page_of_a_case_with_everything_costs_twenty_statements(world: World) -> None:
    case, client = under_review(world), world.client("official")
    Filing.objects.create(case=case, form="申请表", data={"工程名称": "澄江枢纽"}, by_name="林叙", at=timezone.now())
    clocks.begin(SYSTEM, case.pk, "services.decision")
    clocks.pause(SYSTEM, case.pk, 0, "expert_review")
    address = f"{reverse('case', args=[case.pk])}?item={at(case, 'review')}"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = text(client.get(address))
    assert "行政许可决定" in page
    assert len(captured) <= 20, [each["sql"][:90] for each in captured]


def test_a_domain_adds_panels_links_and_readers_to_the_page_and_has_its_say_in_verbs(world: World) -> None:
    install("page-slots", "试验", drawing().xml(key="page-slots"))
    note = "cases/parts/keys.html"
    kind = CaseType(
        "page-slots",
        "试验",
        "page-slots",
        steps={"accept": StepWords(("受理", "不予受理"), "审查意见", frozenset({"不予受理"}))},
        guard=_only_with_number,
        page=lambda actor, case, rows: CasePage(
            [Section("facts", "申请内容", note)], [Link("申请表", "/x/")], tags=["容缺"]
        ),
        readers=lambda actor: Case.objects.filter(title__contains=actor.organ_name).values("pk"),
    )
    register_case_type(kind)
    county = world.actor("wrong_county_official")
    case = open_case(
        world.actor("official"), "page-slots", title=f"送{county.organ_name}", organ=world.organ("housing-bureau")
    )
    page = page_of(world, case)
    for shown in ("申请内容", 'href="/x/"', "容缺", "不予受理", "审查意见"):
        assert shown in page, shown
    assert "申请内容" in page_of(world, case, "wrong_county_official")
    address, sent = reverse("case_verb", args=[case.pk, at(case, "accept"), "complete"]), {"act-key": "a"}
    client = world.client("official")
    assert "请填写审查意见" in text(client.post(address, {**sent, "act-decision": "不予受理"}))
    assert "先编号" in text(client.post(address, {**sent, "act-decision": "受理"}))
    assert client.post(address, {**sent, "act-decision": "受理", "act-opinion": "第1号"}).status_code == 302
    assert Case.objects.get(pk=case.pk).vars["number"] == "第1号"


def _only_with_number(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    if isinstance(command, Complete) and node == "accept" and not opinion:
        raise Refused("number", "先编号。")
    return replace(command, vars={"number": opinion}) if isinstance(command, Complete) else command
