"""Yearly statements of sites."""

from typing import Self

from django.db import models
from django.urls import reverse

from mingtang.domains.inspection.models.own import OwnQuerySet
from mingtang.domains.inspection.models.site import InspectedSite
from mingtang.domains.inspection.permissions import READ_SITES
from mingtang.kernel.evidence.api import Protection


class StatementQuerySet(OwnQuerySet):
    def public(self) -> Self:
        """Those that everybody may read, with their sites."""
        return self.filter(published_at__isnull=False).select_related("site", "organ")


class SiteStatement(models.Model):
    """The statement of a site on a year (年度报表). `figures` by the codes of `lib.inspection.statement`: those of records as they
    stood at `counted_at`, those `by_hand` as they were entered. `about` are the names and marks of the site at that time, pairs.
    """

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    site = models.ForeignKey(InspectedSite, models.PROTECT, related_name="statements", verbose_name="网站")
    year = models.PositiveSmallIntegerField("年度")
    about = models.JSONField("基本情况", default=list)
    figures = models.JSONField("数据", default=dict)
    by_hand = models.JSONField("人工填报", default=list)
    counted_at = models.DateTimeField("统计时间")
    due_on = models.DateField("公布期限")
    published_at = models.DateTimeField("公布时间", null=True)
    published_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="公布人"
    )
    template = models.ForeignKey(
        "letters.LetterVersion", models.PROTECT, null=True, related_name="+", verbose_name="报表模板"
    )

    objects = StatementQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站工作年度报表"
        ordering = ["-year", "site__name"]
        constraints = [models.UniqueConstraint(fields=["site", "year"], name="one_statement_of_a_site_a_year")]

    def __str__(self) -> str:
        return f"{self.site}{self.year}年网站工作年度报表"

    def get_absolute_url(self) -> str:
        return reverse("site_statement", args=[self.pk])
