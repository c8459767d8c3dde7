"""Types of licences (证照类型), and who issues them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.domains.services.licences.permissions import MANAGE_LICENCE_TYPES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection

LONGEST_TERM = 600


class LicenceType(models.Model):
    """What licences are of one type: their code (GB/T 36902), what stands on their face, how long they hold.

    `form` describes the face (照面信息), `letter` is the code of the template of the certificate. Between
    `renewal_from` and `renewal_until`, codes of time limits counted back from the end, a renewal may be asked for.
    """

    code = models.CharField("证照类型代码", max_length=21, unique=True)
    name = models.CharField("证照名称", max_length=120)
    form = models.ForeignKey("forms.FormDefinition", models.PROTECT, related_name="+", verbose_name="照面信息")
    letter = models.CharField("证照模板", max_length=60)
    term = models.PositiveSmallIntegerField(
        "有效期（月）", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TERM)]
    )
    basis = models.CharField("设定依据", max_length=200)
    renewal_from = models.CharField("最早申请延续", max_length=60, blank=True)
    renewal_until = models.CharField("最迟申请延续", max_length=60, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_LICENCE_TYPES, organ="")

    class Meta:
        verbose_name = "证照类型"
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(term=None) | Q(term__gt=0), name="licence_term_is_positive")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("licence_type", args=[self.pk])

    @property
    def definer(self) -> str:
        """Unified social credit code of whoever defined the type."""
        return self.code[:18]

    @property
    def numbering(self) -> str:
        """The kind of number that licences of this type bear."""
        return f"licence:{self.code}"


class Issuer(models.Model):
    """An organ that issues licences of a type."""

    type = models.ForeignKey(LicenceType, models.CASCADE, related_name="issuers", verbose_name="证照类型")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="颁发机构")

    class Meta:
        verbose_name = "颁发机构"
        ordering = ["type", "organ"]
        constraints = [models.UniqueConstraint(fields=["type", "organ"], name="one_issuer_per_type_and_organ")]

    def __str__(self) -> str:
        return f"{self.type} {self.organ}"
