"""Special procedures (特别程序): what takes time that the law does not count."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.services.applications.course import OTHER, Special
from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection

KINDS = {
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
    OTHER: "其他（不停止计算期限）",
}
"""Words for the kinds. Which of them stop a limit, its rule says (`pauses` of the statutes)."""


class SpecialProcedure(models.Model):
    """One special procedure of a part: asked for by its handler, granted by a checker, ended with a result.

    `until` is the last day that was announced; `is_counted` when the law does not list it, so that the limits run on.
    """

    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, related_name="special_procedures", verbose_name="办件"
    )
    part = models.ForeignKey(
        "services_applications.Part", models.PROTECT, related_name="special_procedures", verbose_name="办理部分"
    )
    kind = models.CharField("种类", max_length=20, choices=list(KINDS.items()))
    name = models.CharField("名称", max_length=100)
    reason = models.CharField("原因", max_length=1000)
    basis = models.CharField("依据", max_length=500)
    planned_days = models.PositiveSmallIntegerField("所需工作日")
    is_counted = models.BooleanField("计入期限", default=False)
    state = models.CharField(
        "状态",
        max_length=8,
        choices=[
            (Special.ASKED.value, "待审核"),
            (Special.RUNNING.value, "进行中"),
            (Special.ENDED.value, "已结束"),
            (Special.DECLINED.value, "未同意"),
        ],
    )
    asked_at = models.DateTimeField("提出时间")
    asked_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    asked_name = models.CharField("提出人姓名", max_length=160, blank=True)
    decided_at = models.DateTimeField("审核时间", null=True)
    decided_name = models.CharField("审核人", max_length=160, blank=True)
    opinion = models.CharField("审核意见", max_length=1000, blank=True)
    left_step = models.CharField("离开的环节", max_length=200, blank=True)
    started_at = models.DateTimeField("开始时间", null=True)
    until = models.DateField("预计结束", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    ended_name = models.CharField("办理人", max_length=160, blank=True)
    result = models.CharField("结果", max_length=1000, blank=True)
    overran_at = models.DateTimeField("超过告知时间", null=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="part__organ_id", owner="application__owner_id")

    class Meta:
        verbose_name = "特别程序"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part"],
                condition=Q(state__in=[Special.ASKED, Special.RUNNING]),
                name="special_procedures_do_not_overlap",
            ),
            models.CheckConstraint(condition=~Q(basis="") & Q(planned_days__gte=1), name="special_with_basis_and_days"),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(state="running"), name="special_procedure_running")]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_state_display()}）"

    def is_late(self, today: date) -> bool:
        """Whether it takes longer than was announced."""
        return self.until is not None and self.ended_at is None and today > self.until
