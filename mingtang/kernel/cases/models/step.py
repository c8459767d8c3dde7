"""The history of a case, and what remains to be done about it outside the command."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from mingtang.kernel.cases.permissions import MANAGE_ERRANDS
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection


class Step(models.Model):
    """One command on a case: who did what, and which rows it made and ended. Rows are only ever added.

    `key` is what the caller named the command: a repeated one changes nothing and gives back this row.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="steps", db_index=False, db_constraint=False)
    at = models.DateTimeField("时间")
    command = models.CharField("动作", max_length=20)
    no = models.IntegerField(default=0)
    node = models.CharField("环节", max_length=255, blank=True)
    title = models.CharField("事项", max_length=200, blank=True)
    account = models.ForeignKey(
        "directory.Account",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="办理人",
        db_constraint=False,
    )
    name = models.CharField("姓名", max_length=160)
    post_name = models.CharField("岗位", max_length=160, blank=True)
    organ = models.BigIntegerField("机构", null=True)
    organ_name = models.CharField("机构名称", max_length=160, blank=True)
    outcome = models.CharField("结果", max_length=60, blank=True)
    opinion = models.TextField("意见", blank=True)
    body = models.JSONField(default=dict)
    key = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "办理记录"
        constraints = [models.UniqueConstraint(fields=["case", "key"], condition=~Q(key=""), name="step_once")]
        indexes = [
            models.Index(fields=["case", "id"], name="step_of_case"),
            models.Index(
                fields=["account", "-at"], condition=Q(command__in=["Complete", "Return"]), name="step_done_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.name} {self.command} {self.title}"

    @classmethod
    def by(cls, actor: Actor, **what: Any) -> Self:
        """A row, not yet written, of what `actor` did in the post he holds now."""
        return cls(
            account_id=actor.account_id,
            name=actor.name,
            post_name=actor.post_name,
            organ=actor.organ_id,
            organ_name=actor.organ_name,
            **what,
        )


class Errand(models.Model):
    """Something to be done outside the command that asked for it: a timer, a message, a child case, a service.

    `case` is the case it is about; the case is locked before the errand is taken, and nothing ever locks two cases. A
    dead errand has had all its tries and waits for an administrator; a paused one stands still with its row.
    """

    class Kind(models.TextChoices):
        TIMER = "timer", "到时"
        SEND_MESSAGE = "send_message", "发出消息"
        MESSAGE = "message", "送达消息"
        SEND_SIGNAL = "send_signal", "发出信号"
        SIGNAL = "signal", "送达信号"
        START_CHILD = "start_child", "启动下级案件"
        CHILD_ENDED = "child_ended", "下级办结"
        CANCEL_CHILD = "cancel_child", "取消下级案件"
        TERMINATE = "terminate", "终止"
        SERVICE = "service", "调用服务"
        REMIND = "remind", "催办提醒"
        REDATE = "redate", "重算期限"

    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    case = models.ForeignKey(
        "cases.Case",
        models.CASCADE,
        null=True,
        related_name="errands",
        db_index=False,
        db_constraint=False,
        verbose_name="案件",
    )
    no = models.IntegerField(default=0)
    body = models.JSONField(default=dict)
    due_at = models.DateTimeField("执行时间")
    tries = models.PositiveSmallIntegerField("次数", default=0)
    error = models.TextField("错误", blank=True)
    dead = models.BooleanField("已停止", default=False)
    paused_at = models.DateTimeField("暂停", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_ERRANDS, organ="case__organ_id")

    class Meta:
        verbose_name = "后台事项"
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(dead=False, paused_at=None), name="errand_due"),
            models.Index(fields=["id"], condition=Q(dead=True), name="errand_dead"),
            models.Index(fields=["case", "no"], name="errand_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.case_id}/{self.no}"
