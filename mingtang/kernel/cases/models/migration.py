"""Moves of running cases to another version of their process, and what came of each case."""

from django.db import models
from django.db.models import Q

from mingtang.kernel.cases.permissions import MIGRATE_CASES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class CaseMigration(models.Model):
    """An order to move running cases from one version to another; carried out by the worker, case by case."""

    source = models.ForeignKey("processes.ProcessVersion", models.PROTECT, related_name="+", verbose_name="原版本")
    target = models.ForeignKey("processes.ProcessVersion", models.PROTECT, related_name="+", verbose_name="新版本")
    mapping = models.JSONField("环节对应", default=dict)
    reason = models.CharField("理由", max_length=200)
    account = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", db_index=False)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="机构")
    by = models.JSONField(default=dict)
    asked_at = models.DateTimeField("发起时间")
    ended_at = models.DateTimeField("完成时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MIGRATE_CASES, organ="organ_id", owner="account_id")

    class Meta:
        verbose_name = "流程版本变更"

    def __str__(self) -> str:
        return f"{self.source} → 第 {self.target.number} 版"


class MigratedCase(models.Model):
    """One case of such an order."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "待变更"
        MOVED = "moved", "已变更"
        BLOCKED = "blocked", "不能变更"
        GONE = "gone", "已不在原版本"

    migration = models.ForeignKey(CaseMigration, models.CASCADE, related_name="cases", db_index=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", verbose_name="案件")
    outcome = models.CharField("结果", max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.CharField("说明", max_length=400, blank=True)
    at = models.DateTimeField("时间", null=True)

    class Meta:
        verbose_name = "变更的案件"
        constraints = [models.UniqueConstraint(fields=["migration", "case"], name="case_moved_once_per_order")]
        indexes = [models.Index(fields=["migration", "id"], condition=Q(outcome="waiting"), name="case_to_be_moved")]
