"""How the part of one organ went, in the days and marks that statistics count."""

from django.db import models
from django.db.models import Q

from mingtang.domains.services.efficiency.permissions import READ_EFFICIENCY
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Outcome(models.Model):
    """One row for each part: what counters hold of it (`rules.tally`). Written again whenever a fact of it arrives.

    Days are those of legal time. Working days leave out what was paused; None until the decision. Materials are counted once, in the part that is the whole.
    """

    part = models.OneToOneField(
        "services_applications.Part", models.CASCADE, primary_key=True, related_name="outcome", verbose_name="办理部分"
    )
    application = models.ForeignKey(
        "services_applications.Application", models.CASCADE, related_name="outcomes", verbose_name="办件"
    )
    organ = models.ForeignKey(
        "directory.Organ", models.PROTECT, related_name="+", db_index=False, verbose_name="承办机构"
    )
    item = models.ForeignKey(
        "services_catalogue.ServiceItem", models.PROTECT, related_name="+", db_index=False, verbose_name="事项"
    )
    person = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="承办人"
    )
    submitted_on = models.DateField("提交日期")
    accepted_on = models.DateField("受理日期", null=True)
    refused_on = models.DateField("不予受理日期", null=True)
    decided_on = models.DateField("决定日期", null=True)
    abandoned_on = models.DateField("未作决定而办结的日期", null=True)
    online = models.BooleanField("网上提交", default=False)
    immediate = models.BooleanField("即办件", default=False)
    corrected = models.BooleanField("补正过", default=False)
    denied = models.BooleanField("不予许可", default=False)
    on_time = models.BooleanField("按期", default=False)
    early = models.BooleanField("提前", default=False)
    working_days = models.PositiveIntegerField("工作日", null=True)
    natural_days = models.PositiveIntegerField("自然日", null=True)
    materials = models.PositiveIntegerField("必要材料", default=0)
    shared = models.PositiveIntegerField("其中共享的", default=0)
    pullable = models.BooleanField("可以调用电子证照", default=False)
    pulled = models.BooleanField("调用了电子证照", default=False)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_EFFICIENCY, organ="organ_id")

    class Meta:
        verbose_name = "办理情况"
        ordering = ["-submitted_on", "-pk"]
        indexes = [
            models.Index(fields=["organ", "-submitted_on"], name="outcome_of_organ"),
            models.Index(fields=["organ", "-decided_on"], name="outcome_decided"),
            models.Index(fields=["decided_on"], name="outcome_by_decision"),
            models.Index(fields=["item", "-submitted_on"], name="outcome_of_item"),
            models.Index(fields=["person", "-decided_on"], name="outcome_of_person"),
            models.Index(
                fields=["organ"],
                condition=Q(decided_on=None, refused_on=None, abandoned_on=None),
                name="outcome_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}"
