"""Money comes: a till tells so, or it was paid at a window. The same transaction counts once."""

from datetime import datetime

from django.utils import timezone

from mingtang.domains.services.payments import acts
from mingtang.domains.services.payments.actions.refunding import pay_back
from mingtang.domains.services.payments.events import PaymentReceived
from mingtang.domains.services.payments.models import PaymentOrder, TillNotice
from mingtang.domains.services.payments.providers import NotGenuine, Paid, till_named
from mingtang.domains.services.payments.queries import locked_order
from mingtang.domains.services.payments.rules import State
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act


def take_notice(provider: str, body: bytes, signature: str) -> PaymentOrder:
    """Believe a signed notice of a till, once. Raises NotGenuine for what it did not sign, or whose amount is wrong.

    Money for an order that has been cancelled meanwhile, or that was paid already, goes back.
    """
    till = till_named(provider)
    if till is None:
        raise NotGenuine("没有这个收款渠道")
    paid = till.read(body, signature)
    found = PaymentOrder.objects.filter(number=paid.number, organ=paid.organ_id).first()
    if found is None or found.amount != paid.amount:
        raise NotGenuine("缴款单或者金额不对")
    with act(acts.PAY, SYSTEM, found) as deed:
        order = locked_order(found)
        notice, fresh = TillNotice.objects.get_or_create(
            provider=provider, transaction=paid.transaction,
            defaults={"order": order, "body": body.decode(errors="replace"), "at": timezone.now()},
        )  # fmt: skip
        if fresh:
            _believe(deed, order, provider, paid, notice.at)
    return order


def _believe(deed: Deed, order: PaymentOrder, provider: str, paid: Paid, at: datetime) -> None:
    if order.state != State.OPEN:
        pay_back(deed, order, paid.amount, "缴费单已经取消或者重复缴费")
        return
    deed.change(
        order, state=State.PAID, paid_at=at, way=PaymentOrder.Way.ONLINE, receipt=paid.receipt,
        provider=provider, transaction=paid.transaction,
    )  # fmt: skip
    deed.announce(PaymentReceived(subject=f"payment:{order.pk}", order_id=order.pk, about=order.subject))


def take_at_window(actor: Actor, order: PaymentOrder, receipt: str) -> None:
    """Record that an order was paid at a window. Raises Refused without the number of the receipt, or when it is not open."""
    if not receipt.strip():
        raise Refused("请填写票据号。", "receipt")
    with act(acts.TAKE, actor, order) as deed:
        locked = locked_order(order)
        if locked.state != State.OPEN:
            raise Refused("这张缴费单不在待缴费状态。")
        deed.change(
            locked, state=State.PAID, paid_at=timezone.now(), way=PaymentOrder.Way.WINDOW, receipt=receipt.strip()[:60]
        )
        deed.announce(PaymentReceived(subject=f"payment:{order.pk}", order_id=order.pk, about=order.subject))
