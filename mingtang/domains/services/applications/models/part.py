"""What one organ has to do in an application: the whole of it, or its branch of a joint matter."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.domains.services.applications.rules import STATES, State
from mingtang.domains.services.branches import BRANCH_KINDS, BranchKind
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection

_PLAIN = {
    State.SUBMITTED: gettext_lazy("等待收件"), State.RECEIVED: gettext_lazy("正在审查材料"),
    State.CORRECTING: gettext_lazy("等待您补正材料"), State.WAITING: gettext_lazy("等待前面的环节"),
    State.REVIEWING: gettext_lazy("正在审查"), State.DECIDING: gettext_lazy("正在作出决定"),
    State.TERMINATED: gettext_lazy("前面的环节没有通过，不再办理"), State.LAPSED: gettext_lazy("没有补正，不再办理"),
}  # fmt: skip


class Part(models.Model):
    """The part of one organ (办理部分). Every application has one, a joint matter besides one for each branch it needs.

    Each has its own acceptance, limits, decision and result. `branch` is the key in the joint matter, "" for the whole, which
    the lead accepts with the first branch and concludes with the last.
    `accepted_on` of a deemed acceptance is the day of receipt.
    """

    class Decision(models.TextChoices):
        GRANTED = "granted", "准予"
        DENIED = "denied", "不予"
        AGREED = "agreed", "同意"
        DISAGREED = "disagreed", "不同意"
        UPWARDS = "upwards", "同意但需报上级"
        PARTLY = "partly", "部分准予"

    application = models.ForeignKey(
        "services_applications.Application", models.CASCADE, related_name="parts", verbose_name="办件"
    )
    branch = models.CharField("分支", max_length=40, blank=True)
    title = models.CharField("名称", max_length=200)
    kind = models.CharField(
        "类别",
        max_length=10,
        choices=[(each.value, word) for each, word in BRANCH_KINDS.items()],
        default=BranchKind.PERMIT.value,
    )
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="承办机构")
    number = models.CharField("办件编号", max_length=80, blank=True)
    state = models.CharField("状态", max_length=20, choices=[(each.value, word) for each, word in STATES.items()])
    handler = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="承办人")
    accepted_on = models.DateField("受理日期", null=True)
    deemed = models.BooleanField("视为受理", default=False)
    promise_due_at = models.DateTimeField("承诺期限", null=True)
    statutory_due_at = models.DateTimeField("法定期限", null=True)
    decision = models.CharField("决定", max_length=9, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decider = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="决定人")

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="organ_id")

    class Meta:
        verbose_name = "办理部分"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "branch"], name="one_part_per_branch"),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_at__isnull=False), name="decision_has_its_time"
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state"], name="part_of_organ"),
            models.Index(fields=["organ", "decided_at"], name="part_decided"),
            models.Index(fields=["organ", "branch"], name="part_of_branch"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{STATES[State(self.state)]}）"

    @property
    def plain_words(self) -> str:
        """How the branch stands, as its applicant should be told; what organs say to one another is not his to read."""
        if self.decision in {self.Decision.GRANTED, self.Decision.DENIED}:
            return _("已经%(decision)s") % {"decision": self.get_decision_display()}
        if self.decision:
            return _("已经答复")
        return str(_PLAIN.get(State(self.state), self.get_state_display()))

    @property
    def promised_on(self) -> date | None:
        """The last day of its promise."""
        return last_day(self.promise_due_at) if self.promise_due_at else None

    @property
    def shown_number(self) -> str:
        """The number in groups that a narrow page can break."""
        return " ".join(self.number[place : place + 8] for place in range(0, len(self.number), 8))

    @property
    def is_whole(self) -> bool:
        """Whether this is the whole application of one organ."""
        return not self.branch
