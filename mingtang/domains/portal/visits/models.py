"""How often pages were opened: by day for a quarter of a year, then by month."""

from django.db import models

from mingtang.domains.portal.visits.permissions import READ_VISITS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Visits(models.Model):
    """How often a page of a site was opened, by readers, in a time that starts with `day`."""

    site = models.ForeignKey("portal.PortalSite", models.CASCADE, related_name="+", verbose_name="网站")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name="页面")
    day = models.DateField("日期")
    count = models.PositiveIntegerField("浏览次数")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_VISITS, organ="site__organ_id")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.page_id} {self.day} {self.count}"


class DailyVisits(Visits):
    """On one day."""

    class Meta:
        verbose_name = "每日浏览"
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="visits_of_a_page_on_a_day")]
        indexes = [models.Index(fields=["site", "day"], name="visits_of_a_site_by_day")]


class MonthlyVisits(Visits):
    """In a month, of which `day` is the first; the days that have been folded into it."""

    class Meta:
        verbose_name = "每月浏览"
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="visits_of_a_page_in_a_month")]
        indexes = [models.Index(fields=["site", "day"], name="visits_of_a_site_by_month")]
