"""Lights (红黄灯): what a rule has found, and each step that followed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.domains.services.efficiency.permissions import ANSWER_LIGHTS, READ_EFFICIENCY
from mingtang.domains.services.efficiency.rules.course import OPEN, STAGES, Stage
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection

STAGE_CHOICES = [(each.value, word) for each, word in STAGES.items()]


class LightQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Lights of the organs one supervises or answers for, and one's own."""
        answered = actor.narrow(self, ANSWER_LIGHTS, self.model.protection)
        own = self.filter(person=actor.account_id) if actor.account_id is not None else self.none()
        return super().visible_to(actor) | answered | own

    def open(self) -> Self:
        """Lights that still shine."""
        return self.filter(stage__in=[each.value for each in OPEN])


class Light(models.Model):
    """One light (监察记录). What it says never changes; `stage` follows the last of its steps, a revocation being one.

    `key` names what was found, so that the same thing is never raised twice. Without an application `about` says what the
    light is about. `at` is when the state arose, not when it was seen.
    """

    class Level(models.TextChoices):
        YELLOW = "yellow", "黄灯"
        RED = "red", "红灯"

    number = models.CharField("监察编号", max_length=80)
    key = models.CharField(max_length=120, unique=True, editable=False)
    rule = models.CharField("监察规则编号", max_length=10)
    title = models.CharField("规则", max_length=60)
    level = models.CharField("预警类型", max_length=6, choices=Level.choices)
    serious = models.BooleanField("严重", default=False)
    application = models.ForeignKey(
        "services_applications.Application", models.PROTECT, null=True, related_name="lights", verbose_name="办件"
    )
    part = models.ForeignKey(
        "services_applications.Part", models.PROTECT, null=True, related_name="+", verbose_name="办理部分"
    )
    about = models.CharField("监察对象", max_length=200)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="责任部门")
    person = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="责任人")
    person_name = models.CharField("责任人姓名", max_length=100, blank=True)
    description = models.CharField("监察结果描述", max_length=400)
    basis = models.CharField("依据", max_length=120)
    at = models.DateTimeField("状态产生时间")
    raised_at = models.DateTimeField("亮灯时间")
    answer_due_at = models.DateTimeField("说明期限", null=True)
    stage = models.CharField("状态", max_length=10, choices=STAGE_CHOICES, default=Stage.NOTIFIED)

    objects = LightQuerySet.as_manager()
    protection = Protection(read=READ_EFFICIENCY, organ="organ_id")

    class Meta:
        verbose_name = "红黄灯"
        ordering = ["-raised_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "number"], name="light_number_of_organ")]
        indexes = [
            models.Index(fields=["organ", "-raised_at"], name="light_of_organ"),
            models.Index(fields=["organ", "level"], condition=Q(stage__in=[each.value for each in sorted(OPEN)]), name="light_open"),
            models.Index(fields=["answer_due_at"], condition=Q(stage="notified"), name="light_to_answer"),
            models.Index(fields=["person"], name="light_of_person"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("light", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN


class LightStep(models.Model):
    """What happened to a light. Rows are added, never changed."""

    light = models.ForeignKey(Light, models.PROTECT, related_name="steps", verbose_name="红黄灯")
    stage = models.CharField("状态", max_length=10, choices=STAGE_CHOICES)
    at = models.DateTimeField("时间")
    by = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    by_name = models.CharField("经办人姓名", max_length=100, blank=True)
    text = models.CharField("内容", max_length=600, blank=True)

    class Meta:
        verbose_name = "红黄灯处理"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.light} {self.get_stage_display()}"
