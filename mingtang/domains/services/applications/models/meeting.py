"""Joint site visits (联合踏勘) and joint review meetings (联审会议): what organs of a joint matter do together."""

from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.services.applications.course import MEETINGS, SEATS, TOGETHER, Meeting
from mingtang.domains.services.applications.course import Seat as Standing
from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class JointMeeting(models.Model):
    """One appointment for several organs, convened by the lead. `record` is the joint record, the minutes, or why it was cancelled."""

    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, related_name="meetings", verbose_name="办件"
    )
    kind = models.CharField("种类", max_length=6, choices=[(each.value, word) for each, word in TOGETHER.items()])
    state = models.CharField("状态", max_length=9, choices=[(each.value, word) for each, word in MEETINGS.items()])
    matter = models.CharField("事由", max_length=500)
    scheduled_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=200)
    convened_at = models.DateTimeField("召集时间")
    convened_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="召集人"
    )
    convened_name = models.CharField("召集人姓名", max_length=160, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    record = models.TextField("记录", blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="application__organ_id")
    confidential = frozenset({"record"})

    class Meta:
        verbose_name = "联合踏勘、联审会议"
        ordering = ["convened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state=Meeting.CONVENED.value), name="one_meeting_convened_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=Meeting.CONVENED.value) | ~Q(record=""), name="meeting_ended_has_a_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.get_state_display()}）"


class MeetingSeat(models.Model):
    """One organ in it: who came, and what it records for itself.

    `task` is the row of the case that waits for the record, `basis` the local rule by which absence is agreement.
    """

    meeting = models.ForeignKey(JointMeeting, models.PROTECT, related_name="seats", verbose_name="联合踏勘、联审会议")
    part = models.ForeignKey(
        "services_applications.Part", models.PROTECT, related_name="seats", verbose_name="办理部分"
    )
    state = models.CharField("状态", max_length=8, choices=[(each.value, word) for each, word in SEATS.items()])
    task = models.IntegerField(null=True)
    people = models.JSONField("参加人员", default=list)
    record = models.TextField("本部门记录", blank=True)
    basis = models.CharField("缺席视为同意的依据", max_length=300, blank=True)
    recorded_at = models.DateTimeField("记录时间", null=True)
    recorded_name = models.CharField("记录人", max_length=160, blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="part__organ_id")
    confidential = frozenset({"record", "people"})

    class Meta:
        verbose_name = "部门记录"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "part"], name="one_seat_for_each_organ"),
            models.CheckConstraint(
                condition=~Q(state=Standing.RECORDED.value) | ~Q(record=""), name="seat_recorded_has_a_record"
            ),
            models.CheckConstraint(
                condition=~Q(state=Standing.DEEMED.value) | ~Q(basis=""), name="seat_deemed_has_a_basis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part.organ.label}（{self.get_state_display()}）"

    @property
    def names(self) -> str:
        """Who came, as it is read."""
        return "、".join(self.people)
