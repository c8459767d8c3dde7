"""What config and the rooms above may use of payments."""

from mingtang.domains.services.payments.actions.charging import Matter, charge
from mingtang.domains.services.payments.actions.receiving import take_at_window, take_notice
from mingtang.domains.services.payments.actions.refunding import order_refund, record_refund, release
from mingtang.domains.services.payments.events import PaymentDue, PaymentReceived, PaymentRefunded, RefundOrdered
from mingtang.domains.services.payments.installing import install
from mingtang.domains.services.payments.models import PaymentLine, PaymentOrder
from mingtang.domains.services.payments.permissions import CHARGE_FEES, READ_PAYMENTS
from mingtang.domains.services.payments.queries import lines_charged, order_of, unpaid
from mingtang.domains.services.payments.rules import Fee

__all__ = [
    "CHARGE_FEES",
    "READ_PAYMENTS",
    "Fee",
    "Matter",
    "PaymentDue",
    "PaymentLine",
    "PaymentOrder",
    "PaymentReceived",
    "PaymentRefunded",
    "RefundOrdered",
    "charge",
    "install",
    "lines_charged",
    "order_of",
    "order_refund",
    "record_refund",
    "release",
    "take_at_window",
    "take_notice",
    "unpaid",
]
