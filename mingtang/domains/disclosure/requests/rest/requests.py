"""依申请公开: the ledger, one request with its dates, and registering."""

from datetime import date, datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.disclosure.requests.actions.receiving import Details, register_request
from mingtang.domains.disclosure.requests.calendar import reply_clock, reply_due
from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.queries.dates import Dated, dates_of
from mingtang.domains.disclosure.requests.queries.requests import requests_for
from mingtang.domains.disclosure.requests.rest.choices import (
    REPLY_CODES,
    DisclosureApplicant,
    DisclosureCarrier,
    DisclosureChannel,
    DisclosureCourse,
    DisclosureResult,
    DisclosureState,
    DisclosureWay,
)
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.ui.rest.fields import Key, Line, Request, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["依申请公开"])

Text = Annotated[str, Field(max_length=2000), AfterValidator(plain_text)]


class DisclosureRequestOut(Schema):
    id: int
    number: str = Field(description="登记编号")
    state: DisclosureState = Field(description="状态")
    channel: DisclosureChannel = Field(description="申请渠道")
    applicant_kind: DisclosureApplicant = Field(description="申请人类型")
    applicant_name: str = Field(description="姓名或单位名称")
    content: str = Field(description="所需信息")
    submitted_at: datetime = Field(description="提交时间")
    received_on: date | None = Field(description="收到日期，答复期限的起算日")
    correction_asked_on: date | None = Field(description="告知补正")
    corrected_on: date | None = Field(description="收到补正")
    extended_on: date | None = Field(description="批准延期")
    fee: int = Field(description="信息处理费，元")
    reply_kind: str = Field(description=f"答复类型：{REPLY_CODES}；空为还没有答复")
    replied_on: date | None = Field(description="答复日期")
    delivered_on: date | None = Field(description="送达日期")
    case_id: int = Field(description="案件")


class DisclosureDateOut(Schema):
    label: str = Field(description="事项")
    day: date | None = Field(description="日期")
    said: str = Field(description="说明")
    because: str = Field(description="为什么是这一天")
    is_limit: bool = Field(description="是否为期限")


class DisclosurePastReplyOut(Schema):
    reply_kind: str = Field(alias="kind", description=f"答复类型：{REPLY_CODES}")
    replied_on: date = Field(description="答复日期")


class DisclosureProceedingOut(Schema):
    course: DisclosureCourse = Field(description="复议、诉讼")
    body: str = Field(description="复议机关或法院")
    number: str = Field(description="案号")
    filed_on: date = Field(description="受理日期")
    ended_on: date | None = Field(description="审结日期")
    result: DisclosureResult = Field(description="结果")


class DisclosureRequestDatedOut(DisclosureRequestOut):
    dates: list[DisclosureDateOut] = Field(description="全部日期和依据")
    past_replies: list[DisclosurePastReplyOut] = Field(description="被纠正而保留的原答复")
    proceedings: list[DisclosureProceedingOut] = Field(description="行政复议和行政诉讼")
    due_on: date | None = Field(description="答复期限；没有起算、暂停或者停止时为空")
    due_because: str = Field(description="期限怎样算得")

    @staticmethod
    def resolve_dates(row: DisclosureRequest) -> list[Dated]:
        return dates_of(row)

    @staticmethod
    def resolve_due_on(row: DisclosureRequest) -> date | None:
        return reply_due(row)

    @staticmethod
    def resolve_due_because(row: DisclosureRequest) -> str:
        clock = reply_clock(row)
        return clock.sentence if clock else ""


class DisclosureRequestIn(Request):
    applicant_kind: DisclosureApplicant = Field(description="申请人类型")
    applicant_name: Annotated[str, Line(100, shortest=1)] = Field(description="姓名或单位名称")
    identity_kind: Annotated[str, Line(20)] = Field("居民身份证", description="证件名称")
    identity: Annotated[str, Line(30, shortest=1)] = Field(description="证件号码")
    representative: Annotated[str, Line(60)] = Field("", description="法定代表人")
    contact_name: Annotated[str, Line(60)] = Field("", description="联系人")
    phone: Annotated[str, Line(30, shortest=1)] = Field(description="联系电话")
    address: Annotated[str, Line(200)] = Field("", description="联系地址")
    content: Annotated[Text, Field(min_length=1)] = Field(description="所需信息")
    way: DisclosureWay = Field(description="获取方式")
    carrier: DisclosureCarrier = Field(description="信息形式")
    purpose: Text = Field("", description="用途，可以不填")
    channel: DisclosureChannel = Field(description="申请渠道")
    received_on: date = Field(description="收到日期，按渠道确定（条例第三十一条）")
    note: Annotated[str, Line(400)] = Field("", description="备注")


class DisclosureRequestFilter(FilterSchema):
    state: DisclosureState | None = Field(None, description="状态")
    channel: DisclosureChannel | None = Field(None, description="申请渠道")
    applicant_kind: DisclosureApplicant | None = Field(None, description="申请人类型")
    received_from: Annotated[date | None, FilterLookup("received_on__gte")] = Field(None, description="收到日期不早于")
    received_before: Annotated[date | None, FilterLookup("received_on__lt")] = Field(None, description="收到日期早于")


@router.get("/disclosure/requests", response=list[DisclosureRequestOut], summary="公开申请台账")
@listed(orders=["id", "submitted_at"])
def list_disclosure_requests(request: SignedIn, filters: Query[DisclosureRequestFilter]) -> QuerySet[DisclosureRequest]:
    return filters.filter(requests_for(request.actor))


@router.post("/disclosure/requests", response={201: DisclosureRequestOut}, summary="登记公开申请")
def register_disclosure_request(request: SignedIn, wish: DisclosureRequestIn) -> Status[DisclosureRequest]:
    actor = request.actor
    organ = Organ.objects.filter(pk=actor.organ_id).first()
    if organ is None:
        raise NotPermitted("只有工作人员可以登记公开申请。")
    contacts = {name: text for name in ("phone", "address") if (text := getattr(wish, name))}
    said = wish.dict(exclude={"phone", "address", "channel", "received_on", "note"})
    made = register_request(
        actor, organ, Details(**said, contacts=contacts),
        channel=wish.channel, received_on=wish.received_on, note=wish.note,
    )  # fmt: skip
    return Status(201, requests_for(actor).get(pk=made.pk))


@router.get("/disclosure/requests/{int:request_id}", response=DisclosureRequestDatedOut, summary="查看公开申请和期限")
def show_disclosure_request(request: SignedIn, request_id: Key) -> DisclosureRequest:
    return found(requests_for(request.actor), request_id)
