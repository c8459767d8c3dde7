"""印章: the register, and uses asked for, decided, and downloaded."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, FilterLookup, FilterSchema, Form, Query, Router, Schema, Status, UploadedFile
from ninja import File as SentFile

from mingtang.kernel.directory.rest.references import OrganRef, PostRef
from mingtang.kernel.evidence.api import act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.seal_uses import LAST_PAGE, Middle, approve_seal_use, ask_seal_use, refuse_seal_use
from mingtang.kernel.trust.models import Seal, SealUse
from mingtang.kernel.trust.seals.keeping import kept
from mingtang.kernel.trust.seals.reading import seals_visible_to, usable_seals, uses_visible_to
from mingtang.ui.rest.fields import Key, Line, Request, choices
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import NOT_FOUND, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["印章"])

SealKind = Annotated[Seal.Kind, choices(Seal.Kind)]
SealState = Annotated[Seal.State, choices(Seal.State)]
SealUseState = Annotated[SealUse.State, choices(SealUse.State)]
SealUseForm = Annotated[SealUse.Form, choices(SealUse.Form)]
Millimetres = Annotated[float, Field(ge=0, le=2000)]
PDF = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}


class SealRef(Schema):
    id: int
    number: str
    name: str


class SealOut(SealRef):
    kind: SealKind = Field(description="类型")
    organ: OrganRef = Field(description="用章单位")
    custodian: PostRef = Field(description="保管岗位")
    state: SealState = Field(description="状态")
    state_at: datetime = Field(description="状态时间")
    approval: str = Field(description="批准文件")
    police_filing: str = Field(description="公安备案号")
    width: int = Field(description="宽，毫米")
    height: int = Field(description="高，毫米")
    valid_from: datetime | None = Field(description="有效期起")
    valid_until: datetime | None = Field(description="有效期至")


class SealUseOut(Schema):
    id: int
    seal: SealRef = Field(description="印章")
    state: SealUseState = Field(description="状态")
    form: SealUseForm = Field(description="格式")
    title: str = Field(description="文件名称")
    purpose: str = Field(description="用途")
    copies: int = Field(description="份数")
    digest: str = Field(description="用印前的 SM3 摘要")
    sealed_digest: str = Field(description="用印后的 SM3 摘要；还没有用印时为空")
    under_mandate: bool = Field(description="按批量用印授权")
    asked_at: datetime = Field(description="申请时间")
    decided_at: datetime | None = Field(description="审批时间")
    decision_note: str = Field(description="审批意见")
    used_at: datetime | None = Field(description="用印时间")
    fault: str = Field(description="未能用印的原因")
    lacks_timestamp: bool = Field(description="还缺时间戳")

    @staticmethod
    def resolve_under_mandate(use: SealUse) -> bool:
        return use.mandate_id is not None


class SealFilter(FilterSchema):
    kind: SealKind | None = Field(None, description="类型")
    state: SealState | None = Field(None, description="状态")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="用章单位")
    number: Annotated[str, Line(40)] | None = Field(None, description="印章编号")


class SealUseFilter(FilterSchema):
    state: SealUseState | None = Field(None, description="状态")
    seal: Annotated[Key | None, FilterLookup("seal_id")] = Field(None, description="印章")
    sealed_digest: Annotated[str, Line(64)] | None = Field(None, description="用印后的 SM3 摘要")


class SealUseIn(Request):
    seal: Key = Field(description="印章")
    title: Annotated[str, Line(200, shortest=1)] = Field(description="文件名称")
    purpose: Annotated[str, Line(200, shortest=1)] = Field(description="用途")
    copies: Annotated[int, Field(ge=1, le=9999)] = Field(1, description="份数")
    page: Annotated[int, Field(ge=0, le=2000)] = Field(LAST_PAGE, description="页码，0 为末页")
    x: Millimetres = Field(Middle().x, description="印章中心距左边，毫米")
    y: Millimetres = Field(Middle().y, description="印章中心距上边，毫米")


class SealUseApproval(Request):
    note: Annotated[str, Line(200)] = Field("", description="审批意见")


class SealUseRefusal(Request):
    note: Annotated[str, Line(200, shortest=1)] = Field(description="不予用印的理由")


@router.get("/trust/seals", response=list[SealOut], summary="印章列表")
@listed(orders=["id", "number"])
def list_seals(request: SignedIn, filters: Query[SealFilter]) -> QuerySet[Seal]:
    return filters.filter(seals_visible_to(request.actor))


@router.get("/trust/seals/{int:seal_id}", response=SealOut, summary="查看印章")
def show_seal(request: SignedIn, seal_id: Key) -> Seal:
    return found(seals_visible_to(request.actor), seal_id)


@router.get("/trust/seal-uses", response=list[SealUseOut], summary="用印台账")
@listed(orders=["id"])
def list_seal_uses(request: SignedIn, filters: Query[SealUseFilter]) -> QuerySet[SealUse]:
    return filters.filter(uses_visible_to(request.actor))


@router.post("/trust/seal-uses", response={201: SealUseOut}, summary="申请用印")
def add_seal_use(request: SignedIn, file: SentFile[UploadedFile], details: Form[SealUseIn]) -> Status[SealUse]:
    seal = referred(usable_seals(request.actor), details.seal, "seal")
    said = details.dict(include={"title", "purpose", "copies"})
    middle = Middle(details.page, details.x, details.y)
    return Status(201, ask_seal_use(request.actor, seal, file.read(), middle=middle, **said))


@router.get("/trust/seal-uses/{int:use_id}", response=SealUseOut, summary="查看用印")
def show_seal_use(request: SignedIn, use_id: Key) -> SealUse:
    return _seen(request, use_id)


@router.post("/trust/seal-uses/{int:use_id}/approval", response=SealUseOut, summary="批准用印")
def add_seal_use_approval(request: SignedIn, use_id: Key, said: SealUseApproval) -> SealUse:
    use = _seen(request, use_id)
    approve_seal_use(request.actor, use, note=said.note)
    return use


@router.post("/trust/seal-uses/{int:use_id}/refusal", response=SealUseOut, summary="不予用印")
def add_seal_use_refusal(request: SignedIn, use_id: Key, said: SealUseRefusal) -> SealUse:
    use = _seen(request, use_id)
    refuse_seal_use(request.actor, use, note=said.note)
    return use


@router.get(
    "/trust/seal-uses/{int:use_id}/sealed",
    response={200: None},
    summary="下载已用印的文件",
    openapi_extra={"responses": {200: {"description": "PDF", "content": PDF}}},
)
def download_sealed(request: SignedIn, use_id: Key) -> HttpResponse:
    use = _seen(request, use_id)
    if not use.sealed_name:
        raise Problem(NOT_FOUND)
    content = kept(use.sealed_name)
    with act(acts.READ_SEALED, request.actor, use) as deed:
        deed.note = use.title
    return HttpResponse(content, content_type="application/pdf")


def _seen(request: SignedIn, use_id: int) -> SealUse:
    return found(uses_visible_to(request.actor), use_id)
