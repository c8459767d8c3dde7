"""Cases put away, and what becomes of them when their time is over."""

from django.db import models
from django.db.models import Q

from mingtang.kernel.cases.permissions import ARCHIVE_CASES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Destruction(models.Model):
    """A list of packages to be destroyed: proposed by one officer, approved by another.

    Source: 机关档案管理规定 (国家档案局令第 13 号) art. 59 to 61: appraised, listed, approved, and the list kept for ever.
    """

    organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="机构")
    reason = models.CharField("鉴定意见", max_length=400)
    proposed_by = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", db_index=False)
    proposed_name = models.CharField("提出人", max_length=160)
    proposed_at = models.DateTimeField("提出时间")
    approved_by = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", db_index=False)
    approved_name = models.CharField("批准人", max_length=160, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=ARCHIVE_CASES)

    class Meta:
        verbose_name = "销毁清册"

    def __str__(self) -> str:
        return f"{self.proposed_at:%Y-%m-%d} {self.proposed_name}"


class ArchivePackage(models.Model):
    """A case put away: what the package holds, its digest, and until when it is kept (None: for ever).

    `retention` is the code of DA/T 22-2015: Y, D30, D10. `content` is the manifest. The package itself is kept in the
    archive's store under `name`, empty until it is made and when it is destroyed.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="archive_package", verbose_name="案件")
    retention = models.CharField("保管期限", max_length=20)
    keep_until = models.DateField("保管至", null=True)
    name = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField("大小", default=0)
    digest = models.CharField("摘要", max_length=64, blank=True)
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField("归档时间")
    destruction = models.ForeignKey(Destruction, models.PROTECT, null=True, related_name="packages")
    destroyed_at = models.DateTimeField("销毁时间", null=True)

    confidential = frozenset({"content"})

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=ARCHIVE_CASES, organ="case__organ_id")

    class Meta:
        verbose_name = "归档包"
        indexes = [models.Index(fields=["keep_until"], condition=Q(destroyed_at=None), name="archive_kept_until")]

    def __str__(self) -> str:
        return f"{self.case.number or self.case_id} {self.case.title}"
