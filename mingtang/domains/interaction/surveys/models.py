"""Surveys and the answers that came."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count
from django.urls import reverse

from mingtang.domains.interaction.moderation.api import HOLD, Period, PeriodQuerySet
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class SurveyQuerySet(PeriodQuerySet):
    def counted(self) -> Any:
        """With `came`, how many answers came."""
        return self.select_related("organ").annotate(came=Count("answers"))


class Survey(Period):
    """A survey (在线调查). Its questions are a form: `form_id` the definition, `version_id` what was released."""

    form = models.ForeignKey("forms.FormDefinition", models.PROTECT, null=True, related_name="+", verbose_name="题目")
    version = models.ForeignKey(
        "forms.FormVersion", models.PROTECT, null=True, related_name="+", verbose_name="发布的题目"
    )

    objects: ClassVar[Any] = SurveyQuerySet.as_manager()

    class Meta(Period.Meta):
        verbose_name = "在线调查"

    def get_absolute_url(self) -> str:
        return reverse("public_survey", args=[self.pk])

    @property
    def key(self) -> str:
        """The key of its form."""
        return f"survey-{self.pk}"


class SurveyAnswer(models.Model):
    """One answer. `respondent` tells one from the other: of an account, or of a browser, as a digest that leads back to nobody."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers", verbose_name="调查")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="组织单位")
    respondent = models.CharField("答卷人", max_length=64)
    answers = models.JSONField("答案")
    answered_at = models.DateTimeField("提交时间")

    objects: ClassVar[Any] = ProtectedQuerySet.as_manager()
    protection = Protection(read=HOLD, organ="organ_id")
    confidential = frozenset({"respondent"})

    class Meta:
        verbose_name = "调查答卷"
        ordering = ["answered_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "respondent"], name="one_answer_each")]

    def __str__(self) -> str:
        return f"{self.survey_id} 的答卷 {self.pk}"
