"""在线访谈: interviews that everybody may read, with questions and answers; asking."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.interaction.interviews.actions.talking import ask
from mingtang.domains.interaction.interviews.models import Interview, Question
from mingtang.domains.interaction.interviews.queries import public_interviews, shown_questions
from mingtang.domains.interaction.interviews.rules import STANDS, Stand
from mingtang.ui.rest.fields import Key, Line, Request, labelled, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["互动交流"])

StandOfInterview = Annotated[Stand, labelled(STANDS)]


class InterviewRowOut(Schema):
    id: int
    title: str = Field(description="主题")
    guests: str = Field(description="嘉宾")
    organ: str = Field(description="组织单位")
    stand: StandOfInterview = Field(description="状态")
    begins_at: datetime = Field(description="开始时间")
    ends_at: datetime = Field(description="结束时间")

    @staticmethod
    def resolve_organ(interview: Interview) -> str:
        return str(interview.organ.name)


class ShownQuestionOut(Schema):
    text: str = Field(description="公开的提问")
    author: str = Field(description="提问人，只有姓")
    answer: str = Field(description="答复；还没有的为空")
    posted_at: datetime = Field(description="提问时间")

    @staticmethod
    def resolve_text(question: Question) -> str:
        return question.shown_text


class InterviewOut(InterviewRowOut):
    introduction: str = Field(description="说明")
    transcript: str = Field(description="实录；发布以前为空")
    questions: list[ShownQuestionOut] = Field(description="公开的提问和答复")

    @staticmethod
    def resolve_transcript(interview: Interview) -> str:
        return interview.transcript if interview.transcript_at else ""

    @staticmethod
    def resolve_questions(interview: Interview) -> Any:
        return shown_questions(interview)


class InterviewQuestionIn(Request):
    text: Annotated[str, Field(min_length=1, max_length=500), AfterValidator(plain_text)] = Field(description="提问")
    name: Annotated[str, Line(60)] = Field("", description="称呼")


class AskedQuestionOut(Schema):
    id: int


@router.get("/interaction/interviews", response=list[InterviewRowOut], auth=None, summary="在线访谈列表（公开）")
@listed(orders=["id", "begins_at"])
def list_interviews(request: HttpRequest) -> QuerySet[Interview]:
    return public_interviews()


@router.get(
    "/interaction/interviews/{int:interview_id}", response=InterviewOut, auth=None, summary="一次在线访谈（公开）"
)
def show_interview(request: HttpRequest, interview_id: Key) -> Interview:
    return found(public_interviews(), interview_id)


@router.post(
    "/interaction/interviews/{int:interview_id}/questions", response={201: AskedQuestionOut}, summary="访谈提问"
)
def ask_in_interview(request: SignedIn, interview_id: Key, said: InterviewQuestionIn) -> Status[Question]:
    return Status(201, ask(request.actor, found(public_interviews(), interview_id), text=said.text, name=said.name))
