"""办事指南: items on offer, what their version in force says, and the materials that answers ask for; open to everybody."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from mingtang.domains.services.catalogue.addresses import filing_address, guide_address
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.queries.hall import ENTERPRISE, PERSON, Wish, answered, narrowed, offered_item
from mingtang.domains.services.catalogue.questions import walk
from mingtang.domains.services.catalogue.rules.materials import materials_for
from mingtang.ui.rest.fields import Key, Line
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import NOT_FOUND, Problem

router = Router(tags=["办事指南"])

Code = Annotated[str, Line(80)]
Audience = Annotated[str, Field(pattern=f"^({PERSON}|{ENTERPRISE})$")]
Theme = Annotated[str, Field(max_length=40, pattern="^[a-z_]+$")]


class OfferedItemOut(Schema):
    code: str = Field(description="编码，也是地址里的编码")
    name: str = Field(description="事项名称")
    organ_id: int = Field(description="实施机关")
    organ: str = Field(description="实施机关名称")
    task_type: str = Field(description="事项类型代码")
    state: str = Field(description="状态：published 可办，suspended 暂停")
    is_online: bool = Field(description="可网办")
    is_complete: bool = Field(description="指南完整")
    visits: int | None = Field(description="到现场次数")
    promise: str = Field(description="承诺时限")
    statutory: str = Field(description="法定时限")
    guide_url: str = Field(description="指南页")
    apply_url: str = Field(description="在线申请的地址；不能在线申请时为空")

    @staticmethod
    def resolve_organ(item: ServiceItem) -> str:
        return item.organ.name

    @staticmethod
    def resolve_promise(item: ServiceItem) -> str:
        return item.promise_words

    @staticmethod
    def resolve_statutory(item: ServiceItem) -> str:
        return item.statutory_words

    @staticmethod
    def resolve_guide_url(item: ServiceItem) -> str:
        return guide_address(item)

    @staticmethod
    def resolve_apply_url(item: ServiceItem) -> str:
        return filing_address(item)


class GuideOut(OfferedItemOut):
    version_id: int = Field(description="版本；申请按它办理")
    number: int = Field(description="版本号")
    published_at: datetime = Field(description="生效时间")
    document: dict[str, Any] = Field(description="全部要素，名称同 GB/T 39046 交换结构")

    @staticmethod
    def resolve_version_id(item: ServiceItem) -> int | None:
        return item.in_force_id

    @staticmethod
    def resolve_number(item: ServiceItem) -> int:
        return _version(item).number

    @staticmethod
    def resolve_published_at(item: ServiceItem) -> datetime | None:
        return _version(item).published_at

    @staticmethod
    def resolve_document(item: ServiceItem) -> Any:
        return _version(item).document


class AnswerOption(Schema):
    value: str = Field(description="答案")
    label: str = Field(description="文字")


class NextQuestion(Schema):
    key: str = Field(description="代号，作为参数名回答")
    text: str = Field(description="问题")
    help: str = Field(description="说明")
    options: list[AnswerOption] = Field(description="可选的答案")


class ScenarioOut(Schema):
    answers: dict[str, str] = Field(description="采用的答案")
    question: NextQuestion | None = Field(description="接着要问的；问完了为空")
    leads_away: str = Field(description="不属于本事项时的指引")
    materials: list[dict[str, Any]] = Field(description="问完后要交的材料")


class OfferFilter(Schema):
    words: Annotated[str, Line(100)] = Field("", description="搜索的话，含常用说法")
    audience: Audience | None = Field(None, description="对象：person 个人，enterprise 企业")
    theme: Theme | None = Field(None, description="主题，与对象一起给")
    event: Theme | None = Field(None, description="一件事")
    organ: Key | None = Field(None, description="实施机关")
    online: bool = Field(False, description="只要可网办的")


@router.get("/services/guides", response=list[OfferedItemOut], auth=None, summary="可办的事项（公开）")
@listed(orders=["name", "popularity", "id"])
def list_guides(request: HttpRequest, asked: Query[OfferFilter]) -> QuerySet[ServiceItem]:
    wish = Wish(
        words=asked.words,
        audience=asked.audience or "",
        theme=asked.theme or "",
        event=asked.event or "",
        organ=asked.organ,
        online=asked.online,
    )
    return narrowed(answered(request.actor, wish)).select_related("organ", "in_force")  # type: ignore[attr-defined]


@router.get("/services/guides/{code}", response=GuideOut, auth=None, summary="一个事项的指南（公开）")
def show_guide(request: HttpRequest, code: Code) -> ServiceItem:
    return _found(code)


@router.get("/services/guides/{code}/scenario", response=ScenarioOut, auth=None, summary="按情形选材料（公开）")
def walk_scenario(request: HttpRequest, code: Code) -> dict[str, Any]:
    document = _version(_found(code)).document
    way = walk(document, request.GET.dict())
    return {
        "answers": way.answers,
        "question": way.following,
        "leads_away": way.leads_away,
        "materials": materials_for(document, way.answers) if way.is_done else [],
    }


def _found(code: str) -> ServiceItem:
    item = offered_item(code)
    if item is None:
        raise Problem(NOT_FOUND)
    return item


def _version(item: ServiceItem) -> ItemVersion:
    if item.in_force is None:
        raise Problem(NOT_FOUND)
    return item.in_force
