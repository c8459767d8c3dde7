"""Rows for the superior platform, in the order in which they must be sent."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.urls import reverse

from mingtang.domains.services.reporting.permissions import READ_REPORTED
from mingtang.domains.services.reporting.rules import OPERATIONS
from mingtang.domains.services.reporting.sets import SET_TITLES, fields_of, secret_fields
from mingtang.kernel.directory.api import seal, unseal
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection

SECRET = "reporting.row"  # noqa: S105 - the name of a column, for its encryption
MASK = "●●●●●●"


class ReportedRow(models.Model):
    """One row of a set as it was at a moment. Rows are only added: what changes is told again under the same `guid`.

    `data` holds the open values, `secrets` the encrypted ones; `fault` says why a row cannot be sent as it is.
    """

    set = models.CharField("数据集", max_length=20, choices=list(SET_TITLES.items()))
    guid = models.UUIDField("行标识")
    operation = models.CharField(
        "操作", max_length=1, choices=[(each.value, word) for each, word in OPERATIONS.items()]
    )
    at = models.DateTimeField("时间")
    batch = models.CharField("批次", max_length=8)
    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, related_name="+", verbose_name="办件"
    )
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="承办机构")
    data = models.JSONField("内容")
    secrets = models.TextField(blank=True)
    digest = models.CharField("摘要", max_length=64)
    fault = models.CharField("问题", max_length=1000, blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REPORTED, organ="organ_id")
    confidential = frozenset({"data", "secrets"})

    class Meta:
        verbose_name = "上报数据"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["application", "set"], name="reported_of_application"),
            models.Index(fields=["organ", "-id"], name="reported_of_organ"),
            models.Index(fields=["set", "-id"], name="reported_of_set"),
        ]

    def __str__(self) -> str:
        return f"{self.get_set_display()} {self.data.get('project_no', '')}"

    def get_absolute_url(self) -> str:
        return reverse("reported_row", args=[self.pk])

    @classmethod
    def confidential_values(cls, set_name: str, values: Mapping[str, str]) -> dict[str, str]:
        """The column for the secret ones among `values`."""
        secret = {name: values[name] for name in sorted(secret_fields(set_name)) if values.get(name)}
        return {"secrets": seal(json.dumps(secret, ensure_ascii=False), SECRET) if secret else ""}

    @property
    def values(self) -> dict[str, str]:
        """What is sent, secrets in clear."""
        return self.data | (json.loads(unseal(self.secrets, SECRET)) if self.secrets else {})

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """Title, name and value of each field; secrets masked, codes with their words (GB/T 39046-2020 annex A)."""
        secret = secret_fields(self.set) if self.secrets else frozenset[str]()
        fields = fields_of(self.set)
        return [
            (
                shape["title"],
                name,
                MASK if name in secret else _in_words(self.data.get(name, ""), shape.get("words", {})),
            )
            for name, shape in fields.items()
        ]


def _in_words(value: str, words: Mapping[str, str]) -> str:
    return f"{value}（{words[value]}）" if value in words else value
