"""Units that report to the editors of a site, and the people who do it (信息员)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mingtang.domains.portal.contributions.permissions import READ_CONTRIBUTIONS
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection


class OwnQuerySet(ProtectedQuerySet):
    """Rows with the organ that edits (`desk`) and the one that reports (`organ`)."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of desks in the reader's reach, and those of his own organ."""
        rows = super().visible_to(actor)
        return rows if actor.organ_id is None else rows | self.filter(organ=actor.organ_id)


class ReportingUnit(models.Model):
    """An organ that reports to a desk; it is ranked among those of its group."""

    class Group(models.TextChoices):
        COUNTY = "county", "县区"
        DEPARTMENT = "department", "部门"
        UNIT = "unit", "单位"

    desk = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="编辑单位")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="报送单位")
    group = models.CharField("组别", max_length=10, choices=Group.choices)

    objects = OwnQuerySet.as_manager()
    protection = Protection(read=READ_CONTRIBUTIONS, organ="desk_id")

    class Meta:
        verbose_name = "报送单位"
        ordering = ["group", "organ__rank", "organ__path"]
        constraints = [models.UniqueConstraint(fields=["desk", "organ"], name="unit_reports_once_to_a_desk")]

    def __str__(self) -> str:
        return str(self.organ)


class ReporterQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Reporters of desks in the reader's reach, and those of his own organ."""
        rows = super().visible_to(actor)
        return rows if actor.organ_id is None else rows | self.filter(unit__organ=actor.organ_id)

    def serving(self, on: date) -> Self:
        """Those whose appointment holds on a day."""
        return self.filter(Q(until=None) | Q(until__gte=on), appointed_on__lte=on)


class Reporter(models.Model):
    """An information reporter (信息员) of a unit; `until` is the last day."""

    unit = models.ForeignKey(ReportingUnit, models.PROTECT, related_name="reporters", verbose_name="报送单位")
    account = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="姓名")
    phone = models.CharField("联系电话", max_length=40)
    appointed_on = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True)

    objects = ReporterQuerySet.as_manager()
    protection = Protection(read=READ_CONTRIBUTIONS, organ="unit__desk_id")

    class Meta:
        verbose_name = "信息员"
        ordering = ["unit", "appointed_on", "pk"]

    def __str__(self) -> str:
        return str(self.account.holder_name)

    @property
    def is_serving(self) -> bool:
        today = timezone.localdate()
        return self.appointed_on <= today and (self.until is None or self.until >= today)


class Training(models.Model):
    """A training that a reporter has taken part in."""

    reporter = models.ForeignKey(Reporter, models.CASCADE, related_name="trainings", verbose_name="信息员")
    on = models.DateField("日期")
    subject = models.CharField("内容", max_length=80)
    hours = models.PositiveSmallIntegerField("学时")

    class Meta:
        verbose_name = "信息员培训"
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.subject
