"""What config may use of surveys."""

from mingtang.domains.interaction.surveys.actions.answering import answer_survey, respondent_of
from mingtang.domains.interaction.surveys.actions.asking import (
    SurveyDraft,
    draft_result,
    draft_survey,
    release_result,
    release_survey,
)
from mingtang.domains.interaction.surveys.events import SurveyAnswered, SurveyReleased
from mingtang.domains.interaction.surveys.models import Survey, SurveyAnswer
from mingtang.domains.interaction.surveys.queries import public_surveys

__all__ = [
    "Survey",
    "SurveyAnswer",
    "SurveyAnswered",
    "SurveyDraft",
    "SurveyReleased",
    "answer_survey",
    "draft_result",
    "draft_survey",
    "public_surveys",
    "release_result",
    "release_survey",
    "respondent_of",
]
