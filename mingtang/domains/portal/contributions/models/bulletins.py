"""Bulletins (通报): a ranking written down, approved, sent to all units and answered by those at fault."""

from typing import Self

from django.db import models
from django.utils import timezone

from mingtang.domains.portal.contributions.models.units import OwnQuerySet
from mingtang.domains.portal.contributions.permissions import READ_CONTRIBUTIONS
from mingtang.domains.portal.contributions.rules.course import BULLETIN_STATES, BulletinState
from mingtang.domains.portal.contributions.rules.periods import Period, period_of
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection

STATES = [(state.value, words) for state, words in BULLETIN_STATES.items()]
SENT = (BulletinState.PUBLISHED.value, BulletinState.CLOSED.value)


class BulletinQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Bulletins of desks in the reader's reach, and those sent to his organ."""
        rows = super().visible_to(actor)
        own = BulletinCopy.objects.filter(organ=actor.organ_id, bulletin__state__in=SENT)
        return rows if actor.organ_id is None else rows | self.filter(pk__in=own.values("bulletin"))


class Bulletin(models.Model):
    """The ranking of a period as it stood when it was drafted (`standings`: rows as the letter shows them)."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="编辑单位")
    period = models.CharField("期间", max_length=10)
    number = models.CharField("编号", max_length=60, blank=True)
    remarks = models.TextField("主要情况和要求", max_length=4000)
    standings = models.JSONField("排名")
    state = models.CharField("状态", max_length=10, choices=STATES, default=BulletinState.DRAFT.value)
    drafted_by = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField("起草时间")
    approved_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )
    approved_at = models.DateTimeField("签发时间", null=True)
    published_at = models.DateTimeField("印发时间", null=True)
    due_on = models.DateField("整改反馈期限", null=True)
    template = models.ForeignKey("letters.LetterVersion", models.PROTECT, null=True, related_name="+")

    objects = BulletinQuerySet.as_manager()
    protection = Protection(read=READ_CONTRIBUTIONS, organ="organ_id")

    class Meta:
        verbose_name = "信息通报"
        ordering = ["-drafted_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return f"关于{self.span.label}政府网站信息报送情况的通报"

    @property
    def span(self) -> Period:
        span = period_of(self.period)
        if span is None:
            raise ValueError(f"{self.period} names no period")
        return span


class BulletinCopy(models.Model):
    """A bulletin in the hands of a unit. `fault` says what it has to put right, and is empty for most."""

    desk = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="编辑单位")
    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="copies", verbose_name="通报")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="单位")
    fault = models.CharField("需整改的问题", max_length=300, blank=True)
    confirmed_at = models.DateTimeField("签阅时间", null=True)
    confirmed_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="签阅人"
    )
    reply = models.TextField("整改情况", max_length=2000, blank=True)
    replied_at = models.DateTimeField("反馈时间", null=True)

    objects = OwnQuerySet.as_manager()
    protection = Protection(read=READ_CONTRIBUTIONS, organ="desk_id")

    class Meta:
        verbose_name = "通报签阅"
        ordering = ["organ__rank", "organ__path"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "organ"], name="one_copy_of_a_bulletin_for_a_unit")]

    def __str__(self) -> str:
        return f"{self.bulletin} {self.organ}"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is awaited of the unit any more."""
        return self.confirmed_at is not None and (not self.fault or self.replied_at is not None)

    @property
    def is_late(self) -> bool:
        due_on = self.bulletin.due_on
        late = self.fault and self.replied_at is None and due_on is not None
        return bool(late and due_on and timezone.localdate() > due_on)
