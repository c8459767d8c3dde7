"""What pages and the rooms above ask about payments."""

from collections.abc import Collection

from django.db.models import QuerySet

from mingtang.domains.services.payments.models import PaymentLine, PaymentOrder
from mingtang.domains.services.payments.rules import State
from mingtang.kernel.evidence.api import Actor


def readable_orders(actor: Actor) -> QuerySet[PaymentOrder]:
    """Orders that the actor may read: his own, and those of his organs."""
    rows: QuerySet[PaymentOrder] = PaymentOrder.objects.visible_to(actor)
    return rows.select_related("organ")


def own_orders(actor: Actor) -> QuerySet[PaymentOrder]:
    """What the account itself has to pay, or has paid."""
    rows: QuerySet[PaymentOrder] = PaymentOrder.objects.filter(owner=actor.account_id)
    return rows.select_related("organ")


def locked_order(order: PaymentOrder) -> PaymentOrder:
    """The order as it stands now, nobody else changing it until the transaction ends; one statement."""
    found: PaymentOrder = PaymentOrder.objects.select_for_update(no_key=True).get(pk=order.pk)
    return found


def order_of(subject: str) -> PaymentOrder | None:
    """The living order of a matter, else its last; one statement."""
    rows = PaymentOrder.objects.filter(subject=subject).select_related("organ").order_by("-told_at", "-pk")
    return min(rows, key=lambda order: order.state not in {State.OPEN, State.PAID}, default=None)


def lines_charged(subjects: Collection[str]) -> list[PaymentLine]:
    """Everything that was charged for these matters, with its orders; one statement."""
    return list(PaymentLine.objects.filter(order__subject__in=subjects).select_related("order"))


def unpaid(subject: str) -> list[str]:
    """The names of fees of a matter that have been told and not been paid; one statement."""
    rows = PaymentOrder.objects.filter(subject=subject, state=State.OPEN).order_by("lines__pk")
    return [name for name in rows.values_list("lines__name", flat=True) if name]
