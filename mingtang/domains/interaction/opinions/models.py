"""Calls for opinions, and the opinions that came."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from mingtang.domains.interaction.moderation.api import Period, PeriodQuerySet, Post, PostQuerySet
from mingtang.domains.interaction.opinions.rules import AGES, KINDS, TREATMENTS


class CallQuerySet(PeriodQuerySet):
    def counted(self) -> Any:
        """With `came`, how many opinions came, and `waiting`, how many nobody has judged."""
        waiting = Count("opinions", filter=Q(opinions__verdict=Post.Verdict.WAITING))
        return self.select_related("organ").annotate(came=Count("opinions"), waiting=waiting)


class Call(Period):
    """A call for opinions (意见征集). `due_on` is the last day for the report, known once it is released."""

    kind = models.CharField("类别", max_length=10, choices=list(KINDS.items()))
    draft = models.TextField("征求意见稿", max_length=50000)
    contact = models.CharField("其他提出意见的方式", max_length=300)
    shortened_because = models.CharField("缩短期限的理由", max_length=300, blank=True)
    due_on = models.DateField("公布采纳情况的期限", null=True)

    objects: ClassVar[Any] = CallQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "意见征集"

    def get_absolute_url(self) -> str:
        return reverse("public_call", args=[self.pk])


class Opinion(Post):
    """An opinion on a draft. `treatment` says what became of it; whoever may not read it may still know that."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="opinions", verbose_name="征集")
    clause = models.CharField("针对的条款", max_length=60, blank=True)
    age = models.CharField("年龄段", max_length=8, choices=list(AGES.items()), blank=True)
    region = models.CharField("所在地区", max_length=60, blank=True)
    treatment = models.CharField("处理结果", max_length=8, choices=list(TREATMENTS.items()), blank=True)
    answer = models.CharField("处理说明", max_length=600, blank=True)
    treated_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="处理人"
    )
    treated_at = models.DateTimeField("处理时间", null=True)

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    class Meta(Post.Meta):
        verbose_name = "征集意见"
        ordering = ["posted_at", "pk"]
        indexes = [models.Index(fields=["call", "verdict"], name="opinion_of_call")]
        constraints = [
            models.CheckConstraint(condition=~Q(treatment__in=["partly", "declined"]) | ~Q(answer=""), name="declined_with_a_reason")
        ]  # fmt: skip
