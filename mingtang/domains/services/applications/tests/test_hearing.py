"""Hearings, sentence by sentence (行政许可法第四十六至四十八条)."""

from datetime import datetime, time
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.hearing import (
    notify_hearing,
    record_hearing,
    request_hearing,
    tell_right,
    waive_hearing,
)
from mingtang.domains.services.applications.actions.special import end_special
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.calendar_days import day, it_is
from mingtang.domains.services.applications.tests.desk import DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_special import last_days, running
from mingtang.kernel.directory.api import Refused

pytestmark = pytest.mark.django_db

REASON = "毗邻住宅，涉及相邻住户的重大利益。"


def owed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Application:
    """On the second of March an application waits for its decision whose item owes a hearing."""
    it_is(monkeypatch, day("03-02"))
    item = desk.offer({**DOCUMENT, "anticipate_day": 20, "is_hearing": True}, code="11990102MB0A1234204000131004006")
    return desk.reviewed(desk.filed(item))


def decide(desk: Desk, application: Application) -> None:
    no = desk.no(application, "decide")
    api.decide(desk.world.actor(DECIDER), desk.part(application), no, api.Decision(True, "符合。", "食品安全法"))


def told(desk: Desk, application: Application) -> tuple[Part, Any, Any]:
    part, handler = desk.part(application), desk.world.actor(HANDLER)
    tell_right(handler, part, REASON, "2 单元住户")
    return part, handler, desk.world.actor("citizen")


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.combine(day(text), time(9, 30)))


def test_no_decision_before_the_right_is_told_and_while_it_may_be_requested(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = owed(desk, monkeypatch)
    with pytest.raises(Refused, match="享有要求听证的权利"):
        decide(desk, application)
    told(desk, application)
    assert application.letters.get(kind="hearing_rights").data["deadline"] == "2026年3月9日"
    it_is(monkeypatch, day("03-09"))
    with pytest.raises(Refused, match="期限还没有届满"):
        decide(desk, application)
    it_is(monkeypatch, day("03-10"))
    decide(desk, application)  # not requested within five working days


def test_whoever_waives_it_lets_the_decision_be_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    application = owed(desk, monkeypatch)
    part, _, applicant = told(desk, application)
    waive_hearing(applicant, part)
    with pytest.raises(Refused, match="已经答复过"):
        request_hearing(applicant, part, "")
    decide(desk, application)


def test_it_is_requested_within_five_working_days_by_the_applicant_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = owed(desk, monkeypatch)
    part, _, applicant = told(desk, application)
    other: Any = desk.world.actor("agent")
    with pytest.raises(Refused, match="自己的申请"):
        request_hearing(other, part, "")
    it_is(monkeypatch, day("03-10"))
    with pytest.raises(Refused, match="视为放弃"):
        request_hearing(applicant, part, "")


def test_its_time_is_not_counted_and_the_decision_rests_on_its_record(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = owed(desk, monkeypatch)
    part, handler, applicant = told(desk, application)
    it_is(monkeypatch, day("03-04"))
    request_hearing(applicant, part, "有隔音设施。")
    assert (part.state, last_days(part)) == (State.SPECIAL, (None, None))
    with pytest.raises(Refused, match="写入笔录时结束"):
        end_special(handler, part, "听完了")
    notify_hearing(handler, part, at("03-17"), "三楼会议室", "秋以澄")
    assert application.letters.get(kind="hearing_notice").data["time"] == "2026年3月17日 09:30"
    with pytest.raises(Refused, match="还没有举行"):
        record_hearing(handler, part, "申请人：……")
    it_is(monkeypatch, day("03-17"))
    record_hearing(handler, part, "申请人：已加装隔音。")
    assert part.state == State.DECIDING
    assert last_days(part)[1] == day("04-13")  # 03-30 and nine working days; 04-04 to 04-06 are off
    assert "申请人" in application.letters.get(kind="hearing_record").data["record"]
    decide(desk, desk.fresh(application))


def test_it_is_announced_seven_working_days_before_and_held_within_twenty(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = owed(desk, monkeypatch)
    part, handler, applicant = told(desk, application)
    with pytest.raises(Refused, match="没有等待通知的听证"):
        notify_hearing(handler, part, at("03-20"), "会议室", "秋以澄")
    request_hearing(applicant, part, "")
    for wrong, why in (("03-10", "七个工作日前"), ("03-31", "二十个工作日内")):
        with pytest.raises(Refused, match=why):
            notify_hearing(handler, part, at(wrong), "会议室", "秋以澄")
    with pytest.raises(Refused, match="地点和主持人"):
        notify_hearing(handler, part, at("03-20"), "", "秋以澄")
    notify_hearing(handler, part, at("03-11"), "会议室", "秋以澄")


def test_a_hearing_requested_during_another_procedure_begins_when_that_has_ended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = owed(desk, monkeypatch)
    part, handler, applicant = told(desk, application)
    running(desk, application)
    request_hearing(applicant, part, "")
    end_special(handler, part, "合格。")
    assert part.state == State.SPECIAL
    assert list(part.special_procedures.values_list("kind", "state")) == [("testing", "ended"), ("hearing", "running")]
