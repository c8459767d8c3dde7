"""Forms and their versions. A published version never changes again: what was filled in must stay readable by it."""

import re
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.forms.permissions import READ_FORMS
from mingtang.lib.digests import canonical_json, sm3_hex

CODE = RegexValidator(re.compile(r"[a-z][a-z0-9-]{1,59}\Z"), "代号用小写字母、数字和连字符，以字母开头，至少两个字符。")


class FormDefinition(models.Model):
    """What versions are versions of. Without an organ it belongs to the node."""

    code = models.CharField("代号", max_length=60, unique=True, validators=[CODE])
    title = models.CharField("名称", max_length=120)
    organ = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属机构"
    )

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_FORMS)

    class Meta:
        verbose_name = "表单"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("form_page", args=[self.pk])


class State(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    RETIRED = "retired", "已停用"


class FormVersion(models.Model):
    """One version: the document as it was written, and the SM3 digest of its canonical form."""

    definition = models.ForeignKey(FormDefinition, models.PROTECT, related_name="versions", verbose_name="表单")
    number = models.PositiveIntegerField("版本号")
    text = models.TextField("文档")
    digest = models.CharField("摘要", max_length=64)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="设计人")
    saved_at = models.DateTimeField("保存时间")
    publisher = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_FORMS, organ="definition__organ_id")
    confidential = frozenset({"text"})  # not secret, but records keep its digest instead of its length

    class Meta:
        verbose_name = "表单版本"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="form_version_number"),
            models.UniqueConstraint(fields=["definition"], condition=Q(state="draft"), name="one_form_draft"),
            models.UniqueConstraint(fields=["definition"], condition=Q(state="published"), name="one_published_form"),
        ]

    def __str__(self) -> str:
        return f"{self.definition.title} 第 {self.number} 版"

    def get_absolute_url(self) -> str:
        return reverse("form_version", args=[self.definition_id, self.number])

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @staticmethod
    def digest_of(document: Any) -> str:
        """The digest of a document: the same however it is laid out."""
        return sm3_hex(canonical_json(document))
