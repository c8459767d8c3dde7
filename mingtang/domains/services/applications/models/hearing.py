"""Hearings (听证) before a decision."""

from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.services.applications.course import Hearing as Standing
from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Hearing(models.Model):
    """The hearing of a part: the right told, requested or not, the day announced, the record on which the decision rests.

    Its last days follow from these times and the calendar; they are nowhere kept.
    """

    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, related_name="hearings", verbose_name="办件"
    )
    part = models.OneToOneField(
        "services_applications.Part", models.PROTECT, related_name="hearing", verbose_name="办理部分"
    )
    state = models.CharField(
        "状态",
        max_length=9,
        choices=[
            (Standing.TOLD.value, "已告知权利"),
            (Standing.REQUESTED.value, "已要求听证"),
            (Standing.NOTIFIED.value, "已通知听证"),
            (Standing.HELD.value, "已举行"),
            (Standing.WAIVED.value, "放弃听证"),
        ],
    )
    reason = models.CharField("告知理由", max_length=1000)
    third_parties = models.CharField("利害关系人", max_length=500, blank=True)
    told_at = models.DateTimeField("告知时间")
    answered_at = models.DateTimeField("答复时间", null=True)
    request = models.CharField("要求听证的理由", max_length=1000, blank=True)
    scheduled_at = models.DateTimeField("听证时间", null=True)
    place = models.CharField("地点", max_length=200, blank=True)
    chair = models.CharField("听证主持人", max_length=60, blank=True)
    notified_at = models.DateTimeField("通知时间", null=True)
    held_at = models.DateTimeField("结束时间", null=True)
    record = models.TextField("听证笔录", blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="part__organ_id", owner="application__owner_id")
    confidential = frozenset({"record"})

    class Meta:
        verbose_name = "听证"
        ordering = ["told_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state=Standing.HELD) | ~Q(record=""), name="hearing_held_has_a_record")
        ]

    def __str__(self) -> str:
        return f"听证（{self.get_state_display()}）"
