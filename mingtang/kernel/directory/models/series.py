"""Gap-free official numbers per organ, kind and year."""

from django.db import models

from mingtang.kernel.directory.permissions import MANAGE_NUMBERS, READ_DIRECTORY
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class NumberFormat(models.Model):
    """The template of a kind of number for one organ, or for every organ without its own (`organ` empty)."""

    organ = models.ForeignKey(
        "directory.Organ", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="机构"
    )
    kind = models.CharField("种类", max_length=40)
    template = models.CharField("模板", max_length=80)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_DIRECTORY)

    class Meta:
        verbose_name = "编号规则"
        ordering = ["kind", "organ_id"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "kind"], name="one_format_per_organ_and_kind"),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(organ=None), name="one_default_format_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.template}"


class NumberSeries(models.Model):
    """The last number issued. The row is locked until the transaction that took a number ends, so none is missing."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="机构")
    kind = models.CharField("种类", max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_NUMBERS)

    class Meta:
        verbose_name = "编号序列"
        ordering = ["organ_id", "kind", "-year"]
        constraints = [models.UniqueConstraint(fields=["organ", "kind", "year"], name="one_series_per_year")]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.kind} {self.year}: {self.last}"
