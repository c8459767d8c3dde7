"""The letters that went out."""

from typing import Any

from django.db import models

from mingtang.domains.disclosure.requests.models.request import DisclosureRequest
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class DisclosureLetter(models.Model):
    """A letter of a request: its number, and the data and version it is set from, so that it can be set again as it was."""

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="letters", verbose_name="申请")
    kind = models.CharField("类别", max_length=20)
    title = models.CharField("名称", max_length=60)
    number = models.CharField("文号", max_length=80)
    data = models.JSONField("内容")
    template = models.ForeignKey("letters.LetterVersion", models.PROTECT, related_name="+", verbose_name="模板版本")
    issued_on = models.DateField("制发日期")
    issued_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="制发人"
    )

    confidential = frozenset({"data"})
    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="request__organ_id")

    class Meta:
        verbose_name = "公开申请文书"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def is_for_applicant(self) -> bool:
        return self.kind not in {"third_party", "co_maker"}
