"""Money goes back, or is not asked for any more, because the matter has ended without a decision."""

from django.utils import timezone

from mingtang.domains.services.payments import acts
from mingtang.domains.services.payments.events import PaymentRefunded, RefundOrdered
from mingtang.domains.services.payments.models import PaymentOrder, Refund
from mingtang.domains.services.payments.providers import till_named
from mingtang.domains.services.payments.rules import State
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
                deed.change(order, state=State.REFUNDING)
                pay_back(deed, order, reason)


def pay_back(deed: Deed, order: PaymentOrder, reason: str) -> None:
    """Order the whole amount back, inside an act."""
    deed.create(Refund(order=order, amount=order.amount, reason=reason[:300], ordered_at=timezone.now()))
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


def record_refund(actor: Actor, order: PaymentOrder, transaction: str) -> None:
    """Record that an order was paid back at a window."""
    with act(acts.TAKE, actor, order) as deed:
        for each in order.refunds.select_for_update().filter(done_at=None):
            deed.change(each, done_at=timezone.now(), transaction=transaction[:80])
        _settle(deed, order)


def _settle(deed: Deed, order: PaymentOrder) -> None:
    if order.state == State.REFUNDING:
        deed.change(order, state=State.REFUNDED)
    deed.announce(PaymentRefunded(subject=f"payment:{order.pk}", order_id=order.pk, about=order.subject))
