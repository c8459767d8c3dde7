"""Manuscripts, what they said before, who reviewed them, what comes with them; releases; the way of review of a site."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS
from mingtang.domains.portal.editing.rules import REVIEWS, STAGES, STEPS, Stage
from mingtang.domains.portal.sites.api import ArticleFile
from mingtang.kernel.evidence.api import Actor, Permission, ProtectedQuerySet, Protection

OF_SITE = Protection(read=READ_MANUSCRIPTS, organ="site__organ_id")
TEXT = ("title", "subtitle", "source", "author", "editor", "summary", "keywords", "body", "original_url")
"""What a version of a manuscript remembers."""


class ReviewStep(models.Model):
    """Who does a step of the way of review: of a whole site, or of one of its columns. Steps without a row go by role."""

    site = models.ForeignKey("portal.PortalSite", models.CASCADE, related_name="+", verbose_name="网站")
    column = models.ForeignKey("portal.ColumnPage", models.CASCADE, null=True, related_name="+", verbose_name="栏目")
    number = models.PositiveSmallIntegerField("步骤", choices=list(STEPS.items()))
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="单位")
    holder = models.CharField("岗位名称或者角色代码", max_length=60)

    class Meta:
        verbose_name = "审核流程"
        constraints = [
            models.UniqueConstraint(fields=["site", "column", "number"], name="one_holder_of_a_step"),
            models.UniqueConstraint(fields=["site", "number"], condition=Q(column=None), name="one_holder_on_a_site"),
        ]

    def __str__(self) -> str:
        return f"{self.get_number_display()}：{self.organ} {self.holder}"


class Release(models.Model):
    """A set of manuscripts that are published together at a moment (排期), all of them or none."""

    class State(models.TextChoices):
        WAITING = "waiting", "待发布"
        DONE = "done", "已发布"
        FAILED = "failed", "发布失败"
        CANCELLED = "cancelled", "已取消"

    site = models.ForeignKey("portal.PortalSite", models.PROTECT, related_name="+", verbose_name="网站")
    due_at = models.DateTimeField("发布时间")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField("失败原因", max_length=300, blank=True)
    ordered_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="安排人"
    )
    ordered_at = models.DateTimeField("安排时间")
    done_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "排期"
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="release_to_do")]

    def __str__(self) -> str:
        return f"{self.site} {self.due_at:%Y-%m-%d %H:%M}"


class ManuscriptQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Manuscripts of the columns one is responsible for, and of the sites of one's organs."""
        return self.within(actor, READ_MANUSCRIPTS)

    def within(self, actor: Actor, permission: Permission) -> Self:
        """Manuscripts over whose column or site the actor holds `permission`."""
        own = actor.narrow(self, permission, self.model.protection)
        return own | actor.narrow(self, permission, OF_SITE)

    def listed(self) -> Self:
        """With what lists show."""
        return self.select_related("site__site__root_page", "column", "organ", "writer__person", "release", "case")


class Manuscript(models.Model):
    """A manuscript (稿件): the words before they are published, or a correction of an article (`corrects`).

    One that `translates` an article of the original site says it in the language of its own, as it was at `translated_of`.

    `organ` is responsible: that of the column, else of the site. How it stands is told by its case; `article` is what came of it.
    """

    class Lane(models.TextChoices):
        USUAL = "usual", "逐级审核"
        FAST = "fast", "快速通道（三审并行）"

    site = models.ForeignKey("portal.PortalSite", models.PROTECT, related_name="+", verbose_name="网站")
    column = models.ForeignKey("portal.ColumnPage", models.PROTECT, related_name="+", verbose_name="栏目")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="责任单位")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="manuscript", verbose_name="案件")
    stage = models.CharField("状态", max_length=10, choices=list(STAGES.items()), default=Stage.DRAFT)
    lane = models.CharField("审核方式", max_length=5, choices=Lane.choices, default=Lane.USUAL)
    urgency = models.CharField("使用快速通道的理由", max_length=200, blank=True)
    was_returned = models.BooleanField("被退回", default=False)
    writer = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="撰稿人")
    written_at = models.DateTimeField("撰写时间")
    saved_at = models.DateTimeField("保存时间")
    version = models.PositiveSmallIntegerField("版本", default=0)

    title = models.CharField("标题", max_length=120)
    subtitle = models.CharField("副标题", max_length=120, blank=True)
    source = models.CharField("来源", max_length=80)
    author = models.CharField("作者", max_length=40, blank=True)
    editor = models.CharField("责任编辑", max_length=40)
    summary = models.CharField("摘要", max_length=300, blank=True)
    keywords = models.CharField("关键词", max_length=100, blank=True)
    body = models.TextField("正文", max_length=60_000)
    original_url = models.URLField("原文地址", max_length=300, blank=True)
    top_until = models.DateField("置顶至", null=True, blank=True)
    expire_at = models.DateTimeField("有效期至", null=True, blank=True)

    corrects = models.ForeignKey(
        "portal.ArticlePage", models.PROTECT, null=True, related_name="+", verbose_name="更正的文章"
    )
    correction = models.CharField("更正说明", max_length=200, blank=True)
    translates = models.ForeignKey(
        "portal.ArticlePage", models.PROTECT, null=True, related_name="+", verbose_name="翻译的原文"
    )
    translated_of = models.DateTimeField("译自哪一时刻的原文", null=True)
    release = models.ForeignKey(Release, models.SET_NULL, null=True, related_name="manuscripts", verbose_name="排期")
    article = models.ForeignKey(
        "portal.ArticlePage", models.PROTECT, null=True, related_name="+", verbose_name="发布的文章"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects: Any = ManuscriptQuerySet.as_manager()
    protection = Protection(read=READ_MANUSCRIPTS, organ="organ_id", owner="writer_id")

    class Meta:
        verbose_name = "稿件"
        ordering = ["-saved_at"]
        indexes = [
            models.Index(fields=["organ", "-saved_at"], name="manuscript_of_organ"),
            models.Index(fields=["site", "-saved_at"], name="manuscript_of_site"),
            models.Index(fields=["column", "stage"], name="manuscript_of_column"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(translates=None) | Q(translated_of__isnull=False), name="translation_of_a_moment"
            ),
            models.CheckConstraint(condition=Q(lane="usual") | ~Q(urgency=""), name="fast_lane_with_a_reason"),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(correction=""), name="correction_says_what"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> dict[str, Any]:
        """What it says, by column."""
        return {name: getattr(self, name) for name in TEXT}

    @property
    def is_draft(self) -> bool:
        return self.stage == Stage.DRAFT

    def is_older_than(self, changed_at: datetime) -> bool:
        """Whether the original, which last changed at this moment, was corrected since it was translated."""
        return self.translated_of is not None and changed_at > self.translated_of


class ManuscriptVersion(models.Model):
    """What a manuscript said when somebody saved it."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    saved_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="保存人"
    )
    saved_at = models.DateTimeField("保存时间")
    text = models.JSONField("内容")

    class Meta:
        verbose_name = "稿件版本"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["manuscript", "number"], name="one_manuscript_version")]

    def __str__(self) -> str:
        return f"第 {self.number} 稿"


class ManuscriptFile(models.Model):
    """A picture or attachment; `title` is what is to be seen on a picture (alt), or how an attachment is called."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="files")
    file = models.ForeignKey("content.File", models.PROTECT, related_name="+", verbose_name="文件")
    role = models.CharField("用途", max_length=10, choices=ArticleFile.Role.choices)
    title = models.CharField("说明", max_length=120)
    caption = models.CharField("图注", max_length=200, blank=True)

    class Meta:
        verbose_name = "稿件的图片和附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_picture(self) -> bool:
        return self.role == ArticleFile.Role.INSIDE


class Review(models.Model):
    """What one person said in one of the three reviews of a version; `acknowledged` are the hints of the checks that he passed over."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="reviews")
    number = models.PositiveSmallIntegerField("审次", choices=list(REVIEWS.items()))
    version = models.PositiveSmallIntegerField("版本")
    step = models.PositiveIntegerField("步骤")
    reviewer = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    passed = models.BooleanField("通过")
    opinion = models.CharField("意见", max_length=500, blank=True)
    acknowledged = models.JSONField("已核对的提示", default=list, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "审核意见"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(passed=True) | ~Q(opinion=""), name="return_with_a_reason")]

    def __str__(self) -> str:
        return f"{self.get_number_display()} {'通过' if self.passed else '退回'}"
