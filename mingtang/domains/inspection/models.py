"""Sites under inspection, what was found wrong with them, rounds of assessment, and a score sheet for each site and round."""

from typing import Self

from django.db import models
from django.db.models import Count, Q

from mingtang.domains.inspection.permissions import READ_SITES
from mingtang.domains.inspection.rules import COUNTED, SIGNS, WORDS, State
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection
from mingtang.lib.inspection.checks import Fault
from mingtang.lib.inspection.kinds import Kind

STATES = [(state.value, words) for state, words in WORDS.items()]
KINDS = [(kind.value, kind.words) for kind in Kind]


class OwnQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Rows in the reader's reach, and those of his own organ."""
        rows = super().visible_to(actor)
        return rows if actor.organ_id is None else rows | self.filter(organ=actor.organ_id)


class SiteQuerySet(OwnQuerySet):
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


class Finding(models.Model):
    """Something wrong with a site, with its evidence: seen by a survey, by attempts to open it, in our own records, or by people.

    A person answers for it from the day it is assigned.
    """

    class Origin(models.TextChoices):
        SURVEY = "survey", "外部监测"
        PROBE = "probe", "可用性监测"
        INSIDE = "inside", "业务数据"

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    site = models.ForeignKey(InspectedSite, models.CASCADE, related_name="findings", verbose_name="网站")
    origin = models.CharField("来源", max_length=6, choices=Origin.choices, default=Origin.SURVEY)
    kind = models.CharField("问题", max_length=20, choices=KINDS)
    url = models.CharField("问题地址", max_length=1000)
    page = models.CharField("所在页面", max_length=1000)
    excerpt = models.CharField("摘录", max_length=400, blank=True)
    status = models.PositiveSmallIntegerField("应答", default=0)
    on_home = models.BooleanField("在首页", default=False)
    state = models.CharField("状态", max_length=10, choices=STATES)
    looks = models.PositiveIntegerField("看到次数", default=1)
    first_seen = models.DateTimeField("首次发现")
    last_seen = models.DateTimeField("最近发现")
    due_on = models.DateField("整改期限", null=True)
    assignee = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="整改人"
    )
    assigned_on = models.DateField("交办日期", null=True)
    claimed_at = models.DateTimeField("报告整改时间", null=True)
    verified_at = models.DateTimeField("复查通过时间", null=True)
    remark = models.CharField("说明", max_length=300, blank=True)
    approver = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )

    objects = OwnQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站问题"
        ordering = ["-last_seen"]
        indexes = [models.Index(fields=["site", "state"], name="finding_of_site")]

    def __str__(self) -> str:
        return f"{self.site} {self.get_kind_display()}"

    @property
    def stands(self) -> State:
        return State(self.state)

    @property
    def fault(self) -> Fault:
        """As a survey tells it."""
        return Fault(Kind(self.kind), self.url, self.page, self.excerpt, self.status, self.on_home)


class RoundQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Rounds in the reader's reach, and those that judged a site of his organ."""
        rows = super().visible_to(actor)
        return (
            rows
            if actor.organ_id is None
            else rows | self.filter(pk__in=Sheet.objects.filter(organ=actor.organ_id).values("round"))
        )


class Round(models.Model):
    """A round of assessment by an indicator scheme."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="考核单位")
    name = models.CharField("名称", max_length=80)
    scheme = models.CharField("指标", max_length=10)
    opened_on = models.DateField("开始日期")
    scored_at = models.DateTimeField("计分时间", null=True)

    objects = RoundQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站考核"
        ordering = ["-opened_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class Sheet(models.Model):
    """The result of a site in a round. `total` is empty where vetoes alone are judged, and where one was hit."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets", verbose_name="考核")
    site = models.ForeignKey(InspectedSite, models.PROTECT, related_name="+", verbose_name="网站")
    total = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True)
    qualified = models.BooleanField("合格")
    grade = models.CharField("等次", max_length=10)
    vetoes = models.CharField("单项否决", max_length=200, blank=True)
    lines = models.JSONField("扣分", default=list)

    objects = OwnQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站评分表"
        ordering = ["round", "-total"]
        constraints = [models.UniqueConstraint(fields=["round", "site"], name="one_sheet_of_a_site_in_a_round")]

    def __str__(self) -> str:
        return f"{self.round} {self.site}"
