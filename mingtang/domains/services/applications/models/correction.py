"""What an applicant was asked to correct, all of it in one notice."""

from django.db import models

from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Defect(models.Model):
    """One thing to be corrected (补正内容): a material or a part of the form, what is wrong, and on which basis.

    `notice` counts the correction notices of an application; 0 as long as none was issued.
    """

    application = models.ForeignKey(
        "services_applications.Application", models.CASCADE, related_name="defects", verbose_name="办件"
    )
    part = models.ForeignKey(
        "services_applications.Part", models.CASCADE, related_name="defects", verbose_name="提出机构"
    )
    about = models.CharField("补正对象", max_length=200)
    material = models.CharField("材料代号", max_length=80, blank=True)
    requirement = models.CharField("补正要求", max_length=500)
    basis = models.CharField("依据", max_length=300, blank=True)
    notice = models.PositiveSmallIntegerField("补正告知次数", default=0)
    told_at = models.DateTimeField("告知时间", null=True)
    corrected_at = models.DateTimeField("补正时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="part__organ_id")

    class Meta:
        verbose_name = "补正内容"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.about}：{self.requirement}"
