"""The pages of the handling verbs: what they ask, what they do, and that nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingtang.kernel.cases.api import (
    Case,
    CaseType,
    Filing,
    OpinionDraft,
    Step,
    Token,
    handle,
    open_case,
    register_case_type,
)
from mingtang.kernel.cases.tests.workbench import at, drawing, new_case
from mingtang.kernel.directory.tests.pages import text
from mingtang.kernel.forms import api as forms
from mingtang.kernel.processes.api import install
from mingtang.lib.flow.commands import Claim, Complete
from tests.world import World

VERBS = ("complete", "claim", "release", "return", "withdraw", "reassign", "delegate", "end-delegation", "add-sign",
         "drop-sign", "circulate", "urge", "supervise", "suspend", "resume")  # fmt: skip
WHOLE = ("suspend", "resume", "terminate", "void", "add-task")


def verb(case: Case, no: int, name: str) -> str:
    return reverse("case_verb", args=[case.pk, no, name])


def sent(key: str = "k", **values: Any) -> dict[str, Any]:
    return {f"act-{name}": value for name, value in ({"key": key} | values).items()}


def held(world: World) -> tuple[Case, int, Client]:
    """A case whose review is in the hands of the official."""
    case, actor = new_case(world), world.actor("official")
    handle(actor, case.pk, Complete(at(case, "accept")), opinion="齐全。")
    no = at(case, "review")
    handle(actor, case.pk, Claim(no, f"account:{actor.account_id}"))
    return case, no, world.client("official")


def holder(case: Case, no: int) -> str:
    return Token.objects.get(pk=(case.pk, no)).holder


def test_every_verb_has_a_page_and_unknown_ones_have_none(world: World) -> None:
    case, no, client = held(world)
    assert {client.get(verb(case, no, name)).status_code for name in VERBS} == {200}
    assert {client.get(verb(case, 0, name)).status_code for name in WHOLE} == {200}
    assert client.get(verb(case, no, "shred")).status_code == 404
    assert client.get(verb(case, 0, "complete")).status_code == 404
    assert world.client("wrong_county_official").get(verb(case, no, "complete")).status_code == 404


def test_a_second_press_of_the_button_changes_nothing(world: World) -> None:
    case, no, client = held(world)
    for _ in range(2):
        answer = client.post(verb(case, no, "complete"), sent(opinion="同意。"))
        assert answer.status_code == 302
    assert Step.objects.filter(case=case, no=no, command="Complete").count() == 1


def test_after_the_act_the_list_says_how_to_take_it_back(world: World) -> None:
    case, no, client = held(world)
    page = text(client.post(verb(case, no, "complete"), sent(), follow=True))
    assert f'<a href="{verb(case, no, "withdraw")}">撤回</a>' in page
    assert client.post(verb(case, no, "withdraw"), sent("w", opinion="写错了")).status_code == 302
    assert at(case, "review") != no


def test_the_next_item_follows_when_one_wishes(world: World) -> None:
    first, no, client = held(world)
    second, other, _ = held(world)
    answer = client.post(verb(first, no, "complete"), sent() | {"then": "next"})
    assert answer["Location"] == f"{reverse('case', args=[second.pk])}?item={other}"


def test_whoever_was_too_late_is_told_and_keeps_his_words(world: World) -> None:
    case, no, client = held(world)
    client.post(verb(case, no, "complete"), sent())
    answer = world.client("leader").post(verb(case, no, "complete"), sent("late", opinion="我的意见还在"))
    assert answer.status_code == 409
    assert "该事项已由他人办理或已收回" in text(answer)
    assert "我的意见还在" in text(answer)


def test_an_item_of_somebody_else_is_refused_and_the_refusal_recorded(world: World) -> None:
    case, no, _ = held(world)
    answer = world.client("leader").post(verb(case, no, "complete"), sent(opinion="越权"))
    assert answer.status_code == 403
    assert "该事项由 许青禾 办理" in text(answer)
    assert "越权" in text(answer)


def test_a_decision_has_to_be_taken(world: World) -> None:
    case, no, client = held(world)
    client.post(verb(case, no, "complete"), sent())
    handle(world.actor("official"), case.pk, Complete(at(case, "verify")))
    no = at(case, "decide")
    assert client.post(verb(case, no, "complete"), sent("d")).status_code == 422
    assert client.post(verb(case, no, "complete"), sent("d", decision="没有的")).status_code == 422
    client.post(verb(case, no, "complete"), sent("d", decision="准予"))
    assert Step.objects.get(case=case, no=no).outcome == "准予"
    assert at(case, "deliver")


def test_a_phrase_is_added_without_scripts_and_nothing_is_sent(world: World) -> None:
    case, no, client = held(world)
    page = text(client.post(verb(case, no, "complete"), sent(opinion="经审查，") | {"phrase": "同意。"}))
    assert "经审查，同意。" in page
    assert holder(case, no)


def test_a_draft_is_kept_until_the_item_is_done(world: World) -> None:
    case, no, client = held(world)
    address = reverse("opinion_draft", args=[case.pk, no])
    assert client.post(address, sent(opinion="写到一半"), headers={"X-Requested-With": "autosave"}).status_code == 204
    assert "写到一半" in text(client.get(reverse("case", args=[case.pk])))
    assert "写到一半" in text(client.get(verb(case, no, "complete")))
    assert "写到一半" not in text(world.client("leader").get(verb(case, no, "complete")))
    client.post(verb(case, no, "complete"), sent(opinion="写完了"))
    assert not OpinionDraft.objects.exists()


@pytest.mark.parametrize(
    ("name", "values", "wrong"),
    [("reassign", {"to": "没有这人"}, "找不到“没有这人”"), ("reassign", {"to": "岗位：没有的"}, "找不到这个岗位"),
     ("delegate", {"to": ""}, "请填写"), ("return", {"target": "1"}, "退回原因"), ("return", {"target": "77", "opinion": "缺"}, "退回到"),
     ("add-sign", {"place": "before", "rule": "all"}, "请至少选择一人"),
     ("add-sign", {"others": "周以宁", "place": "before", "rule": "ratio"}, "请填写比例或人数"),
     ("circulate", {"others": "周以宁、没有这人"}, "找不到“没有这人”")],
)  # fmt: skip
def test_what_does_not_fit_is_said_beside_its_field(
    world: World, name: str, values: dict[str, str], wrong: str
) -> None:
    case, no, client = held(world)
    answer = client.post(verb(case, no, name), sent(**values))
    assert answer.status_code == 422
    assert wrong in text(answer)


def test_an_item_goes_to_a_person_to_a_delegate_and_to_a_post(world: World) -> None:
    case, no, client = held(world)
    leader = f"account:{world.account('leader').pk}"
    client.post(verb(case, no, "delegate"), sent("1", to="周以宁"))
    assert holder(case, no) == leader
    client.post(verb(case, no, "end-delegation"), sent("2"))
    assert holder(case, no) == f"account:{world.account('official').pk}"
    client.post(verb(case, no, "reassign"), sent("3", to="岗位：行政审批科承办岗"))
    assert holder(case, no) == ""
    client.post(verb(case, no, "claim"), sent("4"))
    client.post(verb(case, no, "reassign"), sent("5", to="周以宁（市住建局 副局长）"))
    assert holder(case, no) == leader


def test_signatures_are_asked_for_with_a_rule(world: World) -> None:
    case, no, client = held(world)
    values = {"others": "周以宁", "place": "before", "rule": "ratio", "share": "67", "opinion": "请会签"}
    client.post(verb(case, no, "add-sign"), sent(**values))
    step = Step.objects.get(case=case, command="AddSign")
    assert step.body["people"] == [f"account:{world.account('leader').pk}"]
    page = text(world.client("leader").get(reverse("case", args=[case.pk])))
    assert "不同意" in page


def test_a_draft_belongs_to_an_open_item_and_holds_what_the_database_can(world: World) -> None:
    case, no, client = held(world)
    assert client.post(reverse("opinion_draft", args=[case.pk, 99_999_999_999]), sent(opinion="无")).status_code == 404
    assert client.post(reverse("opinion_draft", args=[case.pk, no]), sent(opinion="空\0字符")).status_code == 302
    assert OpinionDraft.objects.get().text == "空字符"
    assert client.get(verb(case, 99_999_999_999, "complete")).status_code == 200
    assert client.post(verb(case, 99_999_999_999, "complete"), sent()).status_code == 409


def test_a_step_with_a_form_is_filled_in_and_filed(world: World) -> None:
    site = {"type": "string", "title": "踏勘地点", "maxLength": 80}
    document = {"title": "踏勘记录", "type": "object", "required": ["site"], "properties": {"site": site}}
    forms.install("site-check", "踏勘记录", document)
    install("with-form", "踏勘", drawing(mt_form="site-check").xml(key="with-form"))
    register_case_type(CaseType("with-form", "踏勘", "with-form"))
    case = open_case(world.actor("official"), "with-form", title="踏勘", organ=world.organ("housing-bureau"))
    client, no = world.client("official"), at(case, "accept")
    assert "填写表单并办理" in text(client.get(reverse("case", args=[case.pk])))
    assert "踏勘地点" in text(client.get(verb(case, no, "complete")))
    missing = client.post(verb(case, no, "complete"), sent(opinion="看过了"))
    assert missing.status_code == 422
    assert "看过了" in text(missing)
    client.post(reverse("opinion_draft", args=[case.pk, no]), sent(opinion="写了一半") | {"site": "枢纽大道"})
    assert 'value="枢纽大道"' in text(client.get(verb(case, no, "complete")))
    for _ in range(2):
        client.post(verb(case, no, "complete"), sent(opinion="看过了") | {"site": "枢纽大道 1 号"})
    filing = Filing.objects.get(case=case)
    assert (filing.data, filing.by_name, filing.no) == ({"site": "枢纽大道 1 号"}, "许青禾", no)
    assert "枢纽大道 1 号" in text(client.get(reverse("case", args=[case.pk])))
