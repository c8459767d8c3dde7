"""A booked half-hour (预约)."""

from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.services.hall.permissions import SERVE_AT_WINDOW
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Appointment(models.Model):
    """Somebody comes for a kind of business in a half-hour. Who does not come, three times, cannot book for a while."""

    class State(models.TextChoices):
        BOOKED = "booked", "已预约"
        ARRIVED = "arrived", "已到厅"
        CANCELLED = "cancelled", "已取消"
        MISSED = "missed", "爽约"

    hall = models.ForeignKey("services_hall.Hall", models.PROTECT, related_name="+", verbose_name="大厅")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="管理机构")
    business = models.ForeignKey("services_hall.Business", models.PROTECT, related_name="+", verbose_name="业务")
    account = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="预约人")
    slot = models.DateTimeField("时段")
    code = models.CharField("预约码", max_length=6)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.BOOKED)
    made_at = models.DateTimeField("预约时间")

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=SERVE_AT_WINDOW, organ="organ_id", owner="account_id")

    class Meta:
        verbose_name = "预约"
        ordering = ["-slot"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "slot"], condition=Q(state="booked"), name="one_booking_per_person_and_slot"
            )
        ]
        indexes = [
            models.Index(fields=["business", "slot"], condition=Q(state="booked"), name="booking_of_slot"),
            models.Index(fields=["account", "-slot"], name="booking_of_account"),
            models.Index(fields=["organ", "-slot"], name="booking_of_organ"),
            models.Index(fields=["slot"], condition=Q(state="booked"), name="booking_open"),
        ]

    def __str__(self) -> str:
        return f"{self.business.name} {self.slot:%Y-%m-%d %H:%M}"
