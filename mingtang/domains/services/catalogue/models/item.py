"""Implementation items (实施清单): one thing that one organ offers, with what is in force of it as columns."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.domains.services.catalogue.permissions import READ_ITEMS
from mingtang.domains.services.catalogue.rules.vocabulary import PROJECT_TYPES, TASK_TYPES, USE_LEVELS, limit_words
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection


class ServiceItemQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Items whose drafts the reader may see, and, for officials, whatever has been published."""
        drafts = super().visible_to(actor)
        return drafts if actor.organ_id is None else drafts | self.exclude(state=ServiceItem.State.DRAFT)

    def offered(self) -> Self:
        """Items that the public sees: in force, or suspended for a while."""
        return self.filter(state__in=[ServiceItem.State.PUBLISHED, ServiceItem.State.SUSPENDED])


class ServiceItem(models.Model):
    """One thing that one organ offers. What is described stands in its versions; from `name` on, the columns repeat the
    version in force (before the first publication the draft), so that lists and search need no document.

    `code` is the code in addresses: that of the handling item, else the national one, else the local one. It belongs to
    the item for ever. `base` is the item of a superior that this one was claimed from. Empty sorting columns are None.
    """

    class Kind(models.TextChoices):
        MAIN = "main", "主项"
        SUB = "sub", "子项"
        HANDLING = "handling", "办理项"

    class State(models.TextChoices):
        DRAFT = "draft", "未发布"
        PUBLISHED = "published", "已发布"
        SUSPENDED = "suspended", "暂停办理"
        CANCELLED = "cancelled", "已取消"

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="实施机关")
    kind = models.CharField("层次", max_length=8, choices=Kind.choices, default=Kind.HANDLING)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", verbose_name="上级事项")
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="claims", verbose_name="认领自")
    catalog = models.ForeignKey(
        "services_catalogue.CatalogItem", models.PROTECT, null=True, related_name="items", verbose_name="基本目录"
    )
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="承接事项")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.DRAFT)
    state_reason = models.CharField("暂停或取消的原因", max_length=500, blank=True)
    in_force = models.ForeignKey(
        "services_catalogue.ItemVersion", models.PROTECT, null=True, related_name="+", verbose_name="在用版本"
    )
    popularity = models.PositiveIntegerField("办件量", default=0)

    code = models.CharField("编码", max_length=80, unique=True)
    catalog_code = models.CharField("基本编码", max_length=64, blank=True)
    task_code = models.CharField("实施编码", max_length=64, blank=True)
    handle_code = models.CharField("业务办理项编码", max_length=64, blank=True)
    local_catalog_code = models.CharField("地方基本编码", max_length=64, blank=True)
    local_task_code = models.CharField("地方实施编码", max_length=64, blank=True)

    name = models.CharField("事项名称", max_length=200)
    task_type = models.CharField("事项类型", max_length=2, choices=list(TASK_TYPES.items()), blank=True)
    project_type = models.CharField("办件类型", max_length=1, choices=list(PROJECT_TYPES.items()), blank=True)
    use_level = models.CharField("行使层级", max_length=1, choices=list(USE_LEVELS.items()), blank=True)
    handle_types = models.CharField("办理形式", max_length=20, blank=True)  # digits of the code list, "12"
    for_person = models.BooleanField("面向自然人", default=False)
    for_enterprise = models.BooleanField("面向法人", default=False)
    is_online = models.BooleanField("可网办", default=False)
    visits = models.PositiveSmallIntegerField("到现场次数", null=True)
    promise_amount = models.PositiveSmallIntegerField("承诺时限", null=True)
    promise_unit = models.CharField("承诺时限单位", max_length=12, blank=True)
    statutory_amount = models.PositiveSmallIntegerField("法定时限", null=True)
    statutory_unit = models.CharField("法定时限单位", max_length=12, blank=True)
    material_count = models.PositiveSmallIntegerField("材料数", null=True)
    first_material_count = models.PositiveSmallIntegerField("首次发布的材料数", null=True)
    keywords = models.CharField("检索词", max_length=200, blank=True)
    is_complete = models.BooleanField("指南完整", default=True)
    is_hot = models.BooleanField("热门", default=False)
    published_at = models.DateTimeField("发布时间", null=True)

    objects = ServiceItemQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS)

    class Meta:
        verbose_name = "政务服务事项"
        ordering = ["code"]
        indexes = [
            models.Index(fields=["organ", "state", "name"], name="service_item_of_organ"),
            models.Index(fields=["state", "-popularity"], name="service_item_popular"),
            models.Index(fields=["state", "name"], name="service_item_by_name"),
            models.Index(fields=["state", "task_type"], name="service_item_of_type"),
            models.Index(fields=["local_task_code"], name="service_item_local_code"),
            models.Index(fields=["base"], name="service_item_claims"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["task_code"], condition=~Q(task_code="") & Q(handle_code=""), name="task_code_once"),
            models.UniqueConstraint(fields=["handle_code"], condition=~Q(handle_code=""), name="handle_code_once"),
            models.CheckConstraint(
                name="item_in_force_has_a_version", condition=Q(state="draft") | Q(in_force__isnull=False)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("service_item", args=[self.pk])

    @property
    def promise_words(self) -> str:
        """The promised limit, `5个工作日`; at once for immediate items; empty when there is none."""
        return limit_words(self.promise_amount, self.promise_unit, immediate=self.project_type == "1")

    @property
    def statutory_words(self) -> str:
        """The statutory limit, empty when there is none."""
        return limit_words(self.statutory_amount, self.statutory_unit)


class ItemTheme(models.Model):
    """A theme under which an item in force is shown, as rows so that lists and counts are one statement."""

    class Audience(models.TextChoices):
        PERSON = "person", "自然人"
        ENTERPRISE = "enterprise", "法人"
        LIFE_EVENT = "event", "一件事"

    item = models.ForeignKey(ServiceItem, models.CASCADE, related_name="themes", verbose_name="事项")
    audience = models.CharField("对象", max_length=10, choices=Audience.choices)
    theme = models.CharField("主题", max_length=40)

    class Meta:
        verbose_name = "事项主题"
        ordering = ["audience", "theme"]
        indexes = [models.Index(fields=["audience", "theme"], name="item_theme")]
        constraints = [models.UniqueConstraint(fields=["item", "audience", "theme"], name="item_theme_once")]

    def __str__(self) -> str:
        return f"{self.audience} {self.theme}"
