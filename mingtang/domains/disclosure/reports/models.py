"""Annual reports."""

from typing import Any

from django.db import models
from django.urls import reverse

from mingtang.domains.disclosure.reports.permissions import READ_REPORTS
from mingtang.domains.disclosure.reports.rules import STATES, State
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class AnnualReport(models.Model):
    """The report of an organ on a year (年度报告), or with `is_aggregate` of a government on itself and all below it.

    `figures` were counted when the report was begun (see `rules`); those named in `by_hand` are entered. `left_out` says
    which organs an aggregate does not contain.
    """

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="报告机关")
    year = models.PositiveSmallIntegerField("年度")
    is_aggregate = models.BooleanField("政府汇总", default=False)
    state = models.CharField("状态", max_length=10, choices=[(str(code), label) for code, label in STATES.items()])
    figures = models.JSONField("数据")
    by_hand = models.JSONField("人工填报", default=list)
    sections = models.JSONField("正文", default=dict)
    left_out = models.TextField("未纳入汇总的机关", blank=True)
    frozen_at = models.DateTimeField("数据冻结时间")
    due_on = models.DateField("公布期限")
    signed_on = models.DateField("签发日期", null=True)
    signed_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )
    published_at = models.DateTimeField("公布时间", null=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REPORTS, organ="organ_id")

    class Meta:
        verbose_name = "年度报告"
        ordering = ["-year", "organ__rank", "organ__path", "-is_aggregate"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "year", "is_aggregate"], name="reports_one_a_year"),
            models.CheckConstraint(
                condition=~models.Q(state=State.PUBLISHED)
                | models.Q(published_at__isnull=False, signed_on__isnull=False),
                name="reports_published_when_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ.name}{self.year}年政府信息公开工作年度报告{'（汇总）' if self.is_aggregate else ''}"

    def get_absolute_url(self) -> str:
        return reverse("disclosure_report", args=[self.pk])
