"""Fees, and ends without a decision: withdrawal, termination, a case that is void."""

from typing import Any

import pytest

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.charging import charge_fees
from mingtang.domains.services.applications.actions.terminating import terminate, void
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_special import running
from mingtang.domains.services.payments.api import take_at_window
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db

FEES = {
    "is_fee": True, "fee_basis": "和源市卫生检测收费标准",
    "fees": [{"fee_name": "检测费", "fee_stand": "每项 125.50 元", "fee_amount": "125.50"}, {"fee_name": "资料费"}],
}  # fmt: skip


def charged(desk: Desk) -> tuple[Application, Any]:
    """An application that waits for its decision, with fees told."""
    item = desk.offer({**DOCUMENT, **FEES}, code="11990102MB0A1234204000131004005")
    application = desk.reviewed(desk.filed(item))
    order = charge_fees(desk.world.actor(HANDLER), desk.part(application), [("检测费", 2)])
    return application, order


def decide(desk: Desk, application: Application) -> None:
    no = desk.no(application, "decide")
    api.decide(desk.world.actor(DECIDER), desk.part(application), no, api.Decision(True, "符合。", "食品安全法"))


def test_no_decision_before_the_fees_are_paid(desk: Desk) -> None:
    application, order = charged(desk)
    told = application.letters.get(kind="payment").data
    assert (told["amount"], told["capitals"]) == ("251.00", "人民币贰佰伍拾壹元整")
    with pytest.raises(Refused, match="还有费用没有缴清：检测费"):
        decide(desk, application)
    take_at_window(desk.world.actor(HANDLER), order, "和财票 0001")
    decide(desk, application)


def test_only_what_the_version_of_the_item_publishes_is_charged_and_once(desk: Desk) -> None:
    handler, free = desk.world.actor(HANDLER), desk.part(desk.accepted())
    with pytest.raises(Refused, match="没有公布"):
        charge_fees(handler, free, [("检测费", 1)])
    application, _ = charged(desk)
    with pytest.raises(Refused, match="一次告知"):
        charge_fees(handler, desk.part(application), [("检测费", 1)])
    with pytest.raises(NotPermitted):
        charge_fees(desk.world.actor("wrong_county_official"), free, [("检测费", 1)])


def test_what_is_withdrawn_ends_with_a_paper_and_gives_back_what_was_paid(desk: Desk) -> None:
    application, order = charged(desk)
    take_at_window(desk.world.actor(HANDLER), order, "和财票 0001")
    api.withdraw(desk.world.actor("citizen"), application, "不开店了")
    assert desk.fresh(application).state == State.WITHDRAWN
    assert "提出撤回申请" in application.letters.get(kind="termination").data["reason"]
    order.refresh_from_db()
    assert order.state == "refunding"


def test_before_receipt_a_withdrawal_needs_no_paper(desk: Desk) -> None:
    application = desk.filed()
    api.withdraw(desk.world.actor("citizen"), application, "")
    assert desk.fresh(application).state == State.WITHDRAWN
    assert not application.letters.exists()


def test_a_ground_that_is_gone_ends_it_also_during_a_special_procedure(desk: Desk) -> None:
    application = desk.accepted()
    part = running(desk, application)
    terminate(desk.world.actor(DECIDER), part, "dissolution", "营业执照已注销。")
    application = desk.fresh(application)
    assert (application.state, desk.part(application).state) == (State.TERMINATED, State.TERMINATED)
    assert application.case.status == "terminated"
    assert "申请人依法终止。营业执照已注销。" in application.letters.get(kind="termination").data["reason"]
    assert not [view for view in clocks.clocks_of(application.case) if not view.clock.stopped_at]
    assert part.special_procedures.get().state == "ended"


def test_only_who_decides_terminates_with_a_ground_and_before_the_decision(desk: Desk) -> None:
    application = desk.reviewed()
    part = desk.part(application)
    with pytest.raises(NotPermitted):
        terminate(desk.world.actor(HANDLER), part, "death", "")
    with pytest.raises(Refused, match="理由"):
        terminate(desk.world.actor(DECIDER), part, "other", " ")
    decide(desk, application)
    with pytest.raises(Refused, match="不能终止"):
        terminate(desk.world.actor(DECIDER), part, "death", "")


def test_what_is_not_paid_need_not_be_when_it_is_terminated_and_refund_is_the_decider_s_choice(desk: Desk) -> None:
    application, order = charged(desk)
    terminate(desk.world.actor(DECIDER), desk.part(application), "object_gone", "")
    order.refresh_from_db()
    assert order.state == "cancelled"


def test_what_was_paid_stays_when_the_decider_says_so(desk: Desk) -> None:
    application, order = charged(desk)
    take_at_window(desk.world.actor(HANDLER), order, "和财票 0001")
    terminate(desk.world.actor(DECIDER), desk.part(application), "object_gone", "检测已经完成。", refunded=False)
    order.refresh_from_db()
    assert order.state == "paid"


def test_a_void_case_keeps_its_numbers(desk: Desk) -> None:
    application = desk.accepted()
    numbers = set(application.letters.values_list("number", flat=True))
    void(desk.world.actor(DECIDER), desk.part(application), "同一申请录入两次。")
    application = desk.fresh(application)
    assert (application.state, application.number != "") == (State.VOIDED, True)
    assert set(application.letters.exclude(voided_at=None).values_list("number", flat=True)) == numbers
    second = desk.accepted()
    assert second.number != application.number
    assert not set(second.letters.values_list("number", flat=True)) & numbers
