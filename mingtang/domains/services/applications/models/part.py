"""What one organ has to do in an application: the whole of it, or its branch of a joint matter."""

from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.domains.services.applications.process import BranchKind
from mingtang.domains.services.applications.rules import STATES, State
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


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
        "类别", max_length=10, choices=[(each.value, each.name) for each in BranchKind], default=BranchKind.PERMIT
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
        ]

    def __str__(self) -> str:
        return f"{self.title}（{STATES[State(self.state)]}）"

    @property
    def is_whole(self) -> bool:
        """Whether this is the whole application of one organ."""
        return not self.branch
