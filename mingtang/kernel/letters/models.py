"""Templates of letters and their versions: a letter can be set again as it was. And the files that documents become."""

from typing import Any

from django.db import models

from mingtang.kernel.definitions.api import Definition, Version
from mingtang.kernel.evidence.api import Protection
from mingtang.kernel.letters.permissions import READ_LETTERS


class LetterTemplate(Definition):
    """A template (文书模板)."""

    word = "letter"
    protection = Protection(read=READ_LETTERS)

    class Meta(Definition.Meta):
        verbose_name = "文书模板"


class LetterVersion(Version):
    """One version: the typst source, the variables it needs, and sample data to look at it with."""

    definition: Any = models.ForeignKey(
        LetterTemplate, models.PROTECT, related_name="versions", verbose_name="文书模板"
    )
    source = models.TextField("源文")
    variables = models.JSONField("变量", default=list)
    sample = models.TextField("示例数据")

    protection = Protection(read=READ_LETTERS, organ="definition__organ_id")
    confidential = frozenset({"source", "sample"})

    class Meta(Version.Meta):
        verbose_name = "文书模板版本"


class Filed(models.Model):
    """A document that becomes files: the PDF behind the act that issued it, sealed where its organ has a seal, then the OFD."""

    file_name = models.CharField("文件", max_length=120, blank=True)
    file_digest = models.CharField("文件摘要", max_length=64, blank=True)
    is_sealed = models.BooleanField("已用印", default=False)
    ofd_name = models.CharField("OFD 文件", max_length=120, blank=True)
    ofd_digest = models.CharField("OFD 文件摘要", max_length=64, blank=True)

    class Meta:
        abstract = True
