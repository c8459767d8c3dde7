"""The course of a call: how long it is open, who releases it, how opinions are judged and treated, what is published."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.interaction.moderation.api import Standing, hide_post, show_post
from mingtang.domains.interaction.opinions.api import (
    Call,
    CallDraft,
    Opinion,
    OpinionSaid,
    draft_call,
    draft_result,
    post_opinion,
    release_call,
    release_result,
    revise_call,
    treat_opinion,
)
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from tests.world import World

HOLDER, RELEASER = "permit-officer", "housing-director"


class Caller:
    """The housing bureau, which calls for opinions."""

    def __init__(self, world: World) -> None:
        self.world, self.today = world, timezone.localdate()

    def said(self, days: int = 30, **given: Any) -> CallDraft:
        known: dict[str, Any] = {
            "title": "和源市住宅电梯更新办法（征求意见稿）", "kind": "normative", "introduction": "为了电梯安全。",
            "draft": "第一条 本办法适用于本市。", "contact": "0990-2123456", "opens_on": self.today,
            "closes_on": self.today + timedelta(days=days),
        }  # fmt: skip
        return CallDraft(**(known | given))

    def drafted(self, days: int = 30, **given: Any) -> Call:
        return draft_call(self.world.actor(HOLDER), self.world.organ("housing-bureau"), self.said(days, **given))

    def opened(self, **given: Any) -> Call:
        call = self.drafted(**given)
        release_call(self.world.actor(RELEASER), call)
        return call

    def opinion(self, call: Call, text: str = "建议写明费用由谁出。", **given: Any) -> Opinion:
        return post_opinion(self.world.actor("visitor"), call, OpinionSaid(text=text, **given))

    def close(self, call: Call) -> Call:
        """As it stands a day after its last day."""
        yesterday = self.today - timedelta(days=1)
        Call.objects.filter(pk=call.pk).update(opens_on=yesterday - timedelta(days=30), closes_on=yesterday)
        fresh: Call = Call.objects.get(pk=call.pk)
        return fresh


@pytest.fixture
def caller(world: World) -> Caller:
    return Caller(world)


def test_a_call_is_released_by_another_person_and_then_stands(caller: Caller) -> None:
    call, actor = caller.drafted(), caller.world.actor
    assert call.standing is Standing.DRAFT
    assert not Call.objects.public().exists()
    with pytest.raises(NotPermitted):
        release_call(actor(HOLDER), call)
    Call.objects.filter(pk=call.pk).update(drafter=caller.world.account(RELEASER))
    with pytest.raises(Refused, match="另一人"):
        release_call(actor(RELEASER), Call.objects.get(pk=call.pk))
    release_call(actor(RELEASER), call)
    assert call.standing is Standing.OPEN
    assert call.due_on == call.closes_on + timedelta(days=30)
    with pytest.raises(Refused, match="已经发布"):
        revise_call(actor(HOLDER), call, caller.said())


@pytest.mark.parametrize(
    ("kind", "days", "because", "refusal"),
    [
        ("ordinary", 6, "", "最早到"),
        ("ordinary", 6, "急", "最早到"),
        ("ordinary", 7, "", ""),
        ("normative", 29, "", "写明理由"),
        ("normative", 29, "汛期将至", ""),
        ("decision", 30, "", ""),
    ],
)
def test_each_kind_is_open_for_as_long_as_the_rules_ask(
    caller: Caller, kind: str, days: int, because: str, refusal: str
) -> None:
    call = caller.drafted(days, kind=kind, shortened_because=because)
    if refusal:
        with pytest.raises(Refused, match=refusal):
            release_call(SYSTEM, call)
    else:
        release_call(SYSTEM, call)
        assert call.released_at is not None


def test_days_are_in_order_and_not_gone_by(caller: Caller) -> None:
    with pytest.raises(Refused) as refusal:
        caller.drafted(-1)
    assert refusal.value.field == "closes_on"
    call = caller.drafted(60, opens_on=caller.today - timedelta(days=1))
    with pytest.raises(Refused, match="已经过去"):
        release_call(SYSTEM, call)


def test_opinions_come_while_it_is_open_only(caller: Caller) -> None:
    ahead = caller.opened(days=60, opens_on=caller.today + timedelta(days=1))
    assert ahead.standing is Standing.AHEAD
    closed = caller.close(caller.opened())
    assert closed.standing is Standing.CLOSED
    for call in (ahead, closed, caller.drafted()):
        with pytest.raises(Refused, match="期间"):
            caller.opinion(call)
    with pytest.raises(Refused, match="广告"):
        caller.opinion(caller.opened(), "代·开·发·票")
    assert not Opinion.objects.exists()


def test_an_opinion_is_read_by_the_organ_before_others_read_it(caller: Caller) -> None:
    call, holder = caller.opened(), caller.world.actor(HOLDER)
    opinion = caller.opinion(call, "请打 13812345678 找我林叙", name="林叙")
    assert not Opinion.objects.all().shown().exists()
    with pytest.raises(Refused, match="手机号"):
        show_post(holder, opinion, opinion.text)
    with pytest.raises(NotPermitted):
        show_post(caller.world.actor("county-permit-officer"), opinion, "请找我")
    with pytest.raises(Refused, match="理由"):
        hide_post(holder, opinion, " ")
    show_post(holder, opinion, "请找我")
    assert list(Opinion.objects.all().shown()) == [opinion]
    assert opinion.text == "请打 13812345678 找我林叙"


def test_every_opinion_is_treated_before_the_result_is_published_by_another(caller: Caller) -> None:
    call, actor = caller.opened(), caller.world.actor
    first, second = caller.opinion(call), caller.opinion(call, "不同意第一条。")
    with pytest.raises(Refused, match="先审核"):
        treat_opinion(actor(HOLDER), first, treatment="adopted")
    show_post(actor(HOLDER), first, first.text)
    hide_post(actor(HOLDER), second, "没有内容")
    with pytest.raises(Refused, match="截止以后"):
        draft_result(actor(HOLDER), call, result="采纳 1 条。")
    call = caller.close(call)
    with pytest.raises(Refused, match="还没有拟写"):
        release_result(actor(RELEASER), call)
    draft_result(actor(HOLDER), call, result="采纳 1 条。")
    treat_opinion(actor(HOLDER), first, treatment="adopted")
    with pytest.raises(Refused, match="1 条意见没有处理"):
        release_result(actor(RELEASER), call)
    with pytest.raises(Refused, match="说明理由"):
        treat_opinion(actor(HOLDER), second, treatment="declined")
    treat_opinion(actor(HOLDER), second, treatment="declined", answer="没有说明理由。")
    release_result(actor(RELEASER), call)
    assert call.standing is Standing.DONE
    with pytest.raises(Refused, match="不能再改"):
        treat_opinion(actor(HOLDER), Opinion.objects.get(pk=second.pk), treatment="adopted")


def test_others_see_neither_drafts_nor_what_came(caller: Caller) -> None:
    call = caller.opened()
    for who in ("visitor", "citizen", "county-permit-officer", "system-officer"):
        assert not Call.objects.visible_to(caller.world.actor(who)).exists()
    assert list(Call.objects.visible_to(caller.world.actor(HOLDER))) == [call]
