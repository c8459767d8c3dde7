"""Answering a survey: anybody, once."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

from mingtang.domains.interaction.moderation.api import warnings_of
from mingtang.domains.interaction.surveys import acts
from mingtang.domains.interaction.surveys.models import Survey, SurveyAnswer
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.personal_data import masked


def respondent_of(actor: Actor, survey: Survey, browser: str) -> str:
    """Who answers, as a digest under the node's key that differs from survey to survey: an account, else a browser."""
    who = f"account:{actor.account_id}" if actor.account_id else f"browser:{browser}"
    return salted_hmac(f"survey:{survey.pk}", who, algorithm="sha256").hexdigest()


def has_answered(survey: Survey, respondent: str) -> bool:
    """Whether that one has answered already; one statement."""
    return SurveyAnswer.objects.filter(survey=survey, respondent=respondent).exists()


def answer_survey(actor: Actor, survey: Survey, respondent: str, answers: Mapping[str, Any]) -> SurveyAnswer:
    """Take answers in that the form has judged; personal data in words is struck out before it is kept.

    Raises Refused a second time, outside its days, and for words that are not taken.
    """
    if not survey.is_open:
        raise Refused("调查现在没有开放。")
    if has_answered(survey, respondent):
        raise Refused("您已经回答过这次调查，谢谢。")
    warnings_of("\n".join(each for each in answers.values() if isinstance(each, str)), "")
    given = SurveyAnswer(
        survey=survey,
        organ_id=survey.organ_id,
        respondent=respondent,
        answers={name: masked(each) if isinstance(each, str) else each for name, each in answers.items()},
        answered_at=timezone.now(),
    )
    with act(acts.ANSWER_SURVEY, actor, within=survey) as deed:
        deed.create(given)
    return given
