"""政府信息公开目录: what is public, for anybody's programs; items at every stage, for officials'."""

from datetime import date, datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.queries.public import listed_items, public_items
from mingtang.domains.disclosure.catalogue.queries.work import items_for
from mingtang.domains.disclosure.catalogue.rules import GENRES, KINDS, OPENNESS, STATES, VALIDITIES, State, Validity
from mingtang.ui.rest.fields import Key, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["主动公开"])

InformationState = Annotated[State, labelled(STATES)]
InformationValidity = Annotated[Validity, labelled(VALIDITIES)]
InformationGenre = Annotated[str, labelled(GENRES)]
InformationKind = Annotated[str, labelled(KINDS)]


class PublicInformationOut(Schema):
    id: int
    index_no: str = Field(description="索引号")
    title: str = Field(description="标题")
    subtitle: str = Field(description="副标题")
    node: str = Field(description="公开目录代码")
    place: str = Field(description="公开目录")
    organ_id: int = Field(description="公开机关")
    publishers: list[str] = Field(description="发文机关，牵头机关在前")
    doc_no: str = Field(description="发文字号")
    written_on: date = Field(description="成文日期")
    published_at: datetime = Field(description="公布时间")
    effective_on: date | None = Field(description="施行日期")
    valid_to: date | None = Field(description="有效期至")
    repealed_on: date | None = Field(description="失效、废止日期")
    validity: InformationValidity = Field(description="有效性，一般信息总为有效")
    replaced_by_id: int | None = Field(description="替代文件")
    interprets_id: int | None = Field(description="被解读文件")
    kind: InformationKind = Field(description="文件类别")
    topic: str = Field(description="主题分类代码")
    genre: InformationGenre = Field(description="体裁分类")
    keywords: list[str] = Field(description="关键词")
    summary: str = Field(description="内容概述")


class PublicInformationTextOut(PublicInformationOut):
    body: str = Field(description="正文")


class InformationOut(Schema):
    id: int
    index_no: str | None = Field(description="索引号，公开以后才有")
    title: str = Field(description="标题")
    node: str = Field(description="公开目录代码")
    state: InformationState = Field(description="状态")
    openness: Annotated[str, labelled(OPENNESS)] = Field(description="公开属性")
    formed_on: date = Field(description="形成或变更日期")
    due_on: date | None = Field(description="公开期限")
    published_at: datetime | None = Field(description="公布时间")
    validity: InformationValidity = Field(description="有效性")
    case_id: int | None = Field(description="案件；登记已公开的信息没有")


class PublicInformationFilter(FilterSchema):
    node: Annotated[str | None, FilterLookup("node")] = Field(None, description="公开目录代码")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="公开机关")
    validity: InformationValidity | None = Field(None, description="有效性")
    kind: InformationKind | None = Field(None, description="文件类别")
    topic: Annotated[str | None, FilterLookup("topic__startswith")] = Field(None, description="主题分类，可以只给大类")
    words: Annotated[str | None, FilterLookup(["title__icontains", "doc_no__icontains", "index_no__icontains"])] = (
        Field(None, description="标题、文号或者索引号中的文字")
    )
    published_from: Annotated[date | None, FilterLookup("published_at__date__gte")] = Field(
        None, description="公布日期不早于"
    )
    published_before: Annotated[date | None, FilterLookup("published_at__date__lt")] = Field(
        None, description="公布日期早于"
    )


class InformationFilter(FilterSchema):
    state: InformationState | None = Field(None, description="状态")
    node: str | None = Field(None, description="公开目录代码")


@router.get("/disclosure/items", response=list[PublicInformationOut], auth=None, summary="主动公开的信息（公开）")
@listed(orders=["id", "published_at"])
def list_public_information(request: HttpRequest, filters: Query[PublicInformationFilter]) -> QuerySet[InformationItem]:
    return filters.filter(listed_items())


@router.get(
    "/disclosure/items/{int:item_id}", response=PublicInformationTextOut, auth=None, summary="一条公开的信息（公开）"
)
def show_public_information(request: HttpRequest, item_id: Key) -> InformationItem:
    return found(public_items(), item_id)


@router.get("/disclosure/information", response=list[InformationOut], summary="主动公开办理情况")
@listed(orders=["id", "formed_on"])
def list_information(request: SignedIn, filters: Query[InformationFilter]) -> QuerySet[InformationItem]:
    return filters.filter(items_for(request.actor))


@router.get("/disclosure/information/{int:item_id}", response=InformationOut, summary="查看一条信息的办理情况")
def show_information(request: SignedIn, item_id: Key) -> InformationItem:
    return found(items_for(request.actor), item_id)
