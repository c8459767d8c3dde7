"""Who may ask: keys that administrators hand out, and the accounts that programs open with them."""

from functools import cached_property
from typing import Any

from django.db import models

from mingtang.kernel.acme.permissions import MANAGE_ACME
from mingtang.kernel.acme.rules import is_covered
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.jws import PublicKey


class BindingKey(models.Model):
    """A key for external account binding (RFC 8555 7.3.4): whoever keeps servers of `organ` opens accounts with it.

    `names` are the domains, addresses and networks that may be asked for, one a line; empty means any.
    """

    class State(models.TextChoices):
        USABLE = "usable", "可用"
        WITHDRAWN = "withdrawn", "已收回"

    code = models.CharField("密钥标识", max_length=24, unique=True)
    keeper = models.CharField("保管人", max_length=60)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="机构")
    names = models.TextField("可申请的名称", blank=True)
    sealed = models.TextField("加密的密钥")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.USABLE)
    issued_at = models.DateTimeField("发放时间")

    confidential = frozenset({"sealed"})
    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_ACME)

    class Meta:
        verbose_name = "账户绑定密钥"
        ordering = ["-id"]
        indexes = [models.Index(fields=["organ", "-id"], name="acme_key_organ")]

    def __str__(self) -> str:
        return f"{self.keeper}（{self.code}）"


class AcmeAccount(models.Model):
    """A program that asks for certificates, known by its public key. Without a key of an administrator it has no organ."""

    class State(models.TextChoices):
        VALID = "valid", "可用"
        DEACTIVATED = "deactivated", "已自行注销"
        REVOKED = "revoked", "已停用"

    binding = models.ForeignKey(
        BindingKey, models.PROTECT, null=True, related_name="accounts", verbose_name="账户绑定密钥"
    )
    organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="机构")
    jwk: Any = models.JSONField("公钥")
    thumbprint = models.CharField("公钥指纹", max_length=43, unique=True)
    contacts: Any = models.JSONField("联系方式", default=list)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.VALID)
    opened_at = models.DateTimeField("登记时间")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_ACME)

    class Meta:
        verbose_name = "ACME 账户"
        ordering = ["-id"]
        indexes = [models.Index(fields=["organ", "-id"], name="acme_account_organ")]

    def __str__(self) -> str:
        return f"ACME 账户 {self.pk or '登记'}" + (f"（{self.binding.keeper}）" if self.binding else "")

    @cached_property
    def key(self) -> PublicKey:
        """Its public key, read."""
        return PublicKey(self.jwk)

    def may_ask_for(self, host: str) -> bool:
        """Whether its key of an administrator covers the name or address `host`."""
        return self.binding is None or is_covered(self.binding.names.split(), host)


class UsedNonce(models.Model):
    """A nonce that has been used and is not used again; kept until it would have expired anyway."""

    value = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "已用随机数"

    def __str__(self) -> str:
        return self.value
