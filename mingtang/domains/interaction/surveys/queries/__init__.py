"""Reads of surveys."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mingtang.domains.interaction.moderation.api import MOST, Ongoing, ending_on
from mingtang.domains.interaction.surveys.models import Survey, SurveyAnswer, SurveyQuerySet
from mingtang.domains.interaction.surveys.rules import Outcome, in_words, outcomes
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.api import read_or_refuse
from mingtang.lib.forms import Form


def public_surveys() -> SurveyQuerySet:
    """Surveys that everybody may read, with how many answered."""
    rows: SurveyQuerySet = Survey.objects.public().counted()
    return rows


def open_surveys(today: date) -> list[Ongoing]:
    """Surveys that are open, those that end first before the others; one statement."""
    rows = Survey.objects.open_on(today).order_by("closes_on")[:MOST]
    return [ending_on(today, survey.title, survey.get_absolute_url(), survey.closes_on) for survey in rows]


def surveys_of(actor: Actor) -> SurveyQuerySet:
    """Surveys that the actor works on."""
    rows: SurveyQuerySet = Survey.objects.visible_to(actor).counted()
    return rows


def questions_of(survey: Survey) -> Form:
    """The questions that were released; one statement."""
    assert survey.version is not None
    return read_or_refuse(survey.version.text)


def outcomes_of(survey: Survey) -> list[Outcome]:
    """What the answers so far come to; one statement for the answers."""
    answers = SurveyAnswer.objects.filter(survey=survey).order_by().values_list("answers", flat=True)
    return outcomes(questions_of(survey), answers.iterator(chunk_size=2000))


def answer_table(survey: Survey) -> tuple[list[str], Iterator[list[Any]]]:
    """All answers as a table: titles, and a row for each without who gave it."""
    form = questions_of(survey)
    rows = SurveyAnswer.objects.filter(survey=survey).values_list("answered_at", "answers")
    head = ["提交时间", *(field.title for field in form)]
    return head, ([at, *(in_words(field, given.get(field.name)) for field in form)] for at, given in rows.iterator())
