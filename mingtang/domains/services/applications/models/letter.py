"""Documents that were issued in an application (文书)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.letters.api import Filed


class IssuedLetter(Filed):
    """One document: its number from the organ's series, and the data it is set from. The PDF is set after the commit, and
    the OFD behind it.

    `template` is the version it was set by, so that it can be set again as it was. Voided numbers stay in the register.
    """

    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, related_name="letters", verbose_name="办件"
    )
    part = models.ForeignKey(
        "services_applications.Part", models.PROTECT, null=True, related_name="letters", verbose_name="办理部分"
    )
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="发文机关")
    kind = models.CharField("类别", max_length=20)
    title = models.CharField("名称", max_length=60)
    number = models.CharField("文号", max_length=80)
    data = models.JSONField("内容")
    template = models.ForeignKey("letters.LetterVersion", models.PROTECT, related_name="+", verbose_name="模板版本")
    issued_at = models.DateTimeField("制发时间")
    issued_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="制发人"
    )
    delivered_at = models.DateTimeField("送达时间", null=True)
    voided_at = models.DateTimeField("作废时间", null=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="organ_id", owner="application__owner_id")
    confidential = frozenset({"data"})  # names and telephone numbers

    class Meta:
        verbose_name = "文书"
        ordering = ["issued_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "number"], name="letter_number_of_organ")]
        indexes = [models.Index(fields=["issued_at"], condition=Q(file_name=""), name="letter_to_set")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("application_letter", args=[self.pk])
