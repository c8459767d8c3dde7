"""Whose opinion was asked, and where was searched."""

from typing import Any

from django.db import models

from mingtang.domains.disclosure.requests.models.request import DisclosureRequest
from mingtang.domains.disclosure.requests.models.wording import choices_of
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.domains.disclosure.requests.rules import ASKED, OPINIONS, Asked, Opinion, meaning_of
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Consultation(models.Model):
    """An opinion that was asked for in writing, and what came of it; `due_on` is the last day for an answer.

    A third party is told what was decided and why (`told_on`, article 32).
    """

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="consultations", verbose_name="申请")
    asked = models.CharField("对象类别", max_length=12, choices=choices_of(ASKED))
    name = models.CharField("征求意见对象", max_length=100)
    question = models.TextField("征求意见的内容")
    sent_on = models.DateField("对方收到征求意见函日期")
    due_on = models.DateField("答复期限")
    answered_on = models.DateField("答复日期", null=True)
    opinion = models.CharField("意见", max_length=8, choices=choices_of(OPINIONS), blank=True)
    reason = models.TextField("理由", blank=True)
    told_on = models.DateField("告知决定", null=True)
    discloses = models.BooleanField("决定公开", null=True)
    decision_reason = models.TextField("决定的理由", blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="request__organ_id")

    class Meta:
        verbose_name = "征求意见"
        ordering = ["sent_on", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def meaning(self) -> str:
        """What the answer, or silence, means in law."""
        return meaning_of(Asked(self.asked), Opinion(self.opinion)) if self.opinion else ""


class Search(models.Model):
    """Who looked where for the information, with which words, and what was found."""

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="searches", verbose_name="申请")
    place = models.CharField("检索范围", max_length=100)
    words = models.CharField("检索词", max_length=200)
    result = models.TextField("检索结果")
    by = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="检索人")
    at = models.DateTimeField("检索时间")

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="request__organ_id")

    class Meta:
        verbose_name = "检索记录"
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.place}：{self.words}"
