"""What people are told, each test a sentence."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.reminding import remind_of_corrections, remind_of_steps
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.notices import notices
from mingtang.domains.services.applications.tests.desk import CLERK, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_course import it_is
from mingtang.kernel.cases.api import Token
from mingtang.kernel.directory.models import Account
from mingtang.kernel.evidence.api import deliver_due
from mingtang.kernel.messaging.models import InboxItem, Notice, NoticeDelivery

pytestmark = pytest.mark.django_db


def inbox(account: Account) -> list[str]:
    while deliver_due():
        pass
    rows = InboxItem.objects.filter(account=account, notice__topic="applications").order_by("pk")
    return list(rows.values_list("notice__subject", flat=True))


def asked(desk: Desk) -> Application:
    application = desk.received()
    missing = [api.Missing("平面图", "请标明水池位置")]
    api.ask_correction(desk.world.actor(HANDLER), desk.part(application), desk.no(application, "accept"), missing)
    return desk.fresh(application)


def test_the_applicant_is_told_of_every_step_with_the_day_that_matters(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    desk.accepted()
    told = inbox(desk.world.account("citizen"))
    item = "您申请的“食品经营许可（餐饮服务）新办”"
    assert told == [f"{item}已提交", f"{item}已收件", f"{item}已受理，最迟 2026年3月11日 作出决定"]


def test_nothing_is_sent_inside_the_act_and_nothing_twice(desk: Desk) -> None:
    desk.filed()
    assert not Notice.objects.filter(topic="applications").exists()
    citizen = desk.world.account("citizen")
    assert len(inbox(citizen)) == len(inbox(citizen)) == 1


def test_a_correction_is_asked_for_by_text_message_with_its_last_day_whatever_one_has_opted_out_of(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    asked(desk)
    citizen = desk.world.account("citizen")
    assert inbox(citizen)[-1].endswith("需要补正，请在 2026年3月23日 前补正")
    notice = Notice.objects.get(subject__contains="需要补正")
    assert (notice.kind, notice.basis) == ("statutory", "行政许可法第三十二条第一款第四项")
    assert NoticeDelivery.objects.filter(notice=notice, account=citizen, channel="sms").exists()


def test_no_text_message_tells_a_secret(desk: Desk) -> None:
    application = desk.accepted()
    inbox(desk.world.account("citizen"))
    receipt = application.letters.get(kind="receipt")
    for notice in Notice.objects.filter(topic="applications"):
        assert receipt.data["query_secret"] not in notice.subject + notice.body
        assert application.query_code not in notice.subject


def test_an_enterprise_is_told_what_its_agent_has_filed(desk: Desk) -> None:
    desk.filed(who="agent")
    assert len(inbox(desk.world.account("agent"))) == 1
    actor: Any = desk.world.actor("agent")
    assert len(inbox(Account.objects.get(legal_person=actor.agency.legal_person))) == 1


def test_whoever_handles_is_told_that_the_correction_has_come(desk: Desk) -> None:
    application = asked(desk)
    desk.part(application)
    application.parts.update(handler=desk.world.account(HANDLER))
    actor: Any = desk.world.actor("citizen")
    api.answer(actor, application, {})
    assert inbox(desk.world.account(HANDLER)) == ["补正已到：林叙，食品经营许可（餐饮服务）新办"]


def test_a_correction_is_reminded_of_two_days_before_its_end_and_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    asked(desk)
    citizen = desk.world.account("citizen")
    for day, expected in ((20, 0), (21, 1), (22, 1)):
        it_is(monkeypatch, datetime(2026, 3, day, 9))
        remind_of_corrections(datetime(2026, 3, day).date())
        assert sum("还没有补正" in each for each in inbox(citizen)) == expected


def test_whoever_has_a_step_is_told_one_working_day_before_it_is_due_and_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    application = desk.accepted()
    no = desk.no(application, "review")
    friday_night = timezone.make_aware(datetime(2026, 3, 7))
    Token.objects.filter(case=application.case_id, no=no).update(due_at=friday_night)
    officer = desk.world.account(HANDLER)
    for day, expected in ((4, 0), (5, 1), (6, 1)):
        it_is(monkeypatch, datetime(2026, 3, day, 8, 30))
        remind_of_steps(timezone.now())
        assert sum(each.startswith("环节“审查”2026年3月6日届满") for each in inbox(officer)) == expected


def test_what_was_sent_back_says_what_to_change(desk: Desk) -> None:
    application = desk.filed()
    api.send_back(desk.world.actor(CLERK), application, desk.no(application, "receive"), "请选择经营项目。")
    inbox(desk.world.account("citizen"))
    assert "请选择经营项目" in Notice.objects.get(subject__contains="预审退回").body


@pytest.mark.parametrize("name", sorted(notices()))
def test_the_words_of_every_notice_can_be_filled(name: str) -> None:
    subject, body = notices()[name].filled({"item": "甲", "due": "2026年3月2日"})
    assert "{" not in subject + body
    assert len(subject) < 70
