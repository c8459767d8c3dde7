"""Items of the catalogue with their reviews and their validity, who publishes what (duties), and guides."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.disclosure.catalogue.nodes import INTERPRETATION, places, topic_name
from mingtang.domains.disclosure.catalogue.permissions import READ_ITEMS
from mingtang.domains.disclosure.catalogue.rules import (
    AUDIENCES,
    CHECKS,
    CONCLUSIONS,
    GENRES,
    KINDS,
    LANGUAGES,
    NOT_SECRET,
    NUMBERED,
    OPENNESS,
    REVIEWED,
    SCOPES,
    SECRECY,
    STATES,
    TONES,
    VALIDITIES,
    State,
    Validity,
)
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Words of an enumeration as columns want them, with plain values."""
    return [(str(code), label) for code, label in words.items()]


class InformationItem(models.Model):
    """A piece of government information (政府信息) with its metadata: one number, for ever, from its publication on.

    `formed_on` is when it was made or changed, from which the limit `due_on` counts (第二十六条). `digest` is of what the
    public would read; what is public has a review of just that (`reviewed_digest`). `publishers` are all issuing organs,
    the lead first; `issuer` and `doc_no` name the official document that it comes from.
    """

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="公开机关")
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, related_name="+", verbose_name="案件")
    node = models.CharField("公开目录", max_length=12)
    index_no = models.CharField("索引号", max_length=60, null=True, unique=True)
    title = models.CharField("标题", max_length=200)
    subtitle = models.CharField("副标题", max_length=200, blank=True)
    publishers = models.JSONField("发文机关", default=list)
    issuer = models.CharField("制发机关", max_length=100, blank=True)
    doc_no = models.CharField("发文字号", max_length=120, blank=True)
    kind = models.CharField("文件类别", max_length=12, choices=_choices(KINDS), blank=True)
    written_on = models.DateField("成文日期")
    formed_on = models.DateField("形成或变更日期")
    due_on = models.DateField("公开期限", null=True)
    published_at = models.DateTimeField("公布日期", null=True)
    scheduled_at = models.DateTimeField("定时发布", null=True)
    effective_on = models.DateField("施行日期", null=True)
    valid_to = models.DateField("有效期至", null=True)
    repealed_on = models.DateField("废止日期", null=True)
    validity = models.CharField("有效性", max_length=8, choices=_choices(VALIDITIES), default=Validity.VALID)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces", verbose_name="替代文件")
    topic = models.CharField("主题分类", max_length=4)
    topics = models.JSONField("其他主题", default=list)
    genre = models.CharField("体裁分类", max_length=16, choices=_choices(GENRES), default="other")
    audience = models.CharField("服务对象", max_length=12, choices=_choices(AUDIENCES), blank=True)
    keywords = models.JSONField("关键词", default=list)
    openness = models.CharField("公开属性", max_length=12, choices=_choices(OPENNESS), default="open")
    exempt_reason = models.TextField("不公开的理由", blank=True)
    scope = models.CharField("公开范围", max_length=8, choices=_choices(SCOPES), default="society")
    term_until = models.DateField("公开至", null=True)
    carriers = models.JSONField("公开载体", default=list)
    summary = models.TextField("内容概述", blank=True)
    body = models.TextField("正文")
    interprets = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="interpretations", verbose_name="被解读文件"
    )
    consultation = models.CharField("意见征集", max_length=200, blank=True)
    secrecy = models.CharField("密级", max_length=12, choices=_choices(SECRECY), default=NOT_SECRET)
    language = models.CharField("语言", max_length=8, choices=_choices(LANGUAGES), default="zh-hans")
    translates = models.ForeignKey("self", models.PROTECT, null=True, related_name="translations", verbose_name="译自")
    state = models.CharField("状态", max_length=16, choices=_choices(STATES), default=State.DRAFTING)
    digest = models.CharField(max_length=64, blank=True)
    reviewed_digest = models.CharField(max_length=64, blank=True)
    drafted_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="拟稿人"
    )
    signed_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )
    asks_opinion = models.BooleanField("征求第三方或者其他机关意见", default=False)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdraw_reason = models.CharField("撤下原因", max_length=400, blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="organ_id")

    class Meta:
        verbose_name = "主动公开信息"
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "node", "-published_at"], name="catalogue_of_node"),
            models.Index(fields=["state", "-published_at"], name="catalogue_published"),
            models.Index(fields=["organ", "state"], name="catalogue_of_organ"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(secrecy=NOT_SECRET), name="catalogue_keeps_no_secrets"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(REVIEWED)) | (Q(reviewed_digest=F("digest")) & ~Q(digest="")),
                name="catalogue_published_as_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(NUMBERED), index_no__isnull=False, published_at__isnull=False)
                | (~Q(state__in=sorted(NUMBERED)) & Q(index_no=None)),
                name="catalogue_numbered_when_public",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("disclosure_item", args=[self.pk])

    @property
    def place(self) -> str:
        """What its node is called."""
        known = places().get(self.node)
        return known.title if known else self.node

    @property
    def counts_from(self) -> date:
        """The day its limit counts from: of an interpretation the publication of its document, else its own formation."""
        published = self.interprets.published_at if self.interprets else None
        if published and places()[self.node].limit == INTERPRETATION:
            return timezone.localdate(published)
        return self.formed_on

    @property
    def topic_words(self) -> str:
        """Its topics in words, the main one first."""
        return "；".join(topic_name(each) for each in (self.topic, *self.topics))

    @property
    def index_parts(self) -> tuple[str, str]:
        """Its number in two lines: the organ with its stroke, then year and place."""
        head, stroke, tail = (self.index_no or "").rpartition("/")
        return head + stroke, tail

    @property
    def publisher_words(self) -> str:
        return "、".join(self.publishers)

    @property
    def tone(self) -> str:
        """The kind of its validity badge."""
        return TONES[Validity(self.validity)]

    @property
    def is_policy(self) -> bool:
        """Whether it is a document whose being in force matters."""
        return bool(self.kind)


class SecrecyReview(models.Model):
    """A security review (保密审查): what was looked for, in exactly which content, and what it came to.

    A review of content that has changed since is void; it stays as it was.
    """

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="reviews", verbose_name="信息")
    digest = models.CharField(max_length=64)
    found = models.JSONField("审查发现", default=list)
    deletions = models.TextField("删减内容", blank=True)
    conclusion = models.CharField("结论", max_length=12, choices=_choices(CONCLUSIONS))
    opinion = models.TextField("审查意见", blank=True)
    reviewer = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="审查人"
    )
    reviewer_name = models.CharField("审查人", max_length=60)
    at = models.DateTimeField("审查时间")

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="item__organ_id")

    class Meta:
        verbose_name = "保密审查"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_conclusion_display()} {self.reviewer_name}"

    @property
    def found_words(self) -> str:
        return "、".join(CHECKS[each] for each in self.found)

    @property
    def is_void(self) -> bool:
        """Whether the item says something else by now."""
        return self.digest != self.item.digest


class Opinion(models.Model):
    """An opinion of a third party or another organ on publishing an item (征求意见)."""

    class Answer(models.TextChoices):
        AGREES = "agrees", "同意公开"
        REFUSES = "refuses", "不同意公开"
        OVERRIDDEN = "overridden", "不同意，但不公开会对公共利益造成重大影响，予以公开"
        SILENT = "silent", "逾期未答复，由本机关依照条例决定"

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="opinions", verbose_name="信息")
    name = models.CharField("征求意见对象", max_length=100)
    asked_on = models.DateField("征求日期")
    answer = models.CharField("结果", max_length=12, choices=Answer.choices)
    reason = models.TextField("说明", blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="item__organ_id")

    class Meta:
        verbose_name = "公开征求意见"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.get_answer_display()}"


class ValidityChange(models.Model):
    """A change of a document's validity: from what to what, when, on which ground. The latest says what is so now."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="changes", verbose_name="信息")
    before = models.CharField("变更前", max_length=8, choices=_choices(VALIDITIES))
    after = models.CharField("变更后", max_length=8, choices=_choices(VALIDITIES))
    on = models.DateField("变更日期")
    basis = models.CharField("依据", max_length=200)
    at = models.DateTimeField("登记时间")

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="item__organ_id")

    class Meta:
        verbose_name = "有效性变更"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"


class Duty(models.Model):
    """What an organ publishes in a node of the catalogue: which unit answers for it, where, how often, how soon."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="公开机关")
    node = models.CharField("公开目录", max_length=12)
    unit_name = models.CharField("公开责任单位", max_length=60)
    carriers = models.JSONField("公开载体", default=list)
    cycle = models.PositiveSmallIntegerField("更新周期（天）", default=0)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="organ_id")

    class Meta:
        verbose_name = "公开责任"
        constraints = [models.UniqueConstraint(fields=["organ", "node"], name="catalogue_one_duty_per_node")]

    def __str__(self) -> str:
        return f"{self.unit_name} {self.place}"

    @property
    def place(self) -> str:
        known = places().get(self.node)
        return known.title if known else self.node


class Guide(models.Model):
    """The guide of an organ (政府信息公开指南, article 12): how its information is arranged, and where it is to be had."""

    organ = models.OneToOneField("directory.Organ", models.PROTECT, related_name="+", verbose_name="机关")
    classification = models.TextField("信息分类")
    arrangement = models.TextField("编排体系")
    ways = models.TextField("获取方式")
    office = models.CharField("工作机构名称", max_length=100)
    address = models.CharField("办公地址", max_length=200)
    hours = models.CharField("办公时间", max_length=200)
    phone = models.CharField("联系电话", max_length=60)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    site = models.CharField("互联网联系方式", max_length=200)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    updated_on = models.DateField("更新日期")

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ITEMS, organ="organ_id")

    class Meta:
        verbose_name = "公开指南"

    def __str__(self) -> str:
        return f"{self.organ.name}政府信息公开指南"
