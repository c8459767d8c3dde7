"""Money goes back, or is not asked for any more: the matter has ended without a decision, or too much was charged."""

from django.utils import timezone

from mingtang.domains.services.payments import acts
from mingtang.domains.services.payments.events import PaymentRefunded, RefundOrdered
from mingtang.domains.services.payments.models import PaymentOrder, Refund
from mingtang.domains.services.payments.providers import till_named
from mingtang.domains.services.payments.queries import locked_order
from mingtang.domains.services.payments.rules import State, why_not_refund
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act


def release(actor: Actor, subject: str, reason: str, *, refunded: bool = True) -> None:
    """A matter has ended: what is not paid need not be, what was paid goes back unless `refunded` is false."""
    for order in PaymentOrder.objects.select_for_update(no_key=True).filter(
        subject=subject, state__in=[State.OPEN, State.PAID]
    ):
        with act(acts.RELEASE, actor, order) as deed:
            deed.note = reason[:200]
            if order.state == State.OPEN:
                deed.change(order, state=State.CANCELLED)
            elif refunded:
                left = order.left
                deed.change(order, state=State.REFUNDING)
                pay_back(deed, order, left, reason)


def order_refund(actor: Actor, order: PaymentOrder, amount: int, reason: str) -> None:
    """Decide that `amount` fen of what was paid go back, because they should not have been charged. Raises Refused.

    The till pays back what it took; what was paid at a window waits until somebody records that it was paid back there.
    """
    if not reason.strip():
        raise Refused("请写明退费原因。", "reason")
    with act(acts.ORDER_REFUND, actor, order) as deed:
        locked = locked_order(order)
        left = locked.left
        if refusal := why_not_refund(locked.state, amount, left):
            raise Refused(refusal, "amount")
        deed.note = reason.strip()[:200]
        if amount == left:
            deed.change(locked, state=State.REFUNDING)
        pay_back(deed, locked, amount, reason.strip())


def pay_back(deed: Deed, order: PaymentOrder, amount: int, reason: str) -> None:
    """Order `amount` fen back, inside an act."""
    deed.create(Refund(order=order, amount=amount, reason=reason[:300], ordered_at=timezone.now()))
    deed.announce(RefundOrdered(subject=f"payment:{order.pk}", order_id=order.pk, about=order.subject))


def refund(order: PaymentOrder) -> None:
    """Have the till pay back what was ordered. Called by the worker, at least once, once in effect.

    What was paid at a window is paid back there: the refund waits until somebody records it.
    """
    till = till_named(order.provider)
    for each in order.refunds.filter(done_at=None) if till else ():
        assert till is not None  # or there is nothing to go through
        transaction = till.refund(order, each.amount, str(each.pk))
        with act(acts.REFUND, SYSTEM, order) as deed:
            deed.change(each, done_at=timezone.now(), transaction=transaction)
            _settle(deed, order)


def record_refund(actor: Actor, order: PaymentOrder, reference: str) -> None:
    """Record that what was ordered back was paid back at a window, under which number. Raises Refused."""
    if not reference.strip():
        raise Refused("请填写退款凭证号。", "reference")
    with act(acts.RECORD_REFUND, actor, order) as deed:
        locked = locked_order(order)
        waiting = list(locked.refunds.filter(done_at=None))
        if not waiting or till_named(locked.provider):
            raise Refused("这张缴费单没有要在窗口退还的费用。")
        for each in waiting:
            deed.change(each, done_at=timezone.now(), transaction=reference.strip()[:80])
        _settle(deed, locked)


def _settle(deed: Deed, order: PaymentOrder) -> None:
    if order.state == State.REFUNDING:
        deed.change(order, state=State.REFUNDED)
    deed.announce(PaymentRefunded(subject=f"payment:{order.pk}", order_id=order.pk, about=order.subject))
