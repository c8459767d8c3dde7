"""The course of a survey: its questions, who releases it, who answers how often, what is published."""

import json
from datetime import timedelta

import pytest
import yaml

from mingtang.domains.interaction.moderation.api import Standing
from mingtang.domains.interaction.surveys.actions.asking import START, revise_survey
from mingtang.domains.interaction.surveys.api import (
    Survey,
    SurveyAnswer,
    draft_result,
    release_result,
    release_survey,
    respondent_of,
)
from mingtang.domains.interaction.surveys.queries import answer_table, outcomes_of
from mingtang.domains.interaction.surveys.tests.surveyor import HOLDER, RELEASER, Surveyor
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted


def test_questions_are_drawn_by_one_person_and_released_by_another(surveyor: Surveyor) -> None:
    survey, actor = surveyor.drafted(), surveyor.world.actor
    assert not Survey.objects.public().exists()
    with pytest.raises(NotPermitted):
        release_survey(actor(HOLDER), survey)
    Survey.objects.filter(pk=survey.pk).update(drafter=surveyor.world.account(RELEASER))
    with pytest.raises(Refused, match="另一人"):
        release_survey(actor(RELEASER), Survey.objects.get(pk=survey.pk))
    release_survey(actor(RELEASER), survey)
    assert survey.standing is Standing.OPEN
    assert survey.version is not None
    assert not survey.version.is_draft
    with pytest.raises(Refused, match="已经发布"):
        revise_survey(actor(HOLDER), survey, surveyor.said())


def test_a_survey_asks_nobody_who_he_is(surveyor: Surveyor) -> None:
    document = yaml.safe_load(START.read_text(encoding="utf-8"))
    document["properties"]["phone"] = {"type": "string", "title": "您的手机", "format": "mobile-phone"}
    document["ui"]["sections"][0]["fields"].append("phone")
    survey = surveyor.drafted(json.dumps(document, ensure_ascii=False))
    with pytest.raises(Refused, match="您的手机"):
        release_survey(surveyor.world.actor(RELEASER), survey)


def test_days_are_in_order_and_not_gone_by(surveyor: Surveyor) -> None:
    with pytest.raises(Refused) as refusal:
        surveyor.drafted(days=-1)
    assert refusal.value.field == "closes_on"
    with pytest.raises(Refused, match="已经过去"):
        release_survey(surveyor.world.actor(RELEASER), surveyor.close(surveyor.drafted()))


def test_everybody_answers_once_while_it_is_open(surveyor: Surveyor) -> None:
    survey = surveyor.opened()
    surveyor.answer(survey, "one")
    surveyor.answer(survey, "another")
    with pytest.raises(Refused, match="已经回答"):
        surveyor.answer(survey, "one")
    with pytest.raises(Refused, match="没有开放"):
        surveyor.answer(surveyor.opened(opens_on=surveyor.today + timedelta(days=1)), "one")
    with pytest.raises(Refused, match="没有开放"):
        surveyor.answer(surveyor.close(survey), "late")
    assert SurveyAnswer.objects.count() == 2


def test_answers_of_one_person_cannot_be_told_to_be_his(surveyor: Surveyor) -> None:
    first, second = surveyor.opened(), surveyor.opened()
    citizen, visitor = surveyor.world.actor("citizen"), surveyor.world.actor("visitor")
    digests = {respondent_of(who, each, "b") for who in (citizen, visitor) for each in (first, second)}
    assert len(digests) == 4
    assert respondent_of(citizen, first, "b") == respondent_of(citizen, first, "another browser")
    assert not any(f"{citizen.account_id}" == each for each in digests)


def test_what_it_came_to_is_written_by_one_and_released_by_another(surveyor: Surveyor) -> None:
    survey, actor = surveyor.opened(), surveyor.world.actor
    surveyor.answer(survey, "one")
    surveyor.answer(survey, "two", used="no", satisfied=2)
    with pytest.raises(Refused, match="截止以后"):
        draft_result(actor(HOLDER), survey, result="多数满意。")
    survey = surveyor.close(survey)
    with pytest.raises(Refused, match="还没有拟写"):
        release_result(actor(RELEASER), survey)
    with pytest.raises(Refused, match="手机号"):
        draft_result(actor(HOLDER), survey, result="详情问 13812345678。")
    draft_result(actor(HOLDER), survey, result="多数满意。详情问 0990-2123456。")
    Survey.objects.filter(pk=survey.pk).update(result_drafter=surveyor.world.account(RELEASER))
    with pytest.raises(Refused, match="另一人"):
        release_result(actor(RELEASER), Survey.objects.get(pk=survey.pk))
    release_result(actor(RELEASER), survey)
    assert survey.standing is Standing.DONE
    assert [each.answered for each in outcomes_of(survey)] == [2, 2, 2, 2]
    head, rows = answer_table(survey)
    assert head[1:] == ["最近一年您办过这项业务吗？", "您从哪里办理？（可多选）", "您的满意程度", "您的建议"]
    assert [row[1:3] for row in rows] == [["办过", "政务大厅、网上"], ["没有办过", "政务大厅、网上"]]


def test_others_see_neither_drafts_nor_answers(surveyor: Surveyor) -> None:
    surveyor.answer(surveyor.opened(), "one")
    for who in ("visitor", "citizen", "permit-officer", "system-officer"):
        actor = surveyor.world.actor(who)
        assert not Survey.objects.visible_to(actor).exists()
        assert not SurveyAnswer.objects.visible_to(actor).exists()
