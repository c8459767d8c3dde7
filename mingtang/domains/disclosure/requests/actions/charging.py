"""The fee for handling information: told, paid, or not paid."""

from datetime import date

from django.utils import timezone

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.actions.handling import count_anew
from mingtang.domains.disclosure.requests.actions.stepping import complete, require_at, require_past
from mingtang.domains.disclosure.requests.actions.writing import issue_letter
from mingtang.domains.disclosure.requests.calendar import REPLY, last_day
from mingtang.domains.disclosure.requests.fees import MEASURES, UNITS, Measure, fee
from mingtang.domains.disclosure.requests.models import DisclosureRequest, day_in_words
from mingtang.domains.disclosure.requests.rules import ASK_FEE, PAID, Node
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act


def charge_fee(actor: Actor, request: DisclosureRequest, *, measure: Measure, count: int) -> None:
    """Tell the applicant what is to be paid, by one of the two measures, once. Raises Refused where nothing is due."""
    require_at(request, Node.HANDLE)
    if request.fee_noticed_on:
        raise Refused("已经通知收费；同一申请只能选择一种方式收一次费。")
    if not (amount := fee(measure, count)):
        raise Refused("没有超过免费的数量，不收费。", "count")
    today = timezone.localdate()
    until = last_day("disclosure.fee_payment", today, request.organ_id)
    with act(acts.CHARGE, actor, request) as deed:
        deed.change(
            request, fee_measure=measure, fee_count=count, fee=amount, fee_noticed_on=today, fee_until=until
        )  # fmt: skip
        issue_letter(
            deed, actor, request, "fee", measure=MEASURES[measure], count=count, unit=UNITS[measure], amount=amount,
            until=day_in_words(until),
        )  # fmt: skip
        complete(actor, request, ASK_FEE)
        clocks.stop(SYSTEM, request.case_id, REPLY, reason="通知收费")


def take_payment(actor: Actor, request: DisclosureRequest, *, paid_on: date) -> None:
    """Record that the fee was paid; the reply is counted anew from the next day. Raises Refused."""
    require_at(request, Node.PAY)
    require_past(paid_on, "paid_on")
    if request.fee_noticed_on and paid_on < request.fee_noticed_on:
        raise Refused("缴费日期不能早于通知收费的日期。", "paid_on")
    with act(acts.TAKE_PAYMENT, actor, request) as deed:
        deed.change(request, fee_paid_on=paid_on)
        complete(actor, request, PAID)
        count_anew(request, "fee_paid", paid_on)
