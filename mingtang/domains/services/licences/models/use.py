"""The log of uses: who looked at a licence, took it for a case, or had a copy made, and what for."""

from django.db import models
from django.utils import timezone

from mingtang.domains.services.licences.models.licence import Licence
from mingtang.domains.services.licences.permissions import READ_LICENCES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class LicenceUse(models.Model):
    """One use of a licence; written once. `digest` is the SM3 of the copy that was handed out."""

    class Kind(models.TextChoices):
        PULLED = "pulled", "办件调用"
        COPIED = "copied", "加注件"
        SHOWN = "shown", "亮证"
        VERIFIED = "verified", "核验"

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="uses", verbose_name="电子证照")
    kind = models.CharField("方式", max_length=8, choices=Kind.choices)
    account = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="使用者")
    name = models.CharField("使用者", max_length=160)
    organ_name = models.CharField("单位", max_length=160, blank=True)
    address = models.CharField("来源地址", max_length=45, blank=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", verbose_name="办件")
    purpose = models.CharField("用途", max_length=200)
    digest = models.CharField("文件摘要", max_length=64, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_LICENCES, organ="licence__issuer_id")

    class Meta:
        verbose_name = "用证记录"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["licence", "-at"], name="use_of_licence")]

    def __str__(self) -> str:
        return f"{self.licence} {self.get_kind_display()}"
