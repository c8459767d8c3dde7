"""The base catalogue (基本目录): what exists by law, without times and materials."""

from django.db import models

from mingtang.domains.services.catalogue.permissions import MANAGE_CATALOG
from mingtang.domains.services.catalogue.rules.vocabulary import TASK_TYPES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class CatalogItem(models.Model):
    """One entry of the national or provincial list. It is public; its code is never used again.

    `use_levels` are the digits of the levels that may exercise it, `"34"`; empty when the list does not say.
    """

    class State(models.TextChoices):
        IN_FORCE = "in_force", "有效"
        CANCELLED = "cancelled", "已取消"

    catalog_code = models.CharField("基本编码", max_length=64, unique=True)
    name = models.CharField("名称", max_length=200)
    task_type = models.CharField("事项类型", max_length=2, choices=list(TASK_TYPES.items()))
    use_levels = models.CharField("行使层级", max_length=7, blank=True)
    legal_basis = models.TextField("设定依据", blank=True)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.IN_FORCE)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_CATALOG, organ="")

    class Meta:
        verbose_name = "基本目录"
        ordering = ["catalog_code"]

    def __str__(self) -> str:
        return f"{self.catalog_code} {self.name}"
