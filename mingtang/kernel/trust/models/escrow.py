"""The key management centre: encryption keys in escrow, and the procedures by which one is recovered (trust.md 2, 6)."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.trust.models.certificate import Certificate
from mingtang.kernel.trust.permissions import READ_ESCROW


class EscrowedKey(models.Model):
    """One encryption key: spare, in use with a certificate, or history, kept so that old data can be decrypted.

    Only encryption keys are here, never keys that sign. `sealed` opens under the key-encryption key of the centre.
    """

    class State(models.TextChoices):
        SPARE = "spare", "备用"
        IN_USE = "in_use", "在用"
        HISTORY = "history", "历史"

    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.SPARE, db_index=True)
    spki: Any = models.BinaryField("公钥")
    sealed = models.TextField("加密的私钥")
    certificate = models.OneToOneField(
        Certificate, models.PROTECT, null=True, related_name="escrow", verbose_name="加密证书"
    )
    made_at = models.DateTimeField("生成时间")
    bound_at = models.DateTimeField("启用时间", null=True)
    retired_at = models.DateTimeField("转入历史时间", null=True)

    confidential = frozenset({"sealed"})
    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ESCROW, organ="")

    class Meta:
        verbose_name = "托管密钥"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"托管密钥 {self.pk}"


class KeyRecovery(models.Model):
    """One recovery of an escrowed key: asked for by one officer, confirmed by another, never one alone.

    For the holder, who has lost the carrier; or for an authority of justice with its document, of which the holder is
    not told. The key leaves only in an envelope for `recipient`, a public SM2 key.
    """

    class Kind(models.TextChoices):
        HOLDER = "holder", "用户密钥恢复"
        JUDICIAL = "judicial", "司法密钥恢复"

    class State(models.TextChoices):
        ASKED = "asked", "待确认"
        DONE = "done", "已恢复"
        REFUSED = "refused", "不予恢复"

    key = models.ForeignKey(EscrowedKey, models.PROTECT, related_name="recoveries", verbose_name="密钥")
    kind = models.CharField("类型", max_length=8, choices=Kind.choices)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.ASKED)
    reason = models.CharField("事由", max_length=400)
    document = models.CharField("法律文书编号", max_length=120, blank=True)
    authority_name = models.CharField("提出机关", max_length=120, blank=True)
    present = models.CharField("在场人员", max_length=200, blank=True)
    witness = models.CharField("见证审计员", max_length=60, blank=True)
    recipient: Any = models.BinaryField("接收公钥")
    asked_by = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="提出人")
    asked_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    decided_at = models.DateTimeField("确认时间", null=True)
    decision_note = models.CharField("确认意见", max_length=400, blank=True)
    envelope: Any = models.BinaryField("数字信封", default=bytes)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ESCROW, organ="")

    class Meta:
        verbose_name = "密钥恢复"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="recovery_takes_two_officers"
            ),
            models.CheckConstraint(
                condition=Q(kind="holder") | (~Q(document="") & ~Q(authority_name="") & ~Q(witness="")),
                name="judicial_recovery_names_its_document",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None) | (~Q(state="asked") & Q(decided_by__isnull=False)),
                name="recovery_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="done") | Q(envelope=b""), name="recovered_key_leaves_when_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
