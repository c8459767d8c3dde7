"""Electronic seals: the register, standing approvals, and the ledger of every use (GB/T 38540, GB/T 33481, trust.md 8)."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.trust.models.certificate import Certificate
from mingtang.kernel.trust.permissions import READ_SEALS


class Seal(models.Model):
    """A seal of an organ, from the application to its end.

    `picture` is the artwork as PNG, `appearance` the same as a PDF page, `width` and `height` in millimetres. Once it
    is made, `encoded` is the seal itself (SESeal, version 4, DER); the keys it signs with are the node's, each named
    by its label: SM2 for OFD and our own verification, ECDSA for PDF that common readers check.
    """

    class Kind(models.TextChoices):
        OFFICIAL = "official", "法定名称章"
        BUSINESS = "business", "业务专用章"
        LICENCE = "licence", "电子证照专用章"
        FINANCE = "finance", "财务专用章"
        CONTRACT = "contract", "合同专用章"

    class State(models.TextChoices):
        APPLIED = "applied", "待审批"
        REFUSED = "refused", "不予批准"
        IN_USE = "in_use", "在用"
        SUSPENDED = "suspended", "停用"
        CANCELLED = "cancelled", "已注销"

    number = models.CharField("印章编号", max_length=40, unique=True)
    name = models.CharField("印章名称", max_length=120)
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="seals", verbose_name="用章单位")
    custodian = models.ForeignKey("directory.Post", models.PROTECT, related_name="+", verbose_name="保管岗位")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.APPLIED)
    state_at = models.DateTimeField("状态时间")
    approval = models.CharField("批准文件", max_length=120)
    police_filing = models.CharField("公安备案号", max_length=60, blank=True)
    reason = models.CharField("事由", max_length=400, blank=True)
    picture: Any = models.BinaryField("印模")
    appearance: Any = models.BinaryField("印模（矢量）")
    width = models.PositiveSmallIntegerField("宽（毫米）")
    height = models.PositiveSmallIntegerField("高（毫米）")
    valid_from = models.DateTimeField("有效期起", null=True)
    valid_until = models.DateTimeField("有效期至", null=True)
    encoded: Any = models.BinaryField("印章数据", default=bytes)
    national = models.ForeignKey(
        Certificate, models.PROTECT, null=True, related_name="+", verbose_name="签章证书（SM2）"
    )
    national_key = models.CharField(max_length=63, blank=True)
    international = models.ForeignKey(
        Certificate, models.PROTECT, null=True, related_name="+", verbose_name="签章证书（ECDSA）"
    )
    international_key = models.CharField(max_length=63, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="更换")
    applied_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="申请人"
    )
    decided_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="审批人"
    )

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_SEALS)

    class Meta:
        verbose_name = "电子印章"
        ordering = ["organ", "kind", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_by=None) | Q(decided_by=None) | ~Q(applied_by=F("decided_by")),
                name="seal_is_approved_by_another",
            ),
            models.UniqueConstraint(
                fields=["organ", "kind", "name"], condition=Q(state="in_use"), name="one_seal_of_a_name_in_use"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def may_be_used_at(self, moment: datetime) -> bool:
        """Whether it is in use and `moment` lies in its term."""
        if self.state != self.State.IN_USE or self.valid_from is None or self.valid_until is None:
            return False
        return self.valid_from <= moment <= self.valid_until


class SealMandate(models.Model):
    """A standing approval (批量用印): documents of a `scope`, each decided by somebody, carry the seal without asking again."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="mandates", verbose_name="印章")
    scope = models.CharField("范围", max_length=40)
    begin = models.DateTimeField("起")
    end = models.DateTimeField("止", null=True)
    basis = models.CharField("依据", max_length=200)
    granted_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_SEALS, organ="seal__organ_id")

    class Meta:
        verbose_name = "批量用印授权"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["seal", "scope"], condition=Q(end=None), name="one_mandate_of_a_scope")
        ]

    def __str__(self) -> str:
        return f"{self.seal} {self.scope}"


class SealUse(models.Model):
    """One use of a seal (用印台账): asked for and approved one by one, or under a mandate; which document, by its digests.

    A document that was handed in for one use is kept as `file_name`, with its seal as `sealed_name`; `page` (0 is the
    last one), `x` and `y` (millimetres from left and top) are the middle of the seal. What cannot be sealed is `FAILED`,
    and `fault` says why.

    `lacks_timestamp` says that no authority stamped when the seal was used: `late_stamp`, over the sealed bytes, makes up
    for it at `stamped_at`, and the gap between stays visible.
    """

    class State(models.TextChoices):
        ASKED = "asked", "待审批"
        APPROVED = "approved", "待用印"
        REFUSED = "refused", "不予用印"
        DONE = "done", "已用印"
        FAILED = "failed", "未能用印"

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        OFD = "ofd", "OFD"

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="uses", verbose_name="印章")
    state = models.CharField("状态", max_length=8, choices=State.choices)
    title = models.CharField("文件名称", max_length=200)
    purpose = models.CharField("用途", max_length=200, blank=True)
    copies = models.PositiveIntegerField("份数", default=1)
    form = models.CharField("格式", max_length=3, choices=Form.choices)
    digest = models.CharField("用印前摘要（SM3）", max_length=64)
    sealed_digest = models.CharField("用印后摘要（SM3）", max_length=64, blank=True, db_index=True)
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    sealed_name = models.CharField(max_length=160, blank=True)
    page = models.PositiveSmallIntegerField("页码", default=0)
    x = models.FloatField("距左边（毫米）", default=0)
    y = models.FloatField("距上边（毫米）", default=0)
    fault = models.CharField("未能用印的原因", max_length=200, blank=True)
    mandate = models.ForeignKey(
        SealMandate, models.PROTECT, null=True, related_name="uses", verbose_name="批量用印授权"
    )
    asked_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="申请人"
    )
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="审批人"
    )
    decided_at = models.DateTimeField("审批时间", null=True)
    decision_note = models.CharField("审批意见", max_length=200, blank=True)
    used_at = models.DateTimeField("用印时间", null=True)
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="+", verbose_name="签章证书")
    lacks_timestamp = models.BooleanField("缺时间戳", default=False)
    late_stamp: Any = models.BinaryField("补加的时间戳", default=bytes)
    stamped_at = models.DateTimeField("补加时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_SEALS, organ="seal__organ_id", owner="asked_by_id")

    class Meta:
        verbose_name = "用印记录"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(decided_by=None) | ~Q(asked_by=F("decided_by")),
                name="seal_use_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(mandate__isnull=False) | Q(decided_by__isnull=False),
                name="seal_is_used_as_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="seal_use_object"),
            models.Index(fields=["id"], condition=Q(lacks_timestamp=True), name="seal_use_to_complete"),
        ]

    def __str__(self) -> str:
        return f"{self.seal} {self.title}"
