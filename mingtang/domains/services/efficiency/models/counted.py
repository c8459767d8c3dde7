"""Maintained counters. They equal a recount of the outcomes (`mingtang services recount --check`)."""

from typing import Any

from django.db import models

from mingtang.domains.services.efficiency.permissions import READ_EFFICIENCY
from mingtang.domains.services.efficiency.rules.tally import MEASURES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Counted(models.Model):
    """What is counted for somebody in a time that begins on `start`; each measure on the day of its own event."""

    start = models.DateField("起始日期")
    submitted = models.IntegerField("提交", default=0)
    online = models.IntegerField("网上提交", default=0)
    accepted = models.IntegerField("受理", default=0)
    corrected = models.IntegerField("受理件中补正过的", default=0)
    denied = models.IntegerField("受理件中不予许可的", default=0)
    refused = models.IntegerField("不予受理", default=0)
    decided = models.IntegerField("办结", default=0)
    on_time = models.IntegerField("按期办结", default=0)
    early = models.IntegerField("提前办结", default=0)
    immediate = models.IntegerField("即办件办结", default=0)
    working_days = models.IntegerField("办理工作日合计", default=0)
    natural_days = models.IntegerField("办理自然日合计", default=0)
    abandoned = models.IntegerField("撤回、终止、补正不来", default=0)

    materials = models.IntegerField("必要材料", default=0)
    shared = models.IntegerField("其中共享的", default=0)
    pullable = models.IntegerField("可以调用电子证照的", default=0)
    pulled = models.IntegerField("调用了电子证照的", default=0)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_EFFICIENCY, organ="organ_id")

    class Meta:
        abstract = True


def _organ(related_name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "directory.Organ", models.CASCADE, related_name=related_name, db_index=False, verbose_name="机构"
    )


class OrganDay(Counted):
    """One organ on one day."""

    organ = _organ("+")

    class Meta:
        verbose_name = "机构日计数"
        constraints = [models.UniqueConstraint(fields=["organ", "start"], name="organ_day")]
        indexes = [models.Index(fields=["start"], name="organ_day_of")]


class OrganMonth(Counted):
    """One organ in one month."""

    organ = _organ("efficiency_months")

    class Meta:
        verbose_name = "机构月计数"
        constraints = [models.UniqueConstraint(fields=["organ", "start"], name="organ_month")]
        indexes = [models.Index(fields=["start"], name="organ_month_of")]


class ItemMonth(Counted):
    """One item, as one organ handled it, in one month."""

    organ = _organ("+")
    item = models.ForeignKey(
        "services_catalogue.ServiceItem", models.CASCADE, related_name="efficiency_months", db_index=False, verbose_name="事项"
    )  # fmt: skip

    class Meta:
        verbose_name = "事项月计数"
        constraints = [models.UniqueConstraint(fields=["item", "organ", "start"], name="item_month")]
        indexes = [models.Index(fields=["organ", "start"], name="item_month_of_organ")]


class PersonMonth(Counted):
    """One handler in one organ in one month."""

    organ = _organ("+")
    person = models.ForeignKey(
        "directory.Account", models.CASCADE, related_name="efficiency_months", db_index=False, verbose_name="承办人"
    )

    class Meta:
        verbose_name = "人员月计数"
        constraints = [models.UniqueConstraint(fields=["person", "organ", "start"], name="person_month")]
        indexes = [models.Index(fields=["organ", "start"], name="person_month_of_organ")]


assert all(hasattr(Counted, name) for name in MEASURES)  # the pure tally and its columns say the same
