"""An import of a table of items that somebody ordered in the browser; the worker checks it and carries it out."""

from django.db import models

from mingtang.domains.services.catalogue.permissions import EDIT_ITEMS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class TableImport(models.Model):
    """A table on its way in. `content` is kept until the import has ended; `findings` are its faults, or the defects of
    its items, as rows of number, code, name and sentences.
    """

    class State(models.TextChoices):
        CHECKING = "checking", "检查中"
        CHECKED = "checked", "待确认"
        REJECTED = "rejected", "有错误"
        CARRYING = "carrying", "导入中"
        DONE = "done", "已导入"
        FAILED = "failed", "没有完成"

    below = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="上级机构")
    account = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="导入人")
    post = models.ForeignKey("directory.Post", models.PROTECT, null=True, related_name="+", verbose_name="岗位")
    name = models.CharField("文件", max_length=200)
    content = models.BinaryField("表格", default=bytes)
    mapping = models.JSONField("列名对照", default=dict)
    publish = models.BooleanField("同时发布", default=False)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.CHECKING)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    counts = models.JSONField("计数", default=dict)
    findings = models.JSONField("问题", default=list)
    failure = models.CharField("没有完成的原因", max_length=300, blank=True)
    asked_at = models.DateTimeField("发起时间")
    ended_at = models.DateTimeField("完成时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=EDIT_ITEMS, organ="below_id")
    confidential = frozenset({"content", "findings"})  # too long for a record; their digests are enough

    class Meta:
        verbose_name = "事项导入"
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["below", "-asked_at"], name="item_import_of_organ")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.CARRYING}
