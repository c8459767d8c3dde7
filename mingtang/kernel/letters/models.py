"""Templates of letters and their versions. What is published never changes: a letter can be set again as it was."""

import re
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.letters.permissions import READ_LETTERS
from mingtang.lib.digests import canonical_json, sm3_hex

CODE = RegexValidator(re.compile(r"[a-z][a-z0-9-]{1,59}\Z"), "代号用小写字母、数字和连字符，以字母开头，至少两个字符。")


class LetterTemplate(models.Model):
    """What versions are versions of. Without an organ it belongs to the node."""

    code = models.CharField("代号", max_length=60, unique=True, validators=[CODE])
    title = models.CharField("名称", max_length=120)
    organ = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属机构"
    )

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_LETTERS)

    class Meta:
        verbose_name = "文书模板"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("letter_page", args=[self.pk])


class State(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    RETIRED = "retired", "已停用"


class LetterVersion(models.Model):
    """One version: the typst source, the variables it needs, and sample data to look at it with."""

    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="versions", verbose_name="文书模板")
    number = models.PositiveIntegerField("版本号")
    source = models.TextField("源文")
    variables = models.JSONField("变量", default=list)
    sample = models.TextField("示例数据")
    digest = models.CharField("摘要", max_length=64)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="设计人")
    saved_at = models.DateTimeField("保存时间")
    publisher = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_LETTERS, organ="template__organ_id")
    confidential = frozenset({"source", "sample"})  # not secret, but records keep their digests

    class Meta:
        verbose_name = "文书模板版本"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="letter_version_number"),
            models.UniqueConstraint(fields=["template"], condition=Q(state="draft"), name="one_letter_draft"),
            models.UniqueConstraint(fields=["template"], condition=Q(state="published"), name="one_published_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.template.title} 第 {self.number} 版"

    def get_absolute_url(self) -> str:
        return reverse("letter_version", args=[self.template_id, self.number])

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @staticmethod
    def digest_of(source: str, variables: Any, sample: str) -> str:
        """The digest of everything that makes a version."""
        return sm3_hex(canonical_json({"source": source, "variables": variables, "sample": sample}))
