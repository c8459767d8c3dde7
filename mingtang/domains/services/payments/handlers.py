"""What payments do when facts arrive."""

from mingtang.domains.services.payments.actions.refunding import refund
from mingtang.domains.services.payments.events import RefundOrdered
from mingtang.domains.services.payments.models import PaymentOrder


def refund_ordered(event: RefundOrdered) -> None:
    """Have the till pay back."""
    refund(PaymentOrder.objects.get(pk=event.order_id))
