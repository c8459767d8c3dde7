"""Supervised items, the organs charged with them, and extensions. How an item stands is told by its case."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case as FirstOf
from django.db.models import OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from mingtang.domains.supervision.permissions import READ_ITEMS
from mingtang.domains.supervision.rules import NODES, STAGES, Stage, stage_of
from mingtang.kernel.cases.api import Token
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection

_FOREMOST = FirstOf(*(When(node=node, then=Value(rank)) for rank, node in enumerate(NODES)), default=Value(99))


class ItemQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Items that the reader's organs supervise, and those his organ, or organs he may read, are charged with."""
        supervised = super().visible_to(actor)
        charges = actor.narrow(Charge.objects.all(), READ_ITEMS, Charge.protection)
        if actor.organ_id is not None:
            charges = charges | Charge.objects.filter(organ=actor.organ_id)
        charged = self.filter(assigned_on__isnull=False, pk__in=charges.values("item_id"))
        return supervised | charged

    def staged(self) -> Self:
        """With `live_node`, the foremost open step of the case; what `stage` needs."""
        open_steps = Token.objects.filter(case=OuterRef("case_id"), life="A", node__in=list(NODES))
        foremost = open_steps.order_by(_FOREMOST, "no").values("node")[:1]
        rows = self.annotate(live_node=Coalesce(Subquery(foremost), Value("")))
        return rows.select_related("case", "lead", "organ")

    def at_stage(self, stage: str) -> Self:
        """Those of `staged` rows at a stage."""
        return self.filter(_AT[Stage(stage)])

    def current(self) -> Self:
        """Assigned and not yet ended."""
        return self.filter(assigned_on__isnull=False, case__ended_at=None)


class SupervisedItem(models.Model):
    """A matter under supervision (督查事项). A draft has no case; submitting opens one and gives the number.

    `original_due_on` never changes; `due_on` moves by granted extensions only. Before the item is assigned, `due_on` is
    what the proposer wishes, empty for the usual limit of the source.
    """

    class Source(models.TextChoices):
        INSTRUCTION = "leader_instruction", "领导批示"
        MEETING = "meeting_decision", "会议决定"
        KEY_WORK = "key_work", "重点工作"
        LIVELIHOOD = "livelihood_project", "民生实事"
        DOCUMENT = "superior_document", "上级文件"
        PUBLIC_VOICE = "public_voice", "网民留言"

    class Level(models.IntegerChoices):
        ORDINARY = 0, "一般"
        IMPORTANT = 1, "重要"
        URGENT = 2, "紧急"

    class Cycle(models.TextChoices):
        WEEKLY = "R/P5WD", "每周"
        FORTNIGHTLY = "R/P10WD", "每两周"
        MONTHLY = "R/P1M", "每月"
        QUARTERLY = "R/P3M", "每季度"

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="督查机构")
    case = models.OneToOneField(
        "cases.Case", models.PROTECT, null=True, related_name="supervised_item", verbose_name="案件"
    )
    number = models.CharField("编号", max_length=80, blank=True)
    title = models.CharField("事项", max_length=120)
    source = models.CharField("来源", max_length=20, choices=Source.choices)
    basis = models.CharField("依据", max_length=200)
    content = models.TextField("办理要求", max_length=2000)
    standard = models.TextField("办结标准", max_length=1000, blank=True)
    level = models.SmallIntegerField("级别", choices=Level.choices, default=Level.ORDINARY)
    cycle = models.CharField("报送周期", max_length=10, choices=Cycle.choices, default=Cycle.MONTHLY)
    lead = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    due_on = models.DateField("办理时限", null=True)
    original_due_on = models.DateField("原定时限", null=True)
    assigned_on = models.DateField("交办日期", null=True)
    proposer = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="立项人"
    )
    drafted_at = models.DateTimeField("拟立项时间")

    objects = ItemQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="organ_id", owner="proposer_id")

    class Meta:
        verbose_name = "督查事项"
        ordering = ["-drafted_at"]
        indexes = [
            models.Index(fields=["organ", "-drafted_at"], name="item_of_organ"),
            models.Index(fields=["lead"], name="item_of_lead"),
            models.Index(fields=["due_on"], condition=Q(assigned_on__isnull=False), name="item_due"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def stage(self) -> Stage:
        """Where the item stands; the row comes from `staged`."""
        status = self.case.status if self.case else ""
        node = getattr(self, "live_node", "")
        return stage_of(has_case=self.case_id is not None, status=status, assigned=bool(self.assigned_on), node=node)

    @property
    def stage_words(self) -> str:
        return STAGES[self.stage]

    @property
    def ended_on(self) -> date | None:
        """The day the case ended."""
        ended = self.case.ended_at if self.case else None
        return timezone.localdate(ended) if ended else None

    @property
    def is_extended(self) -> bool:
        return self.due_on != self.original_due_on and self.original_due_on is not None


def _at_nodes(nodes: Iterable[str]) -> Q:
    return Q(case__ended_at=None, case__isnull=False, live_node__in=list(nodes))


_AT: dict[Stage, Q] = {
    stage: _at_nodes(node for node, meant in NODES.items() if meant is stage) for stage in NODES.values()
} | {
    Stage.DRAFT: Q(case=None),
    Stage.CLOSED: Q(case__status="completed", assigned_on__isnull=False),
    Stage.REFUSED: Q(case__status="completed", assigned_on=None),
    Stage.ENDED: Q(case__ended_at__isnull=False) & ~Q(case__status="completed"),
}


class Charge(models.Model):
    """An organ that is charged with an item, as lead (主办) or joint (协办)."""

    class Role(models.TextChoices):
        LEAD = "lead", "主办"
        JOINT = "joint", "协办"

    class Grade(models.TextChoices):
        GOOD = "good", "优秀"
        SOUND = "sound", "良好"
        FAIR = "fair", "一般"
        POOR = "poor", "较差"

    item = models.ForeignKey(SupervisedItem, models.CASCADE, related_name="charges", verbose_name="督查事项")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="承办单位")
    role = models.CharField("承办方式", max_length=5, choices=Role.choices)
    grade = models.CharField("评价", max_length=5, choices=Grade.choices, blank=True)
    remark = models.CharField("评价意见", max_length=300, blank=True)
    evaluated_on = models.DateField("评价日期", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="organ_id")

    class Meta:
        verbose_name = "承办"
        ordering = ["item", "-role", "pk"]  # the lead first
        constraints = [models.UniqueConstraint(fields=["item", "organ"], name="organ_charged_once")]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_role_display()}"


class UnitRequest(models.Model):
    """Something a charged organ asks for. Its case decides; `granted_on` is set when it took effect."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="申请单位")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+", verbose_name="案件")
    reason = models.TextField("理由", max_length=500)
    asked_on = models.DateField("申请日期")
    granted_on = models.DateField("批准日期", null=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="organ_id")

    class Meta:
        abstract = True
        ordering = ["pk"]

    @property
    def outcome(self) -> str:
        """How it was decided, in words."""
        if self.granted_on:
            return "已批准"
        return "审核中" if self.case.ended_at is None else "不同意"


class Extension(UnitRequest):
    """A later date that a charged organ has asked for."""

    item = models.ForeignKey(SupervisedItem, models.CASCADE, related_name="extensions", verbose_name="督查事项")
    before = models.DateField("申请前时限")
    until = models.DateField("申请延至")

    class Meta(UnitRequest.Meta):
        verbose_name = "督查延期"

    def __str__(self) -> str:
        return f"{self.item} 延至 {self.until}"

    @property
    def wish(self) -> str:
        """What is asked for, in words."""
        return f"时限从 {self.before:%Y-%m-%d} 延到 {self.until:%Y-%m-%d}"


class Release(UnitRequest):
    """The wish of a charged organ to be released from an item (退办)."""

    item = models.ForeignKey(SupervisedItem, models.CASCADE, related_name="releases", verbose_name="督查事项")

    class Meta(UnitRequest.Meta):
        verbose_name = "督查退办"

    def __str__(self) -> str:
        return f"{self.item} 退办"

    @property
    def wish(self) -> str:
        """What is asked for, in words."""
        return "不再承办这一事项"
