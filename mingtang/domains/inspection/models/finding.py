"""What was found wrong with sites."""

from django.db import models

from mingtang.domains.inspection.models.own import OwnQuerySet
from mingtang.domains.inspection.models.site import InspectedSite
from mingtang.domains.inspection.permissions import READ_SITES
from mingtang.domains.inspection.rules import WORDS, State
from mingtang.kernel.evidence.api import Protection
from mingtang.lib.inspection.checks import Fault
from mingtang.lib.inspection.kinds import Kind

STATES = [(state.value, words) for state, words in WORDS.items()]
KINDS = [(kind.value, kind.words) for kind in Kind]


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
