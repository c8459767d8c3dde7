"""Interviews, and the questions that people ask in them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from mingtang.domains.interaction.interviews.rules import STANDS, Stand, stand_of
from mingtang.domains.interaction.moderation.api import Occasion, OccasionQuerySet, Post, PostQuerySet


class InterviewQuerySet(OccasionQuerySet):
    def counted(self) -> Any:
        """With `came`, how many questions came, `waiting`, how many nobody has judged, and `unanswered`, of those shown."""
        waiting = Count("questions", filter=Q(questions__verdict=Post.Verdict.WAITING))
        unanswered = Count("questions", filter=Q(questions__verdict=Post.Verdict.SHOWN, questions__answer=""))
        return self.select_related("organ").annotate(came=Count("questions"), waiting=waiting, unanswered=unanswered)


class Interview(Occasion):
    """An interview (在线访谈). The days of its limits are known once it is announced."""

    guests = models.CharField("嘉宾", max_length=200)
    begins_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    transcript_due_on = models.DateField("发布实录的期限", null=True)
    answers_due_on = models.DateField("答复提问的期限", null=True)
    transcript = models.TextField("实录", max_length=50000, blank=True)
    transcript_drafter = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="实录整理人"
    )
    transcript_releaser = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="实录发布人"
    )
    transcript_at = models.DateTimeField("实录发布时间", null=True)

    objects: ClassVar[Any] = InterviewQuerySet.as_manager()

    class Meta(Occasion.Meta):
        verbose_name = "在线访谈"
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="interview_ends_after_it_begins")
        ]

    def get_absolute_url(self) -> str:
        return reverse("public_interview", args=[self.pk])

    @property
    def stand(self) -> Stand:
        """How it stands now."""
        return stand_of(
            timezone.now(), self.begins_at, self.ends_at,
            released=self.released_at is not None, written_up=self.transcript_at is not None,
        )  # fmt: skip

    @property
    def stand_words(self) -> str:
        return gettext(STANDS[self.stand])

    @property
    def stand_kind(self) -> str:
        """The kind of tag that tells it."""
        return {Stand.LIVE: "brand", Stand.WRITTEN_UP: "good"}.get(self.stand, "")

    @property
    def takes_questions(self) -> bool:
        """From the announcement to the end."""
        return self.stand in {Stand.ANNOUNCED, Stand.LIVE}


class Question(Post):
    """A question to the guests. The answer is typed by those who assist them."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="questions", verbose_name="访谈")
    answer = models.TextField("答复", max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    class Meta(Post.Meta):
        verbose_name = "访谈提问"
        ordering = ["posted_at", "pk"]
        indexes = [models.Index(fields=["interview", "verdict"], name="question_of_interview")]
