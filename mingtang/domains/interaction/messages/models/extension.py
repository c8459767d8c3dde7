"""Longer limits that organs ask for."""

from django.db import models

from mingtang.domains.interaction.messages.models.message import Message


class ReplyExtension(models.Model):
    """A longer limit that an organ asks for, once a message (延期). The desk decides."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="extension", verbose_name="留言")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="申请单位")
    days = models.PositiveSmallIntegerField("延长工作日")
    reason = models.CharField("理由", max_length=300)
    asked_at = models.DateTimeField("申请时间")
    asked_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="申请人"
    )
    granted = models.BooleanField("是否同意", null=True)
    decided_at = models.DateTimeField("审批时间", null=True)
    words = models.CharField("审批意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "留言延期"

    def __str__(self) -> str:
        return f"{self.message} 延长 {self.days} 个工作日"

    @property
    def outcome(self) -> str:
        """How it was decided, in words."""
        return "待审批" if self.granted is None else "已同意" if self.granted else "未同意"
