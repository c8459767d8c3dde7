"""Sites under inspection, how their home pages opened, and what comes near to a veto."""

from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from mingtang.domains.inspection.models.own import OwnQuerySet
from mingtang.domains.inspection.permissions import READ_SITES
from mingtang.domains.inspection.rules import COUNTED, SIGNS
from mingtang.kernel.evidence.api import Protection

RESERVED = r"^https?://[^/:]*\.(example|invalid|test)(:|/)"
"""Addresses that no server will ever have (RFC 2606), such as those of the demonstration."""


class SiteQuerySet(OwnQuerySet):
    def watched(self) -> Self:
        """Sites that are judged today: neither retired nor off for a time."""
        return self.filter(retired_on=None).exclude(paused_until__gte=timezone.localdate())

    def reachable(self) -> Self:
        """Those of them that can be asked over the network."""
        return self.watched().exclude(address__regex=RESERVED)

    def with_counts(self) -> Self:
        """With `standing`, how many findings count today, and `warned`, how many early warnings stand."""
        counted = Q(findings__state__in=[state.value for state in COUNTED])
        return self.select_related("organ").annotate(
            standing=Count("findings", filter=counted, distinct=True),
            warned=Count("warnings", filter=Q(warnings__until=None), distinct=True),
        )


class InspectedSite(models.Model):
    """A site of an organ. `scored` sites are told by deductions too, others by vetoes only (2019: parts 2 and 3 are for portals).

    `networks` are inner networks in which the site's own server may be asked, separated by blanks. What is found is assigned
    to its `editor`. `columns` are the ages of its columns as the last survey saw them: url, name, newest day, days.
    """

    class Type(models.TextChoices):
        PORTAL = "portal", "政府门户网站"
        DEPARTMENT = "department", "部门网站"
        SPECIAL = "special", "专项网站"

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    name = models.CharField("网站名称", max_length=80)
    address = models.CharField("首页网址", max_length=300, unique=True)
    type = models.CharField("网站类型", max_length=10, choices=Type.choices)
    scored = models.BooleanField("计分", default=True)
    has_services = models.BooleanField("有对外服务", default=True)
    networks = models.CharField("可访问的内部网络", max_length=200, blank=True)
    in_service_since = models.DateField("开通日期")
    retired_on = models.DateField("停用日期", null=True)
    paused_until = models.DateField("暂停监测至", null=True)
    editor = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="责任编辑"
    )
    surveyed_at = models.DateTimeField("最近监测", null=True)
    is_complete = models.BooleanField("监测完整", default=True)
    newest_on = models.DateField("首页最新内容", null=True)
    columns = models.JSONField("栏目时效", default=list)

    objects = SiteQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "监测网站"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ProbeDay(models.Model):
    """The attempts of a day to open the home page of a site, all in one row."""

    site = models.ForeignKey(InspectedSite, models.CASCADE, related_name="probes", verbose_name="网站")
    day = models.DateField("日期")
    tries = models.PositiveIntegerField("打开次数", default=0)
    failures = models.PositiveIntegerField("失败次数", default=0)
    slowest = models.FloatField("最慢（秒）", default=0)
    last_failure = models.CharField("最近失败原因", max_length=200, blank=True)
    last_at = models.DateTimeField("最近打开")

    class Meta:
        verbose_name = "首页可用性"
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="one_row_of_probes_a_day")]

    def __str__(self) -> str:
        return f"{self.site} {self.day}"


class EarlyWarning(models.Model):
    """Something that comes near to a veto, from the day it was seen until it is over."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    site = models.ForeignKey(InspectedSite, models.CASCADE, related_name="warnings", verbose_name="网站")
    code = models.CharField("类别", max_length=20, choices=list(SIGNS.items()))
    words = models.CharField("预警", max_length=200)
    since = models.DateTimeField("开始时间")
    until = models.DateTimeField("解除时间", null=True)

    objects = OwnQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站预警"
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "code"], condition=Q(until=None), name="one_standing_warning_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.words}"
