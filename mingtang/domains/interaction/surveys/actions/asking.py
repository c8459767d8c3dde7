"""Asking: drafted with its questions, released by another person, what it came to released likewise."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils import timezone

from mingtang.domains.interaction.moderation.api import (
    require_another,
    require_days_in_order,
    require_draft,
    require_result,
    result_to_keep,
)
from mingtang.domains.interaction.surveys import acts
from mingtang.domains.interaction.surveys.events import SurveyAnswered, SurveyReleased
from mingtang.domains.interaction.surveys.models import Survey
from mingtang.domains.interaction.surveys.rules import unfit
from mingtang.kernel.definitions.api import create_definition, newest_of, publish_draft
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.kernel.forms.api import FORMS, FormVersion, read_or_refuse

START = Path(__file__).parent.parent / "start" / "questions.yaml"
REPORT = "结果说明"


@dataclass(frozen=True, kw_only=True)
class SurveyDraft:
    """What a survey is about, and from when until when."""

    title: str
    introduction: str
    opens_on: date
    closes_on: date


def draft_survey(actor: Actor, organ: Organ, said: SurveyDraft, questions: str = "") -> Survey:
    """Begin a survey with questions that may then be drawn anew; `questions` is a document of a form.

    Raises NotPermitted for who may not design forms, too: the questions are a form of the organ.
    """
    survey = Survey(organ=organ, drafted_at=timezone.now(), **vars(said))
    survey.drafter_id = actor.account_id  # type: ignore[assignment]
    with act(acts.DRAFT_SURVEY, actor, within=organ) as deed:
        require_days_in_order(said.opens_on, said.closes_on)
        deed.create(survey)
        content = questions or json.dumps(_start() | {"title": said.title}, ensure_ascii=False, indent=2)
        form = create_definition(actor, FORMS, key=survey.key, title=said.title, content=content, organ=organ)
        deed.change(survey, form=form)
    return survey


@cache
def _start() -> dict[str, object]:
    document: dict[str, object] = yaml.safe_load(START.read_text(encoding="utf-8"))
    return document


def revise_survey(actor: Actor, survey: Survey, said: SurveyDraft) -> None:
    """Write title, words and days anew. Raises Refused once it is released."""
    with act(acts.DRAFT_SURVEY, actor, survey) as deed:
        require_draft(survey)
        require_days_in_order(said.opens_on, said.closes_on)
        deed.change(survey, drafter_id=actor.account_id, drafted_at=timezone.now(), **vars(said))


def release_survey(actor: Actor, survey: Survey) -> None:
    """Let everybody answer; the questions stay as they are now.

    Raises Refused to its drafter, for days gone by, and for questions that tell who answers.
    """
    with act(acts.RELEASE_SURVEY, actor, survey) as deed:
        require_draft(survey)
        require_another(actor, survey.drafter_id)
        if survey.closes_on < timezone.localdate():
            raise Refused("截止日期已经过去，请先修改。")
        version = newest_of(survey.form)
        if asked := unfit(read_or_refuse(version.text)):
            raise Refused(f"调查不收集个人信息和附件，请删去：{'、'.join(asked)}。")
        deed.change(
            survey, version=_published(survey, version), releaser_id=actor.account_id, released_at=timezone.now()
        )
        deed.announce(SurveyReleased(subject=f"survey:{survey.pk}", survey_id=survey.pk))


def _published(survey: Survey, version: FormVersion) -> FormVersion:
    return publish_draft(SYSTEM, FORMS, survey.form, seen=version.digest) if version.is_draft else version


def draft_result(actor: Actor, survey: Survey, *, result: str) -> None:
    """Write what the survey came to, in words beside the charts. Raises Refused while it is open, for nothing, and with personal data."""
    with act(acts.DRAFT_RESULT, actor, survey) as deed:
        kept = result_to_keep(survey, result, REPORT)
        deed.change(survey, result=kept, result_drafter_id=actor.account_id)


def release_result(actor: Actor, survey: Survey) -> None:
    """Let everybody see charts and words. Raises Refused to who wrote the words, and without them."""
    with act(acts.RELEASE_RESULT, actor, survey) as deed:
        require_result(actor, survey, REPORT)
        deed.change(survey, result_releaser_id=actor.account_id, result_at=timezone.now())
        deed.announce(SurveyAnswered(subject=f"survey:{survey.pk}", survey_id=survey.pk))
