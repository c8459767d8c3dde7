"""What happens to payments. Subjects are `payment:<id>`."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class PaymentEvent(Event):
    """All facts of payments name the order, and what is paid for (`application:<id>`)."""

    order_id: int
    about: str


@dataclass(frozen=True, kw_only=True)
class PaymentDue(PaymentEvent):
    """Somebody has been told what he has to pay."""

    name: ClassVar[str] = "payments.PaymentDue"


@dataclass(frozen=True, kw_only=True)
class PaymentReceived(PaymentEvent):
    name: ClassVar[str] = "payments.PaymentReceived"


@dataclass(frozen=True, kw_only=True)
class RefundOrdered(PaymentEvent):
    """Money has to go back; the till is asked behind the transaction."""

    name: ClassVar[str] = "payments.RefundOrdered"


@dataclass(frozen=True, kw_only=True)
class PaymentRefunded(PaymentEvent):
    name: ClassVar[str] = "payments.PaymentRefunded"
