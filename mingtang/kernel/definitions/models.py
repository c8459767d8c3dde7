"""What all definitions are: a key and a title, an owner, and versions. What is published never changes again.

Both are abstract: an app makes its own tables of them. A definition names its `word`, a version its foreign key
`definition` (with `related_name="versions"`), both their protection.
"""

import re
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.kernel.evidence.api import ProtectedQuerySet

KEY = RegexValidator(re.compile(r"[a-z][a-z0-9-]{1,59}\Z"), "代号用小写字母、数字和连字符，以字母开头，至少两个字符。")


class State(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    RETIRED = "retired", "已停用"


class Definition(models.Model):
    """What versions are versions of. Without an organ it belongs to the node and serves every organ of it.

    `word` begins the names of its addresses (`form_page`) and the subjects of its facts (`form:12`).
    """

    word: ClassVar[str]
    versions: Any

    key = models.CharField("代号", max_length=60, validators=[KEY])
    title = models.CharField("名称", max_length=120)
    organ = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属机构"
    )

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "organ"], name="%(class)s_key_of_organ"),
            models.UniqueConstraint(fields=["key"], condition=Q(organ=None), name="%(class)s_key_of_node"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(f"{self.word}_page", args=[self.pk])


class Version(models.Model):
    """One version of a definition. `digest` is an SM3 that names exactly its content.

    Of one definition at most one version is a draft, always the newest, and at most one is published.
    `confidential` names the columns of the content: they are not secret, but records keep their digests instead.
    """

    definition: Any
    definition_id: int
    confidential: ClassVar[frozenset[str]] = frozenset()

    number = models.PositiveIntegerField("版本号")
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

    class Meta:
        abstract = True
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="%(class)s_number"),
            models.UniqueConstraint(
                fields=["definition"], condition=Q(state=State.DRAFT), name="%(class)s_is_the_draft"
            ),
            models.UniqueConstraint(
                fields=["definition"], condition=Q(state=State.PUBLISHED), name="%(class)s_is_published"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition.title} 第 {self.number} 版"

    def get_absolute_url(self) -> str:
        meta: Any = self._meta
        word = meta.get_field("definition").related_model.word
        return reverse(f"{word}_version", args=[self.definition_id, self.number])

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT
