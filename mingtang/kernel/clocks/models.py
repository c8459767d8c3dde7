"""Notices that change working days, the hours of offices, and limits that a node has set for itself."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

REGION = "directory.Region"


class CalendarNotice(models.Model):
    """A notice (放假调休通知) on days off and days worked, of the nation (`region` empty) or of a region.

    The annual one of the nation makes its year firm. A withdrawn notice stays on record and counts no more.
    """

    class Kind(models.TextChoices):
        ANNUAL = "annual", "年度安排"
        SUPPLEMENT = "supplement", "临时调整"

    region = models.ForeignKey(REGION, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="适用地区")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField("年份", validators=[MinValueValidator(2004), MaxValueValidator(2050)])
    number = models.CharField("文号", max_length=80)
    title = models.CharField("标题", max_length=200)
    issued_on = models.DateField("发布日期")
    entered_at = models.DateTimeField("录入时间")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_why = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "放假调休通知"
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=models.Q(kind="annual", region=None, withdrawn_at=None),
                name="one_annual_notice_of_the_nation",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(withdrawn_at=None), name="notice_entered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("calendar_notice", args=[self.pk])

    @property
    def place(self) -> str:
        """Where it holds, in words."""
        return self.region.name if self.region else "全国"


class CalendarDay(models.Model):
    """One day as a notice has it."""

    class Kind(models.TextChoices):
        OFF = "off", "放假"
        WORK = "work", "上班"
        HALF = "half", "上午上班"

    notice = models.ForeignKey(CalendarNotice, models.CASCADE, related_name="days", verbose_name="通知")
    day = models.DateField("日期")
    kind = models.CharField("安排", max_length=4, choices=Kind.choices)
    occasion = models.CharField("节日", max_length=40, blank=True)

    class Meta:
        verbose_name = "日历日"
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["notice", "day"], name="one_line_per_day_of_a_notice")]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"


class OpeningHours(models.Model):
    """When offices of a region are open on a working day, `09:00-12:00 13:30-17:30` in local (Beijing) time."""

    region = models.OneToOneField(
        REGION, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="适用地区"
    )
    windows = models.CharField("办公时间", max_length=80)
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "办公时间"
        ordering = ["region_id"]
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(region=None), name="one_default_of_hours")
        ]

    def __str__(self) -> str:
        return f"{self.region or '全国'} {self.windows}"


class LocalLimit(models.Model):
    """What this node has decided where practice differs: the amount of a shipped rule from a day on, in its unit."""

    code = models.CharField("时限", max_length=60)
    channel = models.CharField("情形", max_length=30, blank=True)
    amount = models.PositiveIntegerField("数量")
    effective = models.DateField("施行日期")
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "本地时限"
        ordering = ["code", "channel", "effective"]
        constraints = [
            models.UniqueConstraint(fields=["code", "channel", "effective"], name="one_amount_of_a_limit_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.amount} {self.effective:%Y-%m-%d}"


class Edition(models.Model):
    """One row, whose token is new after every change: how each process sees cheaply that its calendars are old."""

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = "日历版本"


FIRST_DAY, LAST_DAY = date(2004, 1, 1), date(2050, 12, 31)
