"""Money that goes back."""

from django.db import models

from mingtang.domains.services.payments.models.order import PaymentOrder
from mingtang.domains.services.payments.permissions import READ_PAYMENTS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.money import figures


class Refund(models.Model):
    """What is paid back of an order, why, and the transaction that did it. `amount` in fen.

    `transaction` stays empty until the till has answered; what was paid at a window is paid back there by hand.
    """

    order = models.ForeignKey(PaymentOrder, models.PROTECT, related_name="refunds", verbose_name="缴费单")
    amount = models.BigIntegerField("金额（分）")
    reason = models.CharField("原因", max_length=300)
    ordered_at = models.DateTimeField("退费申请时间")
    done_at = models.DateTimeField("退费时间", null=True)
    transaction = models.CharField("交易流水号", max_length=80, blank=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_PAYMENTS, organ="order__organ_id", owner="order__owner_id")

    class Meta:
        verbose_name = "退费"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.order} 退费"

    @property
    def yuan(self) -> str:
        return figures(self.amount)
