"""What units hand in, and what counts for them."""

from django.db import models

from mingtang.domains.portal.contributions.models.units import OwnQuerySet, Reporter, ReportingUnit
from mingtang.domains.portal.contributions.permissions import READ_CONTRIBUTIONS
from mingtang.domains.portal.contributions.rules.course import SUBMISSION_STATES, SubmissionState
from mingtang.kernel.evidence.api import Protection

STATES = [(state.value, words) for state, words in SUBMISSION_STATES.items()]


class Submission(models.Model):
    """A text with pictures for a site. `lead` is the submission that it was merged into; `manuscript_id` the manuscript made of it."""

    desk = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="编辑单位")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="报送单位")
    unit = models.ForeignKey(ReportingUnit, models.PROTECT, related_name="submissions")
    reporter = models.ForeignKey(Reporter, models.PROTECT, related_name="submissions", verbose_name="信息员")
    site = models.ForeignKey("portal.PortalSite", models.PROTECT, related_name="+", verbose_name="建议网站")
    column = models.ForeignKey(
        "portal.ColumnPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="建议栏目"
    )
    title = models.CharField("标题", max_length=100)
    text = models.TextField("正文", max_length=20000)
    state = models.CharField("状态", max_length=10, choices=STATES, default=SubmissionState.SUBMITTED.value)
    submitted_at = models.DateTimeField("报送时间")
    decided_at = models.DateTimeField("处理时间", null=True)
    decided_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="处理人"
    )
    reason = models.CharField("处理意见", max_length=300, blank=True)
    lead = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", verbose_name="并入")
    manuscript_id = models.BigIntegerField("稿件", null=True)

    objects = OwnQuerySet.as_manager()
    protection = Protection(read=READ_CONTRIBUTIONS, organ="desk_id")

    class Meta:
        verbose_name = "报送信息"
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["desk", "state", "-submitted_at"], name="submissions_of_a_desk")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.state == SubmissionState.SUBMITTED


class Merit(models.Model):
    """Something that counts for or against a unit, by the table of points."""

    desk = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="编辑单位")
    unit = models.ForeignKey(ReportingUnit, models.PROTECT, related_name="merits", verbose_name="报送单位")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="merits", verbose_name="信息")
    event = models.CharField("事由", max_length=30)
    level = models.CharField("层级", max_length=20, blank=True)
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=200, blank=True)

    objects = OwnQuerySet.as_manager()
    protection = Protection(read=READ_CONTRIBUTIONS, organ="desk_id")

    class Meta:
        verbose_name = "加减分事项"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["desk", "on"], name="merits_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.event} {self.unit}"
