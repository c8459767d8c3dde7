"""Certificates that authorities of this node have issued, and what became of them."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.trust.models.authority import Authority
from mingtang.kernel.trust.permissions import READ_CERTIFICATES
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.certificates import PROFILES
from mingtang.lib.crypto.revocation import Reason

PROFILE_CHOICES = [(code, profile.title) for code, profile in PROFILES.items()]
REASON_CHOICES = [
    (Reason.UNSPECIFIED, "未说明"),
    (Reason.KEY_COMPROMISE, "密钥泄露或丢失"),
    (Reason.AUTHORITY_COMPROMISE, "签发机构密钥泄露"),
    (Reason.AFFILIATION_CHANGED, "调离或隶属变更"),
    (Reason.SUPERSEDED, "已被新证书取代"),
    (Reason.CESSATION_OF_OPERATION, "停止使用"),
    (Reason.HOLD, "冻结"),
    (Reason.PRIVILEGE_WITHDRAWN, "资格被取消"),
]


class CertificateQuerySet(ProtectedQuerySet):
    """Certificates by what they are good for."""

    def valid_at(self, moment: datetime) -> "CertificateQuerySet":
        """Those that are in their term and neither frozen nor revoked."""
        return self.filter(state=Certificate.State.ACTIVE, not_before__lte=moment, not_after__gte=moment)


class Certificate(models.Model):
    """One certificate: the register that lists and answers about status are made from (trust.md 5, 6, 15).

    `organ` is where it belongs, so that officers of that organ see it; `account` is its holder, if that is somebody who
    signs in; `post` the post it is bound to: leaving the post revokes it. `pair` leads from an encryption certificate
    to the signing certificate of the same holder, `renews` to the one it replaces. `state_at` is empty until the state
    has changed.
    """

    class State(models.TextChoices):
        ACTIVE = "active", "有效"
        SUSPENDED = "suspended", "冻结"
        REVOKED = "revoked", "已注销"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="certificates", verbose_name="签发机构")
    serial = models.CharField("序列号", max_length=40)
    profile = models.CharField("类型", max_length=20, choices=PROFILE_CHOICES)
    subject = models.CharField("主体", max_length=400)
    common_name = models.CharField("名称", max_length=64, db_index=True)
    not_before = models.DateTimeField("有效期起")
    not_after = models.DateTimeField("有效期至", db_index=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.ACTIVE)
    state_at = models.DateTimeField("状态变更时间", null=True)
    reason = models.PositiveSmallIntegerField("原因", choices=REASON_CHOICES, null=True)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="机构")
    account = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="certificates", verbose_name="持有人账号"
    )
    post = models.ForeignKey("directory.Post", models.PROTECT, null=True, related_name="+", verbose_name="岗位")
    pair = models.OneToOneField("self", models.PROTECT, null=True, related_name="encryption", verbose_name="签名证书")
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="renewed_by", verbose_name="取代")
    key_digest = models.CharField("公钥摘要（SM3）", max_length=64, db_index=True)
    fingerprint = models.CharField("指纹（SM3）", max_length=64, unique=True)
    encoded: Any = models.BinaryField("证书")

    objects = CertificateQuerySet.as_manager()
    protection = Protection(read=READ_CERTIFICATES, owner="account_id")

    class Meta:
        verbose_name = "证书"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["authority", "serial"], name="one_serial_per_authority")]
        indexes = [
            models.Index(fields=["organ", "not_after"], name="certificate_organ_expiry"),
            models.Index(
                fields=["authority", "state_at"],
                condition=~models.Q(state="active"),
                name="certificate_not_active",
            ),
            models.Index(fields=["post"], condition=models.Q(state="active"), name="certificate_of_post"),
        ]

    def __str__(self) -> str:
        return f"{self.common_name} {self.get_profile_display()}"

    @cached_property
    def certificate(self) -> x509.Certificate:
        """What it says, read."""
        return x509.read_certificate(bytes(self.encoded))

    @property
    def has_expired(self) -> bool:
        return self.not_after < timezone.now()

    @property
    def standing(self) -> str:
        """Its state as people call it: an active one whose term is over has expired."""
        if self.state == self.State.ACTIVE and self.has_expired:
            return "已过期"
        return self.get_state_display()

    @staticmethod
    def serial_of(number: int) -> str:
        """A serial number as it stands in the register: hexadecimal, small letters, whole bytes."""
        return f"{number:x}".zfill((number.bit_length() + 7) // 8 * 2)
