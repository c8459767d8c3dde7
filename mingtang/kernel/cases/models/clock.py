"""Legal clocks of cases and of single items, and what interrupted them."""

from django.db import models
from django.db.models import Q

from mingtang.lib.clocks import Standing


class Clock(models.Model):
    """A time limit that runs for a case (`no` 0) or for one row of it; several may run at once, each of another limit.

    `rule` is the limit as it was when the clock started, so that old law stays with old cases. `due_at` is the end of
    the last day and `amber_at` when its light turns amber, None while it is paused; `provisional` when it rests on a
    year whose notice is not published.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="clocks", db_index=False)
    no = models.IntegerField(default=0)
    code = models.CharField("时限", max_length=80)
    rule = models.JSONField()
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", db_index=False)
    started_at = models.DateTimeField("起算")
    due_at = models.DateTimeField("届满", null=True)
    amber_at = models.DateTimeField("临期", null=True)
    provisional = models.BooleanField("暂定", default=False)
    standing = models.CharField(
        "状态", max_length=8, default=Standing.RUNNING, choices=[(each.value, each.name) for each in Standing]
    )
    stopped_at = models.DateTimeField("停止", null=True)

    class Meta:
        verbose_name = "时限"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "no", "code"], condition=Q(stopped_at=None), name="one_running_clock_per_limit"
            )
        ]
        indexes = [
            models.Index(fields=["case", "no"], name="clock_of_row"),
            models.Index(fields=["due_at"], condition=Q(standing="running"), name="clock_running"),
            models.Index(fields=["id"], condition=Q(provisional=True, stopped_at=None), name="clock_provisional"),
        ]

    def __str__(self) -> str:
        return str(self.rule.get("title", self.code))


class ClockEvent(models.Model):
    """Something that changed a clock: a pause with its end, a restart, an extension; with reason and by whom."""

    class Kind(models.TextChoices):
        PAUSE = "pause", "暂停"
        EXTEND = "extend", "延长"
        RESTART = "restart", "重新计算"

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="events")
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    what = models.CharField("事由", max_length=80, blank=True)
    at = models.DateTimeField("时间")
    until = models.DateTimeField("恢复时间", null=True)
    amount = models.IntegerField("延长", null=True)
    reason = models.CharField("说明", max_length=400, blank=True)
    by = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField("决定人", max_length=160, blank=True)

    class Meta:
        verbose_name = "时限变动"
        ordering = ["at", "id"]
