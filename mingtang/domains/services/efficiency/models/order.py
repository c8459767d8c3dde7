"""Orders to account for something (督办单)."""

from typing import Self

from django.db import models
from django.urls import reverse

from mingtang.domains.services.efficiency.permissions import ANSWER_LIGHTS, READ_EFFICIENCY
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection


class OrderQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Orders of the organs one supervises, and those one has to answer."""
        return super().visible_to(actor) | actor.narrow(self, ANSWER_LIGHTS, self.model.protection)


class SupervisionOrder(models.Model):
    """One order (督办单), from a light or an application: what is asked, until when, and the answer."""

    class State(models.TextChoices):
        SENT = "sent", "待答复"
        ANSWERED = "answered", "已答复"
        CLOSED = "closed", "已办结"

    number = models.CharField("督办编号", max_length=80)
    light = models.ForeignKey(
        "services_efficiency.Light", models.PROTECT, null=True, related_name="orders", verbose_name="红黄灯"
    )
    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, null=True, related_name="+", verbose_name="办件"
    )
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="督办对象")
    content = models.CharField("督办内容", max_length=600)
    sender = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="督办人")
    sent_at = models.DateTimeField("督办发出时间")
    due_at = models.DateTimeField("答复期限")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.SENT)
    answer = models.CharField("答复", max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)

    objects = OrderQuerySet.as_manager()
    protection = Protection(read=READ_EFFICIENCY, organ="organ_id")

    class Meta:
        verbose_name = "督办单"
        ordering = ["-sent_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "number"], name="order_number_of_organ")]
        indexes = [models.Index(fields=["organ", "-sent_at"], name="order_of_organ")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("supervision_order", args=[self.pk])
