"""A hall: what can be done in it, and at which windows."""

from typing import Any

from django.db import models
from django.urls import reverse

from mingtang.domains.services.hall.permissions import SERVE_AT_WINDOW
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Hall(models.Model):
    """A house of services and its manners. `kiosk_key` is the address of its ticket machine; nobody else knows it.

    Opening hours are those of the organ's calendar unless it is `always_open` (延时、错时服务).
    """

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="管理机构")
    name = models.CharField("名称", max_length=80)
    place = models.CharField("地址", max_length=160, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    kiosk_key = models.CharField("取号机代号", max_length=32, unique=True)
    always_open = models.BooleanField("不限办公时间", default=False)
    quota = models.PositiveSmallIntegerField("每半小时每项业务可预约", default=4)
    leeway = models.PositiveSmallIntegerField("预约优先前后分钟", default=15)
    most_calls = models.PositiveSmallIntegerField("最多叫号次数", default=3)
    let_pass = models.PositiveSmallIntegerField("过号后让过几位", default=3)
    in_a_row = models.PositiveSmallIntegerField("连续优先不超过", default=3)
    most_missed = models.PositiveSmallIntegerField("爽约几次暂停预约", default=3)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=SERVE_AT_WINDOW, organ="organ_id")
    confidential = frozenset({"kiosk_key"})

    class Meta:
        verbose_name = "政务大厅"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hall", args=[self.pk])


class Business(models.Model):
    """A kind of business with a queue of its own. It covers the items of organs; without any, everything."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="businesses", verbose_name="大厅")
    prefix = models.CharField("号头", max_length=2)
    name = models.CharField("业务", max_length=60)
    organs: Any = models.ManyToManyField("directory.Organ", related_name="+", blank=True, verbose_name="机构")
    is_bookable = models.BooleanField("可以预约", default=True)

    class Meta:
        verbose_name = "业务"
        ordering = ["prefix"]
        constraints = [models.UniqueConstraint(fields=["hall", "prefix"], name="one_prefix_per_hall")]

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"


class Window(models.Model):
    """A window. It calls tickets of its `businesses` (skills), of all when it names none; `clerk` sits there now."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="windows", verbose_name="大厅")
    number = models.CharField("窗口号", max_length=10)
    name = models.CharField("名称", max_length=60)
    businesses: Any = models.ManyToManyField(Business, related_name="windows", blank=True, verbose_name="业务")
    clerk = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="值守人")

    class Meta:
        verbose_name = "窗口"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["hall", "number"], name="one_number_per_window"),
            models.UniqueConstraint(fields=["clerk"], name="one_window_per_clerk"),
        ]

    def __str__(self) -> str:
        return f"{self.number} 号窗口"
