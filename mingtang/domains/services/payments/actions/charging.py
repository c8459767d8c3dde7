"""Telling somebody what he has to pay: fees of the published list only, all of them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from mingtang.domains.services.payments import acts
from mingtang.domains.services.payments.events import PaymentDue
from mingtang.domains.services.payments.models import PaymentLine, PaymentOrder
from mingtang.domains.services.payments.rules import Fee, Line, State, why_not_charge
from mingtang.kernel.directory.api import Organ, Refused, issue_number
from mingtang.kernel.evidence.api import Actor, act

NUMBERS = "payments.order"


@dataclass(frozen=True)
class Matter:
    """What is paid for: its key (`application:7`), how people call it, who has to pay, to whom."""

    subject: str
    title: str
    reference: str
    organ: Organ
    owner_id: int | None
    payer_name: str


def charge(
    actor: Actor, matter: Matter, published: Mapping[str, Fee], asked: Sequence[tuple[str, int]]
) -> PaymentOrder:
    """Order the payment of published fees (name, quantity). Raises Refused for others, or when fees were told before."""
    alive = PaymentOrder.objects.filter(subject=matter.subject, state__in=[State.OPEN, State.PAID])
    if refusal := why_not_charge(published, asked, told=alive.exists()):
        raise Refused(refusal, "fees")
    lines = [Line(published[name], quantity) for name, quantity in asked]
    now = timezone.now()
    with act(acts.CHARGE, actor, matter.organ) as deed:
        order = PaymentOrder(
            number=issue_number(matter.organ, NUMBERS, on=timezone.localdate(now)), subject=matter.subject,
            title=matter.title[:200], reference=matter.reference, organ=matter.organ, owner_id=matter.owner_id,
            payer_name=matter.payer_name, amount=sum(line.amount for line in lines), told_at=now,
        )  # fmt: skip
        deed.create(order)
        for line in lines:
            deed.create(_row(order, line))
        deed.announce(PaymentDue(subject=f"payment:{order.pk}", order_id=order.pk, about=order.subject))
    return order


def _row(order: PaymentOrder, line: Line) -> PaymentLine:
    fee = line.fee
    return PaymentLine(
        order=order, name=fee.name, standard=fee.standard, basis=fee.basis, price=fee.price,
        quantity=line.quantity, amount=line.amount,
    )  # fmt: skip
