"""Added words, and what is common to occasions on which people take part and to what they post there."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from mingtang.domains.interaction.moderation.permissions import HOLD, KEEP_WORDS
from mingtang.domains.interaction.moderation.rules import BLOCK, STANDINGS, WARN, Standing, standing_of
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.personal_data import masked_name


class AddedWord(models.Model):
    """A word that the node looks for beside those that come with the program (词库)."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="维护单位")
    word = models.CharField("词", max_length=40, unique=True)
    label = models.CharField("类别", max_length=20)
    level = models.CharField("处理", max_length=5, choices=[(BLOCK, "不能提交"), (WARN, "提示审核人")])
    added_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="增加人"
    )
    added_at = models.DateTimeField("增加时间")

    objects: ClassVar[Any] = ProtectedQuerySet.as_manager()
    protection = Protection(read=KEEP_WORDS, organ="organ_id")

    class Meta:
        verbose_name = "词条"
        ordering = ["label", "word"]

    def __str__(self) -> str:
        return self.word


class OccasionQuerySet(ProtectedQuerySet):
    def public(self) -> Any:
        """Those that everybody may read."""
        return self.filter(released_at__isnull=False).select_related("organ")


class Occasion(models.Model):
    """What an organ holds in public. One person drafts it, another one releases it."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="组织单位")
    title = models.CharField("标题", max_length=80)
    introduction = models.TextField("说明", max_length=4000)
    drafter = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="拟稿人")
    drafted_at = models.DateTimeField("拟稿时间")
    releaser = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    released_at = models.DateTimeField("发布时间", null=True)

    objects: ClassVar[Any] = OccasionQuerySet.as_manager()
    protection = Protection(read=HOLD, organ="organ_id")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class PeriodQuerySet(OccasionQuerySet):
    def open_on(self, day: date) -> Any:
        """Those in which people may take part on a day."""
        return self.public().filter(opens_on__lte=day, closes_on__gte=day)


class Period(Occasion):
    """An occasion of whole days. What came of it is `result`, drafted by one person and released by another."""

    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期")
    result = models.TextField("结果", max_length=8000, blank=True)
    result_drafter = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="结果拟稿人"
    )
    result_releaser = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="结果发布人"
    )
    result_at = models.DateTimeField("结果公布时间", null=True)

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta(Occasion.Meta):
        abstract = True
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="%(class)s_ends_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(result_at=None) | Q(released_at__isnull=False), name="%(class)s_released_before_its_result"
            ),
        ]

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        return standing_of(
            timezone.localdate(), self.opens_on, self.closes_on,
            released=self.released_at is not None, done=self.result_at is not None,
        )  # fmt: skip

    @property
    def standing_words(self) -> str:
        return gettext(STANDINGS[self.standing])

    @property
    def standing_kind(self) -> str:
        """The kind of tag that tells it."""
        return {Standing.OPEN: "brand", Standing.DONE: "good"}.get(self.standing, "")

    @property
    def is_open(self) -> bool:
        """Whether people may take part today."""
        return self.standing is Standing.OPEN


class PostQuerySet(ProtectedQuerySet):
    def shown(self) -> Any:
        """Those that everybody may read."""
        return self.filter(verdict=Post.Verdict.SHOWN)

    def waiting(self) -> Any:
        return self.filter(verdict=Post.Verdict.WAITING)


class Post(models.Model):
    """What somebody wrote on an occasion. Nobody reads it before it was judged; what was written stays beside `shown_text`."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", "待审核"
        SHOWN = "shown", "公开"
        HIDDEN = "hidden", "不公开"

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="组织单位")
    text = models.TextField("内容", max_length=2000)
    name = models.CharField("姓名", max_length=60, blank=True)
    account = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="发言人")
    address = models.CharField("网络地址", max_length=45, blank=True)
    warnings = models.JSONField("提示", default=list, blank=True)
    posted_at = models.DateTimeField("提交时间")
    verdict = models.CharField("审核", max_length=7, choices=Verdict.choices, default=Verdict.WAITING)
    shown_text = models.TextField("公开的内容", max_length=2000, blank=True)
    judge = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    judged_at = models.DateTimeField("审核时间", null=True)
    hidden_reason = models.CharField("不公开的理由", max_length=200, blank=True)

    objects: ClassVar[Any] = PostQuerySet.as_manager()
    protection = Protection(read=HOLD, organ="organ_id")
    confidential = frozenset({"text", "name", "address"})

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def author(self) -> str:
        """The author as everybody may read him."""
        return masked_name(self.name)
