"""Certification authorities of this node, roots it trusts, and those who serve for an authority."""

from functools import cached_property
from typing import Any

from django.db import models

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.trust.permissions import READ_CERTIFICATES
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.keys import KeyKind

KINDS = [(kind.value, kind.label) for kind in KeyKind]


class Authority(models.Model):
    """A root that is trusted here, or an authority whose key this node keeps (trust.md 15, `ca_authority`).

    Roots sign off line: their keys are divided among custodians and never on this node. `list_number` is that of the
    newest list of revoked certificates, full or delta.
    """

    class Level(models.TextChoices):
        ROOT = "root", "根"
        ISSUING = "issuing", "签发机构"

    class State(models.TextChoices):
        PREPARED = "prepared", "待上级签发"
        IN_SERVICE = "in_service", "在用"
        RETIRED = "retired", "停止签发"

    name = models.CharField("名称", max_length=64)
    level = models.CharField("层级", max_length=8, choices=Level.choices)
    kind = models.CharField("算法", max_length=12, choices=KINDS)
    state = models.CharField("状态", max_length=12, choices=State.choices)
    superior = models.ForeignKey("self", models.PROTECT, null=True, related_name="inferiors", verbose_name="上级")
    is_test = models.BooleanField("测试", default=True)
    key_label = models.CharField(max_length=63, blank=True)
    request: Any = models.BinaryField("证书申请", default=bytes)
    encoded: Any = models.BinaryField("证书", default=bytes)
    fingerprint = models.CharField("指纹（SM3）", max_length=64, blank=True, db_index=True)
    not_after = models.DateTimeField("有效期至", null=True)
    list_number = models.BigIntegerField("撤销列表序号", default=0)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_CERTIFICATES, organ="")

    class Meta:
        verbose_name = "签发机构"
        ordering = ["-level", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(level="issuing", state="in_service"),
                name="one_authority_in_service_per_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def certificate(self) -> x509.Certificate:
        """Its own certificate. Raises Malformed while it has none."""
        return x509.read_certificate(bytes(self.encoded))


class Office(models.Model):
    """A key of this node that serves for an authority: answers about status, stamps time, makes seals.

    The newest one of a role serves; older ones are kept for as long as what they signed is verified.
    """

    class Role(models.TextChoices):
        RESPONDER = "ocsp-signer", "状态查询应答"
        TIMESTAMPER = "timestamper", "时间戳"
        SEAL_MAKER = "seal-maker", "制章"
        DOCUMENTS = "seal-signer", "文书签章"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="offices", verbose_name="签发机构")
    role = models.CharField("职能", max_length=16, choices=Role.choices)
    certificate = models.OneToOneField("trust.Certificate", models.PROTECT, related_name="office", verbose_name="证书")
    key_label = models.CharField(max_length=63, unique=True)
    since = models.DateTimeField("启用时间")

    class Meta:
        verbose_name = "服务证书"
        ordering = ["authority", "role", "-since"]

    def __str__(self) -> str:
        return f"{self.authority} {self.get_role_display()}"


class SealedKey(models.Model):
    """A private key of this node under the key-encryption key, which lives outside the database."""

    label = models.CharField(max_length=63, unique=True)
    sealed = models.TextField()

    confidential = frozenset({"sealed"})

    class Meta:
        verbose_name = "加密保存的私钥"

    def __str__(self) -> str:
        return self.label
