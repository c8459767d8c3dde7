"""Orders for certificates, and the proofs that whoever orders has the names."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from mingtang.kernel.acme.models.access import AcmeAccount
from mingtang.kernel.acme.permissions import MANAGE_ACME
from mingtang.kernel.acme.rules import Identifier
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Order(models.Model):
    """An order for one certificate (RFC 8555 7.1.3). `names` is a list of [kind, value]; `error` a problem document.

    `replaces` is the certificate that the program says it renews (RFC 9773 5).
    """

    class State(models.TextChoices):
        PENDING = "pending", "待验证"
        READY = "ready", "待签发"
        VALID = "valid", "已签发"
        INVALID = "invalid", "未通过"

    account = models.ForeignKey(AcmeAccount, models.PROTECT, related_name="orders", verbose_name="账户")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="机构")
    names: Any = models.JSONField("名称")
    title = models.CharField("域名", max_length=300)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.PENDING)
    error: Any = models.JSONField("原因", null=True)
    placed_at = models.DateTimeField("申请时间")
    expires_at = models.DateTimeField("办理期限")
    certificate = models.OneToOneField(
        "trust.Certificate", models.PROTECT, null=True, related_name="acme_order", verbose_name="证书"
    )

    replaces = models.ForeignKey("trust.Certificate", models.PROTECT, null=True, related_name="+", verbose_name="取代")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_ACME)

    class Meta:
        verbose_name = "证书订单"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organ", "-id"], name="acme_order_organ"),
            models.Index(fields=["account", "placed_at"], name="acme_order_account"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（订单 {self.pk}）"

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        return tuple(Identifier(*name) for name in self.names)

    @property
    def standing(self) -> str:
        """Its state (RFC 8555 7.1.6): one that was never finished becomes invalid with time."""
        waits = self.state in (self.State.PENDING, self.State.READY)
        return self.State.INVALID if waits and self.expires_at < timezone.now() else self.state

    @property
    def reason(self) -> str:
        """Why it failed, in words."""
        return self.error["detail"] if self.error else "逾期未办完" if self.standing != self.state else ""


class Authorization(models.Model):
    """Whether the account of an order has proved to have one of its names, by http-01 with `token` (RFC 8555 7.1.4, 8.3).

    `due_at` is when the worker asks the server next; empty while nobody has said that it is ready, and in the end.
    """

    class State(models.TextChoices):
        PENDING = "pending", "待验证"
        VALID = "valid", "已验证"
        INVALID = "invalid", "未通过"
        DEACTIVATED = "deactivated", "已放弃"

    order = models.ForeignKey(Order, models.CASCADE, related_name="authorizations", verbose_name="订单")
    kind = models.CharField("名称类型", max_length=3)
    value = models.CharField("名称", max_length=253)
    token = models.CharField(max_length=43)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.PENDING)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    due_at = models.DateTimeField("下次验证时间", null=True)
    decided_at = models.DateTimeField("验证时间", null=True)
    error: Any = models.JSONField("原因", null=True)

    class Meta:
        verbose_name = "域名验证"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="acme_checks_due"),
        ]

    def __str__(self) -> str:
        return self.value

    @property
    def identifier(self) -> Identifier:
        return Identifier(self.kind, self.value)

    @property
    def path(self) -> str:
        """Where the server of the name shows the answer."""
        return f"/.well-known/acme-challenge/{self.token}"

    @property
    def answer(self) -> str:
        """What it is to show there: the key authorization (RFC 8555 8.1)."""
        return f"{self.token}.{self.order.account.thumbprint}"

    def standing_at(self, now: datetime) -> str:
        """Its state; one that nobody has proved in time has expired."""
        return "expired" if self.state == self.State.PENDING and self.order.expires_at < now else self.state
