"""Orders to pay, their lines, what tills have told, what goes back."""

from mingtang.domains.services.payments.models.notice import TillNotice
from mingtang.domains.services.payments.models.order import PaymentLine, PaymentOrder
from mingtang.domains.services.payments.models.refund import Refund

__all__ = ["PaymentLine", "PaymentOrder", "Refund", "TillNotice"]
