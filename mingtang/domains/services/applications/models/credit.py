"""Dishonesty that has consequences for later applications (信用记录)."""

from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.directory.api import index_of, indexes_of, seal, unseal
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection

SUBJECT_COLUMN = "credit.subject"


class CreditQuerySet(ProtectedQuerySet):
    def of_subject(self, number: str) -> Self:
        """Records of whoever has this number, in normal form."""
        return self.filter(subject_index__in=indexes_of(number, SUBJECT_COLUMN))

    def unrepaired(self) -> Self:
        """Those whose subject has not restored its credit (信用修复)."""
        return self.filter(repaired_at=None)


class CreditRecord(models.Model):
    """One act of dishonesty in an application: what, found when, until when it shuts the easier ways, whether made good."""

    class Kind(models.TextChoices):
        FALSE_COMMITMENT = "false_commitment", "承诺不实"
        UNKEPT_PROMISE = "unkept_promise", "容缺材料未按承诺补齐"

    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, related_name="credit_records", verbose_name="办件"
    )
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="认定机关")
    kind = models.CharField("情形", max_length=20, choices=Kind.choices)
    subject_name = models.CharField("信用主体", max_length=160)
    subject_cipher = models.TextField()
    subject_index = models.CharField(max_length=64, db_index=True)
    facts = models.CharField("认定的事实", max_length=2000)
    basis = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("认定时间", default=timezone.now)
    barred_until = models.DateField("不适用告知承诺至")
    repaired_at = models.DateTimeField("修复时间", null=True)
    repaired_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="修复经办人"
    )
    repair_note = models.CharField("修复说明", max_length=500, blank=True)

    objects: Any = CreditQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="organ_id")
    confidential = frozenset({"subject_cipher", "subject_index"})

    class Meta:
        verbose_name = "信用记录"
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["organ", "-recorded_at"], name="credit_record_of_organ")]

    def __str__(self) -> str:
        return f"{self.subject_name}：{self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("credit_record", args=[self.pk])

    @property
    def subject_number(self) -> str:
        """The whole number; show `masked_subject` on screens."""
        return unseal(self.subject_cipher, SUBJECT_COLUMN)

    @property
    def masked_subject(self) -> str:
        return self.application.masked_applicant

    @staticmethod
    def confidential_values(number: str) -> dict[str, str]:
        """Columns for the number of a subject in normal form."""
        return {"subject_cipher": seal(number, SUBJECT_COLUMN), "subject_index": index_of(number, SUBJECT_COLUMN)}
