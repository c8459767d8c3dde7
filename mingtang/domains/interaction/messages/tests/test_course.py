"""The course of messages: who does what, when two are needed, what limits say, what everybody may read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingtang.domains.interaction.messages.api import (
    Message,
    PublicVersion,
    Screening,
    ask_for_extension,
    ask_further,
    decide_extension,
    draft_reply,
    keep_private,
    proposal_for,
    publish,
    rate,
    screen,
)
from mingtang.domains.interaction.messages.queries.letters import letter_with_code
from mingtang.domains.interaction.messages.rules import AGREE, DISAGREE, DISPATCH, REFER, REJECT, RETURN, REVISE, Stage
from mingtang.domains.interaction.messages.tests.mailroom import CLERK, DRAFTER, REVIEWER, SECOND, Mailroom
from mingtang.kernel.cases.api import Case, Clock, handle
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.clocks.api import office_hours
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.lib.flow import Refused as StepRefused
from mingtang.lib.flow.commands import Complete
from mingtang.lib.personal_data import MASK


def test_a_letter_goes_its_way_and_is_read_by_everybody(mailroom: Mailroom) -> None:
    message, actor = mailroom.answered(), mailroom.world.actor
    assert message.stage == Stage.PUBLISHING
    assert (message.in_time, message.days) == (True, 0)
    assert not Clock.objects.filter(case=message.case_id, no=0, stopped_at=None).exists()
    version = proposal_for(message)
    assert version.content == f"我家小区地下车库夜里没有灯，请问归谁管？我的手机是 {MASK}。"
    assert "0990-2123456" in version.reply
    with pytest.raises(Refused, match="手机号"):
        publish(actor(CLERK), message, PublicVersion(title="车库", content=message.content, reply=message.reply))
    publish(actor(CLERK), message, version)
    message = mailroom.fresh(message)
    assert message.stage == Stage.ANSWERED
    assert "13812345678" in message.content  # what was written stays
    assert list(Message.objects.public()) == [message]


def test_the_number_carries_site_and_day_and_opens_with_its_code_only(mailroom: Mailroom) -> None:
    message = mailroom.write()
    assert message.number == f"HY01-{timezone.localdate():%Y%m%d}-0001"
    assert letter_with_code(message.number, message.code.lower()) == message
    assert letter_with_code(message.number, "ABCDEFGH") is None
    assert letter_with_code("HY01-0", message.code) is None


@pytest.mark.parametrize(("kind", "days"), [("consult", 5), ("complaint", 10), ("leader_mail", 7), ("site_error", 3)])
def test_each_kind_has_its_own_limit(mailroom: Mailroom, kind: str, days: int) -> None:
    message = mailroom.write(kind=kind, concerning="车库", page="/x")
    due_at = Case.objects.get(pk=message.case_id).due_at
    calendar = office_hours(message.organ_id).calendar
    assert due_at is not None
    assert last_day(due_at) == calendar.add(timezone.localdate(), days)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": " "}, "name"), ({"kind": "complaint"}, "concerning"), ({"kind": "site_error"}, "page"), ({"kind": "x"}, "kind"), ({"content": "代开发票，加我"}, "content")],
)  # fmt: skip
def test_what_is_missing_or_not_allowed_is_said(mailroom: Mailroom, given: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        mailroom.write(**given)
    assert refusal.value.field == field
    assert not Message.objects.exists()


def test_reports_may_be_anonymous_and_are_never_public(mailroom: Mailroom) -> None:
    message = mailroom.sent(kind="report", name="", phone="", concerning="某工地")
    assert not message.may_be_public
    mailroom.do(message, DRAFTER, "sign", "签收")
    draft_reply(mailroom.world.actor(DRAFTER), message, "已核查处理。")
    mailroom.do(message, REVIEWER, "review", AGREE)
    assert mailroom.fresh(message).stage == Stage.ANSWERED


def test_what_is_invalid_needs_a_reason_and_a_second_person(mailroom: Mailroom) -> None:
    message, actor = mailroom.write(), mailroom.world.actor
    with pytest.raises(Refused, match="理由"):
        screen(actor(CLERK), message, Screening(outcome=REJECT))
    screen(actor(CLERK), message, Screening(outcome=REJECT, reason="广告。"))
    with pytest.raises(NotPermitted):
        mailroom.do(message, CLERK, "confirm", AGREE)
    mailroom.do(message, SECOND, "confirm", AGREE)
    message = mailroom.fresh(message)
    assert (message.stage, message.reply, message.unit) == (Stage.INVALID, "广告。", None)
    assert not Message.objects.counted().exists()


def test_the_second_person_may_see_it_otherwise(mailroom: Mailroom) -> None:
    message = mailroom.write()
    screen(mailroom.world.actor(CLERK), message, Screening(outcome=REJECT, reason="内容不明"))
    with pytest.raises(StepRefused, match="复核意见"):
        mailroom.do(message, SECOND, "confirm", DISAGREE)
    mailroom.do(message, SECOND, "confirm", DISAGREE, "说得清楚。")
    message = mailroom.fresh(message)
    assert (message.stage, message.validity, message.reply) == (Stage.SCREENING, "", "")


def test_what_has_a_channel_of_its_own_is_told_where_to_go(mailroom: Mailroom) -> None:
    message = mailroom.write()
    with pytest.raises(Refused, match="专门渠道"):
        screen(mailroom.world.actor(CLERK), message, Screening(outcome=REFER))
    screen(mailroom.world.actor(CLERK), message, Screening(outcome=REFER, channel="petition"))
    mailroom.do(message, SECOND, "confirm", AGREE)
    message = mailroom.fresh(message)
    assert (message.stage, message.reason) == (Stage.REFERRED, "信访")
    assert "信访工作条例" in message.reply


def test_duplicates_are_linked_to_the_first(mailroom: Mailroom) -> None:
    first, second, third = mailroom.write(), mailroom.write(), mailroom.write()
    clerk = mailroom.world.actor(CLERK)
    with pytest.raises(Refused, match="较早"):
        screen(clerk, first, Screening(outcome=REJECT, reason="重复", duplicate_of=second.number))
    screen(clerk, second, Screening(outcome=REJECT, reason="重复", duplicate_of=first.number))
    screen(clerk, third, Screening(outcome=REJECT, reason="重复", duplicate_of=second.number))
    assert list(first.duplicates.order_by("pk")) == [second, third]


def test_an_organ_returns_what_is_not_its_own_within_a_day(mailroom: Mailroom) -> None:
    message = mailroom.sent()
    with pytest.raises(StepRefused, match="退回理由"):
        mailroom.do(message, DRAFTER, "sign", RETURN)
    mailroom.do(message, DRAFTER, "sign", RETURN, "属城管职责。")
    message = mailroom.fresh(message)
    assert (message.stage, message.unit, message.returned) == (Stage.SCREENING, None, 1)
    mailroom.dispatch(message)
    Message.objects.filter(pk=message.pk).update(dispatched_at=timezone.now() - timedelta(days=14))
    with pytest.raises(StepRefused, match="过期"):
        mailroom.do(message, DRAFTER, "sign", RETURN, "迟了。")


def test_an_answer_is_released_by_another_person(mailroom: Mailroom) -> None:
    message, actor = mailroom.sent(), mailroom.world.actor
    mailroom.do(message, REVIEWER, "sign", "签收")
    draft_reply(actor(REVIEWER), message, "初稿")
    with pytest.raises(NotPermitted):
        mailroom.do(message, REVIEWER, "review", AGREE)
    mailroom.do(message, "housing-deputy-director", "review", REVISE, "写明依据。")
    assert mailroom.fresh(message).stage == Stage.REPLYING


def test_steps_with_a_page_are_not_done_around_it(mailroom: Mailroom) -> None:
    message = mailroom.write()
    with pytest.raises(StepRefused, match="受理页"):
        mailroom.do(message, CLERK, "screen", DISPATCH)
    mailroom.dispatch(message)
    mailroom.do(message, DRAFTER, "sign", "签收")
    with pytest.raises(StepRefused, match="起草答复"):
        mailroom.do(message, DRAFTER, "reply", "提交审核")
    with pytest.raises(NotPermitted):
        mailroom.do(message, "county-permit-officer", "reply", "提交审核")


def test_the_limit_is_extended_once_by_the_desk(mailroom: Mailroom) -> None:
    message, actor = mailroom.sent(), mailroom.world.actor
    with pytest.raises(Refused, match="最多延长 5"):
        ask_for_extension(actor(DRAFTER), message, days=9, reason="复杂")
    asked = ask_for_extension(actor(DRAFTER), message, days=5, reason="需要现场核查")
    with pytest.raises(Refused, match="一次"):
        ask_for_extension(actor(DRAFTER), message, days=2, reason="再来")
    with pytest.raises(NotPermitted):
        decide_extension(actor(REVIEWER), asked, granted=True)
    decide_extension(actor(CLERK), asked, granted=True)
    due_at = mailroom.fresh(message).case.due_at
    assert last_day(due_at) == office_hours(message.organ_id).calendar.add(timezone.localdate(), 10)


def test_what_the_author_does_not_want_public_never_is(mailroom: Mailroom) -> None:
    message = mailroom.answered(wants_public=False)
    assert message.stage == Stage.ANSWERED
    with pytest.raises(Refused, match="没有同意"):
        publish(mailroom.world.actor(CLERK), message, proposal_for(message))


def test_the_desk_may_keep_a_letter_private_with_a_reason(mailroom: Mailroom) -> None:
    message, clerk = mailroom.answered(), mailroom.world.actor(CLERK)
    with pytest.raises(Refused, match="理由"):
        keep_private(clerk, message, reason=" ")
    keep_private(clerk, message, reason="涉及他人隐私")
    assert mailroom.fresh(message).stage == Stage.ANSWERED
    assert not Message.objects.public().exists()


def test_the_author_rates_once_and_asks_further_once(mailroom: Mailroom) -> None:
    visitor, early = mailroom.world.actor("visitor"), mailroom.sent()
    with pytest.raises(Refused, match="答复以后"):
        rate(visitor, early, satisfaction="good")
    with pytest.raises(Refused, match="答复以后"):
        ask_further(visitor, early, content="什么时候？")
    message = mailroom.answered()
    rate(visitor, message, satisfaction="bad", opinion="没有说时间")
    with pytest.raises(Refused, match="评价过"):
        rate(visitor, message, satisfaction="good")
    further = ask_further(visitor, message, content="什么时候修好？")
    assert (further.follows, further.stage, further.wished) == (message, Stage.SCREENING, message.unit)
    for again in (message, further):
        with pytest.raises(Refused):
            ask_further(visitor, again, content="再问")


def test_each_organ_sees_what_it_is_to_answer(mailroom: Mailroom) -> None:
    sent, other = mailroom.sent(), mailroom.write()
    screen(mailroom.world.actor(CLERK), other, Screening(outcome=REJECT, reason="广告"))

    def seen(who: str) -> set[int]:
        return set(Message.objects.visible_to(mailroom.world.actor(who)).values_list("pk", flat=True))

    assert seen(CLERK) == {sent.pk, other.pk}
    assert seen(DRAFTER) == {sent.pk}
    assert seen("county-permit-officer") == seen("visitor") == seen("citizen") == set()


def test_variables_that_come_with_a_command_do_not_route(mailroom: Mailroom) -> None:
    message = mailroom.sent(wants_public=False)
    mailroom.do(message, DRAFTER, "sign", "签收")
    draft_reply(mailroom.world.actor(DRAFTER), message, "答复。")
    from mingtang.domains.interaction.messages.actions.stepping import open_step

    step = open_step(message, "review")
    handle(mailroom.world.actor(REVIEWER), message.case_id, Complete(step, AGREE, {"open": True}))
    while mailroom.fresh(message).case.ended_at is None:
        from mingtang.kernel.cases.errands import run_due_errands

        assert run_due_errands()
    assert mailroom.fresh(message).stage == Stage.ANSWERED
