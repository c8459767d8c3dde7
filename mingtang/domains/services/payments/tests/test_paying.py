"""What is charged, how it is paid, when it goes back."""

import json
from typing import Any

import pytest

from mingtang.domains.services.payments import api
from mingtang.domains.services.payments.handlers import refund_ordered
from mingtang.domains.services.payments.models import Refund, TillNotice
from mingtang.domains.services.payments.providers import NotGenuine
from mingtang.domains.services.payments.providers.testing import TestTill
from mingtang.domains.services.payments.rules import State
from mingtang.domains.services.payments.tests.till import FEES, OFFICER, Till
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted

pytestmark = pytest.mark.django_db


def refunded(order: api.PaymentOrder) -> None:
    refund_ordered(api.RefundOrdered(subject=f"payment:{order.pk}", order_id=order.pk, about=order.subject))


def test_an_order_keeps_every_fee_with_standard_and_basis_and_sums_them_up(till: Till) -> None:
    order = till.charged()
    assert (order.state, order.amount, order.capitals) == (State.OPEN, 26100, "人民币贰佰陆拾壹元整")
    assert [(line.name, line.standard, line.amount) for line in order.lines.all()] == [
        ("证照工本费", "每证 10 元", 1000), ("检测费", "每项 125.50 元", 25100),
    ]  # fmt: skip
    assert api.unpaid(order.subject) == ["证照工本费", "检测费"]


@pytest.mark.parametrize(
    ("fees", "reason"),
    [([("资料费", 1)], "没有公布"), ([("未定价", 1)], "没有写明"), ([], "请选择"), ([("检测费", 0)], "大于零"), ([("检测费", 1), ("检测费", 1)], "合并")],
)  # fmt: skip
def test_only_published_fees_are_charged(till: Till, fees: list[tuple[str, int]], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        api.charge(till.world.actor(OFFICER), till.matter(), FEES, fees)


def test_fees_are_told_once(till: Till) -> None:
    till.charged()
    with pytest.raises(Refused, match="一次告知"):
        till.charged(("检测费", 1))


def test_only_who_charges_for_the_organ_may_charge(till: Till) -> None:
    with pytest.raises(NotPermitted):
        api.charge(till.world.actor("wrong_county_official"), till.matter(), FEES, [("检测费", 1)])


def test_a_signed_notice_pays_once_however_often_it_comes(till: Till) -> None:
    order = till.charged()
    for _ in range(3):
        till.paid(order)
    paid = till.fresh(order)
    assert (paid.state, paid.way, paid.receipt) == (State.PAID, "online", f"测试{order.number}")
    assert TillNotice.objects.count() == 1
    assert not Refund.objects.exists()
    assert api.unpaid(order.subject) == []


def test_what_the_till_did_not_sign_is_not_believed(till: Till, settings: Any) -> None:
    code, body, signature = till.notice(till.charged())
    less = body.replace(b"26100", b"00100")
    with pytest.raises(NotGenuine, match="签名"):
        api.take_notice(code, less, signature)
    with pytest.raises(NotGenuine, match="金额"):
        signed = json.dumps({**json.loads(body), "amount": 100}).encode()
        api.take_notice(code, signed, TestTill.sign(signed))
    with pytest.raises(NotGenuine, match="不能读取"):
        api.take_notice(code, b"[]", TestTill.sign(b"[]"))
    settings.PAYMENTS = ""
    with pytest.raises(NotGenuine, match="没有这个收款渠道"):
        api.take_notice(code, body, signature)


def test_what_was_paid_at_a_window_needs_its_receipt(till: Till) -> None:
    order = till.charged()
    officer = till.world.actor(OFFICER)
    with pytest.raises(Refused, match="票据号"):
        api.take_at_window(officer, order, " ")
    api.take_at_window(officer, order, "和财票 0001")
    assert (till.fresh(order).state, till.fresh(order).way) == (State.PAID, "window")
    with pytest.raises(Refused, match="不在待缴费"):
        api.take_at_window(officer, order, "和财票 0002")


def test_when_the_matter_ends_what_was_not_paid_need_not_be_and_what_was_paid_goes_back(till: Till) -> None:
    waiting, paid = till.charged(subject="application:1"), till.paid(till.charged(subject="application:2"))
    for order in (waiting, paid):
        api.release(SYSTEM, order.subject, "申请人撤回")
    assert till.fresh(waiting).state == State.CANCELLED
    assert till.fresh(paid).state == State.REFUNDING
    for _ in range(2):
        refunded(paid)
    assert till.fresh(paid).state == State.REFUNDED
    assert [(each.amount, each.transaction != "") for each in Refund.objects.all()] == [(26100, True)]


def test_money_for_a_cancelled_order_goes_back(till: Till) -> None:
    order = till.charged()
    notice = till.notice(order)
    api.release(SYSTEM, order.subject, "撤回")
    api.take_notice(*notice)
    assert till.fresh(order).state == State.CANCELLED
    assert Refund.objects.get().reason == "缴费单已经取消或者重复缴费"
    refunded(till.fresh(order))
    assert Refund.objects.get().done_at is None  # the order names no till: it is paid back by hand


def test_what_was_charged_too_much_goes_back_in_parts_until_nothing_is_left(till: Till) -> None:
    order, officer = till.charged(), till.world.actor(OFFICER)
    with pytest.raises(Refused, match="只有已缴费"):
        api.order_refund(officer, order, 1000, "多收")
    api.take_at_window(officer, order, "和财票 0001")
    for amount, reason, refusal in ((1000, " ", "原因"), (0, "多收", "大于零"), (26101, "多收", "不超过")):
        with pytest.raises(Refused, match=refusal):
            api.order_refund(officer, order, amount, reason)
    with pytest.raises(Refused, match="没有要在窗口退还"):
        api.record_refund(officer, order, "退 0001")
    api.order_refund(officer, order, 1000, "多收一份工本费")
    assert till.fresh(order).state == State.PAID
    with pytest.raises(Refused, match="凭证号"):
        api.record_refund(officer, order, " ")
    api.record_refund(officer, order, "退 0001")
    assert (till.fresh(order).state, till.fresh(order).left) == (State.PAID, 25100)
    api.release(SYSTEM, order.subject, "申请人撤回")
    assert [each.amount for each in Refund.objects.all()] == [1000, 25100]
    assert till.fresh(order).state == State.REFUNDING
    api.record_refund(officer, order, "退 0002")
    assert till.fresh(order).state == State.REFUNDED


def test_what_a_till_took_is_paid_back_by_it_and_not_recorded_by_hand(till: Till) -> None:
    order, officer = till.paid(till.charged()), till.world.actor(OFFICER)
    api.order_refund(officer, order, 1000, "多收")
    with pytest.raises(Refused, match="没有要在窗口退还"):
        api.record_refund(officer, order, "退 0001")
    refunded(order)
    assert Refund.objects.get().transaction.startswith("TEST-REFUND")


def test_only_who_charges_for_the_organ_orders_and_records_refunds(till: Till) -> None:
    order = till.paid(till.charged())
    stranger = till.world.actor("wrong_county_official")
    with pytest.raises(NotPermitted):
        api.order_refund(stranger, order, 1000, "多收")
    with pytest.raises(NotPermitted):
        api.record_refund(stranger, order, "退 0001")
