"""The order to pay (缴费单): everything that is charged for one matter, told at once."""

from typing import Any

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse

from mingtang.domains.services.payments.permissions import READ_PAYMENTS
from mingtang.domains.services.payments.rules import STATES, State
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.money import capitals, figures


class PaymentOrder(models.Model):
    """What somebody has to pay for one matter. Amounts are whole fen (分).

    `subject` names the matter (`application:7`) for the room that charges; `reference` is its number for people.
    Only one order of a matter is alive at a time, since fees are told once.
    """

    class Way(models.TextChoices):
        ONLINE = "online", "网上支付"
        WINDOW = "window", "窗口缴费"

    number = models.CharField("缴款单号", max_length=60)
    subject = models.CharField("缴费事由", max_length=60)
    title = models.CharField("事项", max_length=200)
    reference = models.CharField("办件编号", max_length=80, blank=True)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="收费单位")
    owner = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="缴费账号")
    payer_name = models.CharField("缴款人", max_length=160)
    amount = models.BigIntegerField("金额（分）")
    state = models.CharField(
        "状态", max_length=9, choices=[(each.value, word) for each, word in STATES.items()], default=State.OPEN
    )
    told_at = models.DateTimeField("告知时间")
    paid_at = models.DateTimeField("缴费时间", null=True)
    way = models.CharField("缴费方式", max_length=6, choices=Way.choices, blank=True)
    receipt = models.CharField("票据号", max_length=60, blank=True)
    provider = models.CharField("收款渠道", max_length=20, blank=True)
    transaction = models.CharField("交易流水号", max_length=80, blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_PAYMENTS, organ="organ_id", owner="owner_id")

    class Meta:
        verbose_name = "缴费单"
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "number"], name="payment_number_of_organ"),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state__in=[State.OPEN, State.PAID]), name="fees_are_told_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_of_something"),
            models.CheckConstraint(
                condition=~Q(state=State.PAID) | Q(paid_at__isnull=False) & ~Q(receipt=""), name="paid_has_a_receipt"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-told_at"], name="payment_of_owner"),
            models.Index(fields=["organ", "-told_at"], name="payment_of_organ"),
            models.Index(fields=["subject"], name="payment_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"

    def get_absolute_url(self) -> str:
        return reverse("payment", args=[self.pk])

    @property
    def yuan(self) -> str:
        return figures(self.amount)

    @property
    def shown_reference(self) -> str:
        """The number of the matter in groups that a narrow page can break."""
        return " ".join(self.reference[place : place + 8] for place in range(0, len(self.reference), 8))

    @property
    def capitals(self) -> str:
        return capitals(self.amount)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def left(self) -> int:
        """What has not been ordered back, in fen; one statement."""
        ordered: int = self.refunds.aggregate(sum=Sum("amount", default=0))["sum"]  # type: ignore[attr-defined]
        return self.amount - ordered


class PaymentLine(models.Model):
    """One fee of the published list in an order, as it stood in the version of the item."""

    order = models.ForeignKey(PaymentOrder, models.CASCADE, related_name="lines", verbose_name="缴费单")
    name = models.CharField("收费项目", max_length=120)
    standard = models.CharField("收费标准", max_length=500, blank=True)
    basis = models.CharField("收费依据", max_length=1000)
    price = models.BigIntegerField("单价（分）")
    quantity = models.PositiveIntegerField("数量")
    amount = models.BigIntegerField("金额（分）")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_PAYMENTS, organ="order__organ_id", owner="order__owner_id")

    class Meta:
        verbose_name = "缴费明细"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} {figures(self.amount)}"

    @property
    def yuan(self) -> str:
        return figures(self.amount)
