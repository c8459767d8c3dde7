"""Rounds of assessment: score sheets, what reviewers say, what sites appeal against."""

from decimal import Decimal
from typing import Self

from django.db import models

from mingtang.domains.inspection.models.own import OwnQuerySet
from mingtang.domains.inspection.models.site import InspectedSite
from mingtang.domains.inspection.permissions import READ_SITES
from mingtang.domains.inspection.rules import PHASES, Phase
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection
from mingtang.lib.inspection.indicators import Scheme, schemes
from mingtang.lib.inspection.reviewing import Marks
from mingtang.lib.inspection.scoring import JudgedSite


class RoundQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Rounds in the reader's reach, and those that judged a site of his organ once they were told."""
        rows = super().visible_to(actor)
        if actor.organ_id is None:
            return rows
        judged = Sheet.objects.filter(organ=actor.organ_id).values("round")
        return rows | self.filter(pk__in=judged).exclude(phase__in=[Phase.OPEN, Phase.REVIEWING])


class Round(models.Model):
    """A round of assessment by an indicator scheme, of a sample of sites. `bulletin` are the data its letter was set with."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="考核单位")
    name = models.CharField("名称", max_length=80)
    scheme = models.CharField("指标", max_length=10)
    percent = models.PositiveSmallIntegerField("抽查比例（%）", default=100)
    phase = models.CharField("阶段", max_length=12, choices=list(PHASES.items()), default=Phase.OPEN)
    opened_on = models.DateField("开始日期")
    scored_at = models.DateTimeField("计分时间", null=True)
    told_on = models.DateField("告知初评日期", null=True)
    appeal_until = models.DateField("申诉截止", null=True)
    announced_on = models.DateField("印发日期", null=True)
    rectify_by = models.DateField("整改期限", null=True)
    number = models.CharField("通报文号", max_length=40, blank=True)
    bulletin = models.JSONField("通报内容", default=dict)
    template = models.ForeignKey(
        "letters.LetterVersion", models.PROTECT, null=True, related_name="+", verbose_name="通报模板"
    )

    objects = RoundQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站考核"
        ordering = ["-opened_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def indicators(self) -> Scheme:
        return schemes()[self.scheme]

    @property
    def stands(self) -> Phase:
        return Phase(self.phase)


class SheetQuerySet(OwnQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Sheets in the reader's reach, and those of his organ once they were told."""
        if actor.organ_id is None:
            return super().visible_to(actor)
        told = self.filter(organ=actor.organ_id).exclude(round__phase__in=[Phase.OPEN, Phase.REVIEWING])
        return super(OwnQuerySet, self).visible_to(actor) | told


class Sheet(models.Model):
    """A site in a round. `found` are the findings that counted when it was scored: id, kind, on_home; nothing later changes them.

    `total` is empty where vetoes alone are judged, and where one was hit; `grade` is empty before the first score.
    """

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets", verbose_name="考核")
    site = models.ForeignKey(InspectedSite, models.PROTECT, related_name="+", verbose_name="网站")
    found = models.JSONField("计入的问题", default=list)
    total = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True)
    qualified = models.BooleanField("合格", default=False)
    grade = models.CharField("等次", max_length=10, blank=True)
    vetoes = models.CharField("单项否决", max_length=200, blank=True)
    lines = models.JSONField("扣分", default=list)

    objects = SheetQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站评分表"
        ordering = ["round", "-total"]
        constraints = [models.UniqueConstraint(fields=["round", "site"], name="one_sheet_of_a_site_in_a_round")]

    def __str__(self) -> str:
        return f"{self.round} {self.site}"

    @property
    def judged(self) -> JudgedSite:
        """How its site is judged."""
        return JudgedSite(scored=self.site.scored, has_services=self.site.has_services)


class Review(models.Model):
    """What one reviewer says of a sheet: points taken and given by indicator as texts, vetoes that are hit."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="考核单位")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="reviews", verbose_name="评分表")
    reviewer = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="评审人"
    )
    taken = models.JSONField("扣分", default=dict)
    given = models.JSONField("加分", default=dict)
    vetoes = models.JSONField("单项否决", default=list)
    remark = models.CharField("说明", max_length=300, blank=True)
    filed_at = models.DateTimeField("评分时间")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站人工评分"
        ordering = ["filed_at"]
        constraints = [models.UniqueConstraint(fields=["sheet", "reviewer"], name="one_review_of_a_reviewer")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.reviewer}"

    @property
    def marks(self) -> Marks:
        """As rules read it."""
        taken, given = ({code: Decimal(text) for code, text in each.items()} for each in (self.taken, self.given))
        return Marks(taken, given, frozenset(self.vetoes))


class Appeal(models.Model):
    """What a site says against one line of its sheet (申诉), and how that was decided."""

    class State(models.TextChoices):
        FILED = "filed", "待复核"
        UPHELD = "upheld", "采纳"
        DISMISSED = "dismissed", "维持"

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="申诉单位")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="appeals", verbose_name="评分表")
    indicator = models.CharField("指标", max_length=4)
    claim = models.TextField("申诉理由", max_length=1000)
    filed_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="申诉人"
    )
    filed_at = models.DateTimeField("申诉时间")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.FILED)
    points = models.DecimalField("退回分值", max_digits=4, decimal_places=2, default=Decimal(0))
    decision = models.CharField("复核意见", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="复核人"
    )
    decided_at = models.DateTimeField("复核时间", null=True)

    objects = OwnQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站考核申诉"
        ordering = ["-filed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "indicator"], condition=models.Q(state="filed"), name="one_open_appeal_of_an_indicator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.indicator}"

    @property
    def title(self) -> str:
        """What the indicator is called."""
        return self.sheet.round.indicators.titles().get(self.indicator, self.indicator)
