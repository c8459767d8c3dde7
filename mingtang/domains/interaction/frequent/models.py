"""Frequent questions."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from mingtang.domains.interaction.messages.permissions import SCREEN_MESSAGES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class FrequentQuestionQuerySet(ProtectedQuerySet):
    def public(self) -> Any:
        """Those that everybody may read, with who answers."""
        return self.filter(is_shown=True).select_related("unit")


class FrequentQuestion(models.Model):
    """A question that many ask, with its answer, in the words of the desk. The letter it comes from stays as it is."""

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="受理机构")
    message = models.OneToOneField(
        "interaction.Message", models.PROTECT, related_name="frequent_question", verbose_name="来源留言"
    )
    unit = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="答复单位")
    topic = models.CharField("分类", max_length=20)
    question = models.CharField("问题", max_length=100)
    answer = models.TextField("答案", max_length=4000)
    is_shown = models.BooleanField("公开", default=True)
    kept_by = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="整理人")
    kept_at = models.DateTimeField("整理时间")

    objects: ClassVar[Any] = FrequentQuestionQuerySet.as_manager()
    protection = Protection(read=SCREEN_MESSAGES, organ="organ_id")

    class Meta:
        verbose_name = "常见问题"
        ordering = ["topic", "-kept_at"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return f"{reverse('frequent_questions')}#q{self.pk}"
