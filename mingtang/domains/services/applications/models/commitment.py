"""What an applicant has committed to in writing (告知承诺)."""

from django.db import models
from django.utils import timezone

from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Commitment(models.Model):
    """The words an applicant was told and has committed to, with their SM3 digest; the letter is set from these words."""

    application = models.OneToOneField(
        "services_applications.Application", models.CASCADE, related_name="commitment", verbose_name="办件"
    )
    told = models.JSONField("告知和承诺的内容")
    digest = models.CharField("内容摘要", max_length=64)
    name = models.CharField("承诺人", max_length=160)
    account = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="账号")
    at = models.DateTimeField("承诺时间", default=timezone.now)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="application__organ_id", owner="application__owner_id")

    class Meta:
        verbose_name = "承诺"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d}"
