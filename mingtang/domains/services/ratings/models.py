"""Who was asked to rate what, and what he said."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.services.ratings.permissions import READ_RATINGS
from mingtang.domains.services.ratings.rules import CHANNELS, GRADES, is_negative, public_words
from mingtang.kernel.directory.api import unseal
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection

CONTACT_COLUMN = "rating.contact"


class Invitation(models.Model):
    """One case or one visit that may be rated once (一事一评, 一次一评). Whoever has `code` may rate it.

    `organ` is rated, `office` calls back when the rating is bad: the house whose window it was, else the organ itself.
    """

    application = models.OneToOneField(
        "services_applications.Application", models.PROTECT, null=True, related_name="+", verbose_name="办件"
    )
    visit = models.CharField("到厅办事", max_length=40, blank=True)
    code = models.CharField("评价码", max_length=32, unique=True)
    subject = models.CharField("评价对象", max_length=200)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="被评价机关")
    office = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="回访机构")
    clerk = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    window = models.CharField("窗口", max_length=60, blank=True)
    account = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="被邀请人"
    )
    name = models.CharField("姓名", max_length=160, blank=True)
    contact_cipher = models.TextField(blank=True)
    online = models.BooleanField("网上办理", default=False)
    at = models.DateTimeField("邀请时间")

    confidential = frozenset({"code", "name", "contact_cipher"})

    class Meta:
        verbose_name = "评价邀请"
        constraints = [
            models.UniqueConstraint(fields=["visit"], condition=~Q(visit=""), name="one_invitation_per_visit"),
            models.CheckConstraint(
                condition=Q(application__isnull=False) ^ ~Q(visit=""), name="invitation_to_a_case_or_a_visit"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-at"], name="invitation_of_account"),
            models.Index(fields=["organ", "at"], name="invitation_of_organ"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("rate", args=[self.code])

    @property
    def phone(self) -> str:
        """The whole telephone number, for whoever calls back."""
        return unseal(self.contact_cipher, CONTACT_COLUMN) if self.contact_cipher else ""


class RatingQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Ratings of the organs one may read, and those that one's house calls back about."""
        at_office = actor.narrow(self, READ_RATINGS, Protection(read=READ_RATINGS, organ="office_id"))
        return super().visible_to(actor) | at_office

    def counted(self) -> Self:
        """Those that count: what was found to be malicious after an audit stays, but counts for nothing."""
        return self.filter(flagged_at=None)

    def public(self) -> Self:
        """Those that everybody may read."""
        return self.filter(flagged_at=None, published_at__isnull=False)


class Rating(models.Model):
    """A rating. It is never changed nor deleted; what is added are the reply, one further word of the rater, a flag."""

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="rating", verbose_name="邀请")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="被评价机关")
    office = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="回访机构")
    grade = models.PositiveSmallIntegerField("评价", choices=[(each.value, word) for each, word in GRADES.items()])
    tags = models.JSONField("标签", default=list, blank=True)
    text = models.CharField("意见", max_length=500, blank=True)
    channel = models.CharField("渠道", max_length=10, choices=[(each.value, word) for each, word in CHANNELS.items()])
    at = models.DateTimeField("评价时间")
    rater = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="评价人")
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, related_name="rating", verbose_name="办理案件")

    finding = models.CharField("核实结果", max_length=10, blank=True)
    rectified_at = models.DateTimeField("整改时间", null=True)
    in_time = models.BooleanField("按期整改", null=True)
    reply = models.CharField("答复", max_length=1000, blank=True)
    replied_at = models.DateTimeField("答复时间", null=True)
    further_grade = models.PositiveSmallIntegerField(
        "追评", null=True, choices=[(each.value, word) for each, word in GRADES.items()]
    )
    further_text = models.CharField("追评意见", max_length=500, blank=True)
    further_at = models.DateTimeField("追评时间", null=True)
    flagged_at = models.DateTimeField("标记时间", null=True)
    flag_reason = models.CharField("标记理由", max_length=300, blank=True)
    published_at = models.DateTimeField("公开时间", null=True)

    objects: Any = RatingQuerySet.as_manager()
    protection = Protection(read=READ_RATINGS, organ="organ_id")
    confidential = frozenset({"text", "further_text"})

    class Meta:
        verbose_name = "评价"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="rating_grade"),
            models.CheckConstraint(condition=Q(grade__lte=3) | Q(case__isnull=False), name="bad_rating_has_a_case"),
        ]
        indexes = [
            models.Index(fields=["organ", "-at"], name="rating_of_organ"),
            models.Index(fields=["office", "-at"], name="rating_of_office"),
            models.Index(fields=["-published_at"], condition=Q(flagged_at=None), name="rating_published"),
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()}：{self.invitation.subject}"

    def get_absolute_url(self) -> str:
        return reverse("rating", args=[self.pk])

    @property
    def number(self) -> str:
        """The number of a rating (评价编号)."""
        return f"{timezone.localdate(self.at):%Y%m%d}{self.pk:08}"

    @property
    def is_negative(self) -> bool:
        return is_negative(self.grade)

    @property
    def public_text(self) -> str:
        return public_words(self.text)

    @property
    def tag_words(self) -> str:
        return "、".join(self.tags)

    @property
    def standing(self) -> str:
        """How far it has come, in a word."""
        if self.flagged_at:
            return "已标记"
        if not self.is_negative:
            return "已公开" if self.published_at else "未公开"
        if self.further_at:
            return "已追评"
        if self.replied_at:
            return "已答复"
        return "整改中" if self.finding else "待回访"
