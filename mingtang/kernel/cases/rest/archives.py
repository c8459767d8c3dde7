"""归档: packages of ended cases, and destruction lists that two officers decide on."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponseBase
from django.utils import timezone
from ninja import Field, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.cases.archiving.keeping import (
    approve_destruction,
    archive,
    opened,
    packages_visible_to,
    propose_destruction,
)
from mingtang.kernel.cases.models import ArchivePackage, Destruction
from mingtang.kernel.cases.rest.cases import seen_case
from mingtang.kernel.cases.rest.shapes import CaseRef
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["案件归档"])


class PackageOut(Schema):
    id: int
    case: CaseRef = Field(description="案件")
    retention: str = Field(description="保管期限代码（DA/T 22）：Y 永久，D30、D10 定期")
    keep_until: date | None = Field(description="保管至；永久为空")
    made_at: datetime = Field(description="归档时间")
    ready: bool = Field(description="归档包是否可取")
    size: int = Field(description="字节数")
    digest: str = Field(description="归档包的 SM3 摘要")
    destruction_id: int | None = Field(description="列入的销毁清册")
    destroyed_at: datetime | None = Field(description="销毁时间")

    @staticmethod
    def resolve_ready(package: ArchivePackage) -> bool:
        return bool(package.name) and package.destroyed_at is None


class PackageFilter(FilterSchema):
    expired: bool | None = Field(None, description="保管期满、尚未处置的")

    def filter_expired(self, value: bool | None) -> Any:
        over = Q(keep_until__lt=timezone.localdate(), destruction=None)
        return Q() if value is None else over if value else ~over


class DestructionOut(Schema):
    id: int
    reason: str = Field(description="鉴定意见")
    proposed_name: str = Field(description="提出人")
    proposed_at: datetime = Field(description="提出时间")
    approved_name: str = Field(description="批准人")
    approved_at: datetime | None = Field(description="批准时间")


class DestructionIn(Request):
    packages: Annotated[list[Key], Field(min_length=1, max_length=500)] = Field(description="归档包")
    reason: Annotated[str, Line(400, shortest=1)] = Field(description="鉴定意见")


@router.get("/cases/archives", response=list[PackageOut], summary="归档包列表")
@listed(orders=["id"])
def list_archives(request: SignedIn, filters: Query[PackageFilter]) -> QuerySet[ArchivePackage]:
    return filters.filter(packages_visible_to(request.actor))


@router.post("/cases/{int:case_id}/archive", response={202: PackageOut}, summary="归档案件，归档包由后台生成")
def add_archive(request: SignedIn, case_id: Key) -> Status[ArchivePackage]:
    return Status(202, archive(request.actor, seen_case(request, case_id)))


@router.get("/cases/archives/{int:archive_id}", response=PackageOut, summary="查看归档包")
def show_archive(request: SignedIn, archive_id: Key) -> ArchivePackage:
    return found(packages_visible_to(request.actor), archive_id)


@router.get(
    "/cases/archives/{int:archive_id}/package",
    summary="取归档包（ZIP）",
    openapi_extra={
        "responses": {
            "200": {
                "description": "归档包",
                "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
            },
            "409": {"description": "与现状不符"},
        }
    },
)
def download_archive(request: SignedIn, archive_id: Key) -> HttpResponseBase:
    package = found(packages_visible_to(request.actor), archive_id)
    return FileResponse(
        opened(package), as_attachment=True, filename=f"case-{package.case_id}.zip", content_type="application/zip"
    )


@router.get("/cases/destructions", response=list[DestructionOut], summary="销毁清册列表")
@listed(orders=["id"])
def list_destructions(request: SignedIn) -> QuerySet[Destruction]:
    return Destruction.objects.visible_to(request.actor)


@router.post("/cases/destructions", response={201: DestructionOut}, summary="提出销毁保管期满的归档包")
def add_destruction(request: SignedIn, details: DestructionIn) -> Status[Destruction]:
    return Status(201, propose_destruction(request.actor, details.packages, details.reason))


@router.post(
    "/cases/destructions/{int:destruction_id}/approval",
    response={204: None},
    summary="批准销毁，须由提出人以外的人",
)
def add_destruction_approval(request: SignedIn, destruction_id: Key) -> Status[None]:
    approve_destruction(request.actor, found(Destruction.objects.visible_to(request.actor), destruction_id))
    return Status(204, None)
