"""意见征集: calls that everybody may read, with what became of the opinions; saying one's own."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.interaction.moderation.api import STANDINGS, Standing
from mingtang.domains.interaction.opinions.actions.opining import OpinionSaid, post_opinion
from mingtang.domains.interaction.opinions.models import Call, Opinion
from mingtang.domains.interaction.opinions.queries import figures_of, opinions_of, public_calls
from mingtang.domains.interaction.opinions.rules import AGES, KINDS
from mingtang.ui.rest.fields import Key, Line, Request, labelled, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["互动交流"])

KindOfCall = Annotated[str, labelled(KINDS)]
StandingOfCall = Annotated[Standing, labelled(STANDINGS)]


class CallRowOut(Schema):
    id: int
    title: str = Field(description="标题")
    kind: KindOfCall = Field(description="类别")
    organ: str = Field(description="征集单位")
    standing: StandingOfCall = Field(description="状态")
    opens_on: date = Field(description="开始日期")
    closes_on: date = Field(description="截止日期")
    came: int = Field(description="收到意见，条")

    @staticmethod
    def resolve_organ(call: Call) -> str:
        return str(call.organ.name)


class TreatedOpinionOut(Schema):
    text: str = Field(description="公开的意见")
    clause: str = Field(description="针对的条款")
    author: str = Field(description="提出人，只有姓")
    treatment: str = Field(description="处理结果；公布采纳情况以前为空")
    answer: str = Field(description="处理说明")

    @staticmethod
    def resolve_text(opinion: Opinion) -> str:
        return opinion.shown_text

    @staticmethod
    def resolve_treatment(opinion: Opinion) -> str:
        return opinion.treatment if opinion.call.result_at else ""

    @staticmethod
    def resolve_answer(opinion: Opinion) -> str:
        return opinion.answer if opinion.call.result_at else ""


class TreatmentCountOut(Schema):
    label: str = Field(description="处理结果")
    count: int = Field(description="条数")


class CallOut(CallRowOut):
    introduction: str = Field(description="说明")
    draft: str = Field(description="征求意见稿")
    contact: str = Field(description="其他提出意见的方式")
    due_on: date = Field(description="公布采纳情况的期限")
    result: str = Field(description="采纳情况；公布以前为空")
    result_at: datetime | None = Field(description="公布时间")
    figures: list[TreatmentCountOut] = Field(description="各种结果的条数；公布以前没有")
    opinions: list[TreatedOpinionOut] = Field(description="公开的意见")

    @staticmethod
    def resolve_result(call: Call) -> str:
        return call.result if call.result_at else ""

    @staticmethod
    def resolve_figures(call: Call) -> Any:
        return figures_of(opinions_of(call)) if call.result_at else []

    @staticmethod
    def resolve_opinions(call: Call) -> Any:
        return Opinion.objects.filter(call=call).shown().select_related("call")


class CallFilterIn(FilterSchema):
    kind: KindOfCall | None = Field(None, description="类别")
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup("title__icontains")] = Field(
        None, description="标题包含"
    )


class OpinionIn(Request):
    text: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(plain_text)] = Field(description="意见")
    clause: Annotated[str, Line(60)] = Field("", description="针对的条款")
    name: Annotated[str, Line(60)] = Field("", description="姓名或者单位")
    age: Annotated[Literal["", "under18", "18to35", "36to59", "over60"], labelled({"": "不填写", **AGES})] = Field(
        "", description="年龄段"
    )
    region: Annotated[str, Line(60)] = Field("", description="所在地区")


class PostedOpinionOut(Schema):
    id: int


@router.get("/interaction/calls", response=list[CallRowOut], auth=None, summary="意见征集列表（公开）")
@listed(orders=["id", "closes_on"])
def list_opinion_calls(request: HttpRequest, filters: Query[CallFilterIn]) -> QuerySet[Call]:
    return filters.filter(public_calls())


@router.get("/interaction/calls/{int:call_id}", response=CallOut, auth=None, summary="一次意见征集（公开）")
def show_opinion_call(request: HttpRequest, call_id: Key) -> Call:
    return found(public_calls(), call_id)


@router.post("/interaction/calls/{int:call_id}/opinions", response={201: PostedOpinionOut}, summary="提交征集意见")
def post_call_opinion(request: SignedIn, call_id: Key, said: OpinionIn) -> Status[Opinion]:
    return Status(201, post_opinion(request.actor, found(public_calls(), call_id), OpinionSaid(**said.dict())))
