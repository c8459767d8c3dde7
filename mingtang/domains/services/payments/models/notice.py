"""What a till has told us, kept as it came."""

from django.db import models

from mingtang.domains.services.payments.models.order import PaymentOrder
from mingtang.domains.services.payments.permissions import READ_PAYMENTS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class TillNotice(models.Model):
    """A signed notice of a till that money was received. Tills repeat themselves: the same transaction counts once."""

    provider = models.CharField("收款渠道", max_length=20)
    transaction = models.CharField("交易流水号", max_length=80)
    order = models.ForeignKey(PaymentOrder, models.PROTECT, related_name="notices", verbose_name="缴费单")
    body = models.TextField("原文")
    at = models.DateTimeField("收到时间")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_PAYMENTS, organ="order__organ_id")

    class Meta:
        verbose_name = "支付通知"
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["provider", "transaction"], name="one_notice_per_transaction")]

    def __str__(self) -> str:
        return f"{self.provider} {self.transaction}"
