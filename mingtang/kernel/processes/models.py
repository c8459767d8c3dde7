"""Definitions and their versions: processes as BPMN, decision tables as DMN. What is published never changes again."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.processes.permissions import READ_PROCESSES
from mingtang.lib.digests import sm3_hex

KEY = RegexValidator(re.compile(r"[a-z][a-z0-9-]{1,59}\Z"), "代号用小写字母、数字和连字符，以字母开头，至少两个字符。")


class State(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    RETIRED = "retired", "已停用"


class Definition(models.Model):
    """What versions are versions of. Without an organ it belongs to the node and serves every organ of it."""

    key = models.CharField("代号", max_length=60, validators=[KEY])
    title = models.CharField("名称", max_length=120)
    category = models.CharField("类别", max_length=40, blank=True)
    organ = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属机构"
    )

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_PROCESSES, organ="organ_id")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One version of a definition. `xml` is what was drawn, `digest` its SM3: the name of exactly this content."""

    number = models.PositiveIntegerField("版本号")
    xml = models.TextField("内容")
    digest = models.CharField("摘要", max_length=64)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.DRAFT)
    note = models.CharField("修改说明", max_length=200, blank=True)
    author = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="设计人")
    saved_at = models.DateTimeField("保存时间")
    publisher = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    confidential = frozenset({"xml"})  # not secret, but records keep its digest instead of megabytes

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.definition.title} 第 {self.number} 版"

    @property
    def definition(self) -> Definition:
        raise NotImplementedError

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @staticmethod
    def digest_of(xml: str) -> str:
        """The digest of a content, 64 hex digits."""
        return sm3_hex(xml.encode())


def _of_one_definition(name: str) -> list[models.BaseConstraint]:
    """Numbers are unique; of drafts there is one at most, and of published versions too."""
    one_draft = models.UniqueConstraint(fields=[name], condition=Q(state=State.DRAFT), name=f"one_draft_of_{name}")
    one_published = models.UniqueConstraint(
        fields=[name], condition=Q(state=State.PUBLISHED), name=f"one_published_of_{name}"
    )
    return [models.UniqueConstraint(fields=[name, "number"], name=f"version_of_{name}"), one_draft, one_published]


def _of_one_owner(name: str) -> list[models.BaseConstraint]:
    """A key is taken once for each organ, and once for the node."""
    return [
        models.UniqueConstraint(fields=["organ", "key"], name=f"{name}_key_of_organ"),
        models.UniqueConstraint(fields=["key"], condition=Q(organ=None), name=f"{name}_key_of_node"),
    ]


class Process(Definition):
    """A process (流程) that cases run on."""

    class Meta:
        verbose_name = "流程"
        constraints = _of_one_owner("process")

    def get_absolute_url(self) -> str:
        return reverse("process_page", args=[self.pk])


class ProcessVersion(Version):
    """A version of a process. `pinned` names, by key, the versions of the decision tables it was published with."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="versions", verbose_name="流程")
    pinned = models.JSONField("所用决策表", default=dict, blank=True)

    protection = Protection(read=READ_PROCESSES, organ="process__organ_id")

    class Meta:
        verbose_name = "流程版本"
        ordering = ["-number"]
        constraints = _of_one_definition("process")

    @property
    def definition(self) -> Process:
        return self.process

    def get_absolute_url(self) -> str:
        return reverse("process_version", args=[self.process_id, self.number])


class Decision(Definition):
    """A decision table (决策表) that business rule tasks ask by its key."""

    class Meta:
        verbose_name = "决策表"
        constraints = _of_one_owner("decision")

    def get_absolute_url(self) -> str:
        return reverse("decision_page", args=[self.pk])


class DecisionVersion(Version):
    """A version of a decision table."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="versions", verbose_name="决策表")

    protection = Protection(read=READ_PROCESSES, organ="decision__organ_id")

    class Meta:
        verbose_name = "决策表版本"
        ordering = ["-number"]
        constraints = _of_one_definition("decision")

    @property
    def definition(self) -> Decision:
        return self.decision

    def get_absolute_url(self) -> str:
        return reverse("decision_version", args=[self.decision_id, self.number])
