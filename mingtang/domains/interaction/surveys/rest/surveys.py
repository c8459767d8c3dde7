"""在线调查: surveys that everybody may read, their questions as a contract, answers, and what they came to."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from mingtang.domains.interaction.moderation.api import STANDINGS, Standing
from mingtang.domains.interaction.surveys.actions.answering import answer_survey, respondent_of
from mingtang.domains.interaction.surveys.models import Survey, SurveyAnswer
from mingtang.domains.interaction.surveys.queries import outcomes_of, public_surveys
from mingtang.kernel.forms.api import form_contract
from mingtang.kernel.forms.rest.forms import judged_answers
from mingtang.ui.rest.fields import Key, Request, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["互动交流"])

StandingOfSurvey = Annotated[Standing, labelled(STANDINGS)]


class SurveyRowOut(Schema):
    id: int
    title: str = Field(description="标题")
    introduction: str = Field(description="说明")
    organ: str = Field(description="组织单位")
    standing: StandingOfSurvey = Field(description="状态")
    opens_on: date = Field(description="开始日期")
    closes_on: date = Field(description="截止日期")
    came: int = Field(description="收到答卷，份")

    @staticmethod
    def resolve_organ(survey: Survey) -> str:
        return str(survey.organ.name)


class SurveyBarOut(Schema):
    label: str = Field(description="选项")
    value: int = Field(description="选择人数")
    share: int = Field(description="占回答这一题的百分比")


class SurveyOutcomeOut(Schema):
    name: str = Field(description="题目代号")
    title: str = Field(description="题目")
    answered: int = Field(description="回答人数")
    average: float | None = Field(description="平均值；只有打分题有")
    bars: list[SurveyBarOut] = Field(description="各选项；文字题没有")


class SurveyOut(SurveyRowOut):
    questions: dict[str, Any] = Field(description="题目的合同，JSON Schema 2020-12")
    result: str = Field(description="结果说明；公布以前为空")
    result_at: datetime | None = Field(description="结果公布时间")
    outcomes: list[SurveyOutcomeOut] = Field(description="各题结果；公布以前没有")

    @staticmethod
    def resolve_questions(survey: Survey) -> dict[str, Any]:
        assert survey.version_id is not None
        return form_contract(survey.version_id)

    @staticmethod
    def resolve_result(survey: Survey) -> str:
        return survey.result if survey.result_at else ""

    @staticmethod
    def resolve_outcomes(survey: Survey) -> Any:
        return outcomes_of(survey) if survey.result_at else []


class SurveyAnswersIn(Request):
    answers: dict[str, Any] = Field(description="按题目代号的答案")


class GivenAnswerOut(Schema):
    id: int


@router.get("/interaction/surveys", response=list[SurveyRowOut], auth=None, summary="在线调查列表（公开）")
@listed(orders=["id", "closes_on"])
def list_surveys(request: HttpRequest) -> QuerySet[Survey]:
    return public_surveys()


@router.get("/interaction/surveys/{int:survey_id}", response=SurveyOut, auth=None, summary="一次在线调查（公开）")
def show_survey(request: HttpRequest, survey_id: Key) -> Survey:
    return found(public_surveys().select_related("version"), survey_id)


@router.post("/interaction/surveys/{int:survey_id}/answers", response={201: GivenAnswerOut}, summary="回答在线调查")
def give_survey_answer(request: SignedIn, survey_id: Key, said: SurveyAnswersIn) -> Status[SurveyAnswer]:
    survey = found(public_surveys(), survey_id)
    answers = judged_answers(request.actor, survey.version_id or 0, said.answers)
    return Status(201, answer_survey(request.actor, survey, respondent_of(request.actor, survey, ""), answers))
