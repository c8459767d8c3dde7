"""Versions of items: what is drawn up, reviewed, audited, and then never changes again."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.domains.services.catalogue.models.item import ServiceItem
from mingtang.domains.services.catalogue.permissions import READ_ITEMS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.digests import canonical_json, sm3_hex


class ItemVersion(models.Model):
    """One version: the document that `item.yaml` describes, and the SM3 digest of its canonical form.

    `base_version` is the version of the superior's item whose content this one last knew of. `note` says why it came
    back. `companions` are the digests of the form and the process that were submitted with it as drafts, by element.
    `editors` are the accounts that have written in it: none of them may pass it on. `defects` counts what kept it
    from publication when it was last judged; imported guides may be in force with some.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        REVIEW = "agency_review", "部门审核中"
        AUDIT = "audit", "审定中"
        SCHEDULED = "scheduled", "待生效"
        PUBLISHED = "published", "已发布"
        SUSPENDED = "suspended", "暂停办理"
        SUPERSEDED = "superseded", "已被替代"
        CANCELLED = "cancelled", "已取消"

    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="versions", verbose_name="事项")
    number = models.PositiveIntegerField("版本号")
    document = models.JSONField("内容", encoder=DjangoJSONEncoder)
    digest = models.CharField("摘要", max_length=64)
    state = models.CharField("状态", max_length=13, choices=State.choices, default=State.DRAFT)
    base_version = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="上级版本")
    author = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="编制人")
    editors = models.JSONField("编制过的账号", default=list)
    reviewer = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    auditor = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="审定人")
    companions = models.JSONField("随附草稿", default=dict)
    defects = models.PositiveSmallIntegerField("问题数", default=0)
    note = models.CharField("退回意见", max_length=1000, blank=True)
    plan_effective_date = models.DateField("计划生效日期", null=True)
    saved_at = models.DateTimeField("保存时间")
    submitted_at = models.DateTimeField("提交时间", null=True)
    reviewed_at = models.DateTimeField("部门审核时间", null=True)
    audited_at = models.DateTimeField("审定时间", null=True)
    published_at = models.DateTimeField("生效时间", null=True)
    ended_at = models.DateTimeField("失效时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="item__organ_id")
    confidential = frozenset({"document"})  # not secret, but records keep its digest instead of its length

    class Meta:
        verbose_name = "事项版本"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_number"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state__in=["draft", "agency_review", "audit", "scheduled"]),
                name="one_open_item_version",
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state__in=["published", "suspended"]), name="one_item_version_in_force"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "saved_at"], name="item_version_waiting")]

    def __str__(self) -> str:
        return f"{self.item.name} 第 {self.number} 版"

    def get_absolute_url(self) -> str:
        return reverse("service_item_version", args=[self.item_id, self.number])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @staticmethod
    def digest_of(document: Any) -> str:
        """The digest of a document: the same however it is laid out."""
        return sm3_hex(canonical_json(document))


OPEN = frozenset(
    {ItemVersion.State.DRAFT, ItemVersion.State.REVIEW, ItemVersion.State.AUDIT, ItemVersion.State.SCHEDULED}
)
"""States of a version that is not in force yet."""

IN_FORCE = frozenset({ItemVersion.State.PUBLISHED, ItemVersion.State.SUSPENDED})
