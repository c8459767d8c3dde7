"""Monthly reports (效能月报), of one organ or of all that somebody supervises."""

from typing import Any

from django.db import models
from django.urls import reverse

from mingtang.domains.services.efficiency.permissions import READ_EFFICIENCY
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class EfficiencyReport(models.Model):
    """The report of a month with the figures of that day, and the file it was set in. `organ` is the organ it is about,
    `overall` when it tells of all organs of the region that organ serves.
    """

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="机构")
    overall = models.BooleanField("总报告", default=False)
    month = models.DateField("月份")
    data = models.JSONField("数据")
    template = models.ForeignKey("letters.LetterVersion", models.PROTECT, related_name="+", verbose_name="模板版本")
    made_at = models.DateTimeField("编制时间")
    made_by = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="编制人")
    file_name = models.CharField("文件", max_length=120, blank=True)
    file_digest = models.CharField("文件摘要", max_length=64, blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_EFFICIENCY, organ="organ_id")
    confidential = frozenset({"data"})  # too long for a record; its digest is enough

    class Meta:
        verbose_name = "效能月报"
        ordering = ["-month", "-made_at"]
        indexes = [models.Index(fields=["organ", "-month"], name="efficiency_report_of_organ")]

    def __str__(self) -> str:
        return f"{self.organ.label}{'所辖' if self.overall else ''} {self.month:%Y年%-m月}效能月报"

    def get_absolute_url(self) -> str:
        return reverse("efficiency_report_file", args=[self.pk])
