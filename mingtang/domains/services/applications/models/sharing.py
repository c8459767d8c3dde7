"""Licences that an application was given instead of a material (免提交)."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class SharedLicence(models.Model):
    """A licence of the store that stands for the material `material` of an application (已共享).

    The copy with its purpose (加注件) is made after the application has been submitted, and kept under `file_name`.
    """

    application = models.ForeignKey(
        "services_applications.Application", models.CASCADE, related_name="shared", verbose_name="办件"
    )
    material = models.CharField("材料代号", max_length=80)
    licence = models.ForeignKey("services_licences.Licence", models.PROTECT, related_name="+", verbose_name="电子证照")
    pulled_at = models.DateTimeField("调用时间", default=timezone.now)
    file_name = models.CharField("加注件", max_length=120, blank=True)
    file_digest = models.CharField("文件摘要", max_length=64, blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="application__organ_id", owner="application__owner_id")

    class Meta:
        verbose_name = "共享的证照"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "material"], name="one_licence_per_material")]

    def __str__(self) -> str:
        return str(self.licence)

    def get_absolute_url(self) -> str:
        return reverse("application_shared_licence", args=[self.application_id, self.pk])
