"""What authorities publish: lists of revoked certificates, and the register of timestamps."""

from datetime import timedelta
from typing import Any

from django.db import models

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.trust.models.authority import Authority, Office
from mingtang.kernel.trust.permissions import READ_CERTIFICATES


class RevocationList(models.Model):
    """A list as it was published; with `base` it is a delta to the full list of that number."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="lists", verbose_name="签发机构")
    number = models.BigIntegerField("序号")
    base = models.BigIntegerField("基础列表", null=True)
    this_update = models.DateTimeField("发布时间")
    next_update = models.DateTimeField("下次更新")
    entries = models.PositiveIntegerField("条数")
    encoded: Any = models.BinaryField("列表")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_CERTIFICATES, organ="")

    class Meta:
        verbose_name = "证书撤销列表"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["authority", "number"], name="one_list_per_number")]

    def __str__(self) -> str:
        return f"{self.authority} 第 {self.number} 号"


class TimestampToken(models.Model):
    """A timestamp that was given. Its serial number is the key of the row; `imprint` is what was stamped, hexadecimal."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="时间戳证书")
    at = models.DateTimeField("时间", db_index=True)
    digest = models.CharField("摘要算法", max_length=40)
    imprint = models.CharField("摘要", max_length=128)

    class Meta:
        verbose_name = "时间戳"

    def __str__(self) -> str:
        return f"{self.pk} {self.at:%Y-%m-%d %H:%M:%S}"


class EvidenceStamp(models.Model):
    """A timestamp over a head of the chain of evidence, and so over every record before it.

    `gap` is how long the oldest head it covers had to wait: while nobody stamps, records go on, and the next stamp
    covers them all.
    """

    seq = models.BigIntegerField("环节", unique=True)
    head = models.CharField("链头", max_length=64)
    sealed_at = models.DateTimeField("成链时间")
    oldest_at = models.DateTimeField("所覆盖的最早链头的成链时间")
    stamped_at = models.DateTimeField("时间戳时间")
    token: Any = models.BinaryField("时间戳")

    class Meta:
        verbose_name = "存证时间戳"
        ordering = ["-seq"]

    def __str__(self) -> str:
        return f"{self.seq}:{self.head}"

    @property
    def gap(self) -> timedelta:
        return self.stamped_at - self.oldest_at


class ClockCheck(models.Model):
    """One comparison of this node's clock with legal time: the log that timestamps rest on (trust.md 7)."""

    at = models.DateTimeField("时间", db_index=True)
    offset = models.FloatField("偏差（秒）", null=True)
    answered = models.CharField("应答的时间源", max_length=400, blank=True)
    silent = models.CharField("未应答的时间源", max_length=400, blank=True)

    class Meta:
        verbose_name = "时钟核对"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.offset if self.offset is not None else '—'}"
