"""Types of pages. Wagtail keeps the tree, revisions and the times of publication; the fields are those of 政府网站发展指引."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from mingtang.domains.portal.sites.blocks import ARTICLE_BLOCKS, ELDER_BLOCKS, HOME_BLOCKS
from mingtang.domains.portal.sites.permissions import READ_SITES
from mingtang.domains.portal.sites.rules import COLUMN_TYPES, INTERPRETATION_FORMS
from mingtang.kernel.evidence.api import Protection


class HomePage(Page):
    """The first page of a site, composed of blocks; `elder` is what readers of large text get instead, when it is given."""

    blocks = StreamField(HOME_BLOCKS, blank=True, verbose_name="版面")
    elder = StreamField(ELDER_BLOCKS, blank=True, verbose_name="长者版")

    subpage_types: ClassVar[list[str]] = ["portal.ColumnPage", "portal.TopicPage"]

    class Meta:
        verbose_name = "首页"


class TopicPage(Page):
    """A topic (专题): composed like a home page, open for a time, then kept to be read (archived)."""

    lead = models.CharField("导语", max_length=200, blank=True)
    blocks = StreamField(HOME_BLOCKS, blank=True, verbose_name="版面")
    opens_on = models.DateField("上线日期")
    closes_on = models.DateField("归档日期", null=True, blank=True)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="责任单位")

    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "专题"

    @property
    def is_archived(self) -> bool:
        return self.closes_on is not None and self.closes_on < timezone.localdate()


class ColumnPage(Page):
    """A column (栏目). Those of a parent stand in the order of the tree.

    `last_content_at` is when its newest article was published; while it is empty the column is not shown, because a
    blank column is a fault of the site from its first day.
    """

    column_type = models.CharField("栏目类型", max_length=20, choices=COLUMN_TYPES)
    description = models.CharField("栏目说明", max_length=200, blank=True)
    keywords = models.CharField("关键词", max_length=100, blank=True)
    update_cycle_days = models.PositiveSmallIntegerField("更新周期（天）", null=True, blank=True)
    must_update = models.BooleanField("应更新", default=True)
    organ = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位"
    )
    unit = models.ForeignKey(
        "directory.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任处室"
    )
    last_content_at = models.DateTimeField("最新内容时间", null=True, blank=True)

    protection = Protection(read=READ_SITES, organ="organ_id", unit="unit_id")
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage", "portal.ColumnPage"]
    subpage_types: ClassVar[list[str]] = ["portal.ColumnPage", "portal.ArticlePage"]

    class Meta:
        verbose_name = "栏目"


class ArticleQuerySet(PageQuerySet):
    def published(self, now: datetime | Value | None = None) -> "ArticleQuerySet":
        """What the public may read at `now`: live, its time has come, and it has not run out."""
        moment = now or timezone.now()
        running = Q(expire_at=None) | Q(expire_at__gt=moment)
        return self.filter(running, live=True, publish_date__lte=moment)


class ArticlePage(Page):
    """An article (文章). `publish_date` is what the public is told, and stays when the text is corrected (`corrected_at`).

    Once withdrawn (撤稿) it is not live, and its address says when and why.
    """

    subtitle = models.CharField("副标题", max_length=120, blank=True)
    source = models.CharField("来源", max_length=80)
    author = models.CharField("作者", max_length=40, blank=True)
    editor = models.CharField("责任编辑", max_length=40)
    summary = models.CharField("摘要", max_length=300, blank=True)
    body = StreamField(ARTICLE_BLOCKS, verbose_name="正文")
    keywords = models.CharField("关键词", max_length=100, blank=True)
    publish_date = models.DateTimeField("发布时间", db_index=True)
    top_until = models.DateField("置顶至", null=True, blank=True)
    corrected_at = models.DateTimeField("更正时间", null=True, blank=True)
    correction = models.CharField("更正说明", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField("撤稿时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤稿原因", max_length=200, blank=True)
    original_url = models.URLField("原文地址", max_length=300, blank=True)
    picture = models.CharField("题图地址", max_length=300, blank=True)
    picture_alt = models.CharField("题图说明", max_length=120, blank=True)
    disclosure_number = models.CharField("索引号", max_length=60, blank=True)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    subject = models.CharField("主题分类", max_length=60, blank=True)
    written_on = models.DateField("成文日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    interprets = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="interpretations", verbose_name="解读的文件"
    )
    interpretation_form = models.CharField("解读形式", max_length=10, choices=INTERPRETATION_FORMS, blank=True)
    translated_of = models.DateTimeField("译自哪一时刻的原文", null=True, blank=True)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="发布单位")

    objects = PageManager.from_queryset(ArticleQuerySet)()
    parent_page_types: ClassVar[list[str]] = ["portal.ColumnPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "文章"

    @property
    def is_on_top(self) -> bool:
        return self.top_until is not None and self.top_until >= timezone.localdate()

    @property
    def changed_at(self) -> datetime:
        """When the text last became what it is."""
        return max(filter(None, (self.publish_date, self.corrected_at)))
