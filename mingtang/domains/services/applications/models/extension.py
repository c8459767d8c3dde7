"""Extensions of the time to decide (延期)."""

from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.services.applications.course import Asked
from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Extension(models.Model):
    """More time for a part, or for the whole of a joint matter: asked for with a reason, granted by the head.

    `amount` is in the unit of the statutory limit. `until` is its new end, None while it stands still.
    """

    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, related_name="extensions", verbose_name="办件"
    )
    part = models.ForeignKey(
        "services_applications.Part", models.PROTECT, related_name="extensions", verbose_name="办理部分"
    )
    amount = models.PositiveSmallIntegerField("延长天数")
    reason = models.CharField("理由", max_length=1000)
    state = models.CharField(
        "状态",
        max_length=8,
        choices=[(Asked.ASKED.value, "待批准"), (Asked.GRANTED.value, "已批准"), (Asked.DECLINED.value, "未批准")],
    )
    asked_at = models.DateTimeField("提出时间")
    asked_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    asked_name = models.CharField("提出人姓名", max_length=160, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True)
    decided_name = models.CharField("批准人", max_length=160, blank=True)
    granted_by = models.CharField("批准机关负责人", max_length=100, blank=True)
    opinion = models.CharField("意见", max_length=1000, blank=True)
    until = models.DateField("延长后的期限", null=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="part__organ_id", owner="application__owner_id")

    class Meta:
        verbose_name = "延期"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part"], condition=Q(state=Asked.ASKED), name="one_extension_asked_at_a_time"
            ),
            models.CheckConstraint(condition=Q(amount__gte=1) & ~Q(reason=""), name="extension_with_reason"),
        ]

    def __str__(self) -> str:
        return f"延期 {self.amount} 日（{self.get_state_display()}）"
