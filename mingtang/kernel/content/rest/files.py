"""文件: one's own files, and those that one may read."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status, UploadedFile
from ninja import File as SentFile
from pydantic import UUID4

from mingtang.kernel.content import delivery
from mingtang.kernel.content.actions.files import remove_file
from mingtang.kernel.content.actions.intake import store_file
from mingtang.kernel.content.models import File
from mingtang.kernel.content.models.file import Scan
from mingtang.kernel.content.policy import can_open
from mingtang.kernel.content.queries import files_visible_to, readable_file
from mingtang.kernel.content.recognition import KINDS
from mingtang.ui.rest.fields import Key, Line, choices, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import NOT_FOUND, NOT_PERMITTED, Problem
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["文件与材料"])

KindCode = Annotated[str, labelled({kind.code: kind.label for kind in KINDS.values()})]
ScanCode = Annotated[str, choices(Scan)]


class FileOut(Schema):
    id: int
    name: str = Field(description="文件名")
    kind: KindCode = Field(alias="content.kind", description="格式，从内容识别")
    kind_label: str = Field(description="格式的名称")
    size: int = Field(alias="content.size", description="字节数")
    said_size: str = Field(description="便于阅读的大小")
    pages: int = Field(alias="content.pages", description="可预览的页数")
    sha256: str = Field(alias="content.sha256", description="SHA-256 摘要")
    sm3: str = Field(alias="content.sm3", description="SM3 摘要")
    scan: ScanCode = Field(alias="content.scan", description="查毒")
    document: UUID4 = Field(description="同一文件各版本共有的编号")
    version: int = Field(description="版本")
    current: bool = Field(description="是否最新版本")
    at: datetime = Field(description="上传时间")

    @staticmethod
    def resolve_kind_label(file: File) -> str:
        return file.content.format.label


class FileFilter(FilterSchema):
    name: Annotated[Annotated[str, Line(120)] | None, FilterLookup("name__icontains")] = Field(
        None, description="文件名包含"
    )
    kind: Annotated[Annotated[str, Line(8)] | None, FilterLookup("content__kind")] = Field(None, description="格式")
    sha256: Annotated[Annotated[str, Line(64)] | None, FilterLookup("content__sha256")] = Field(
        None, description="SHA-256 摘要"
    )
    document: UUID4 | None = Field(None, description="版本共有的编号")
    current: bool | None = Field(None, description="只看最新版本，或只看旧版本")


@router.get("/files", response=list[FileOut], summary="文件列表")
@listed(orders=["id", "at", "name"])
def list_files(request: SignedIn, filters: Query[FileFilter]) -> QuerySet[File]:
    return filters.filter(files_visible_to(request.actor))


@router.post("/files", response={201: FileOut}, summary="上传文件（一次传完）")
def add_file(request: SignedIn, file: SentFile[UploadedFile]) -> Status[File]:
    return Status(201, store_file(request.actor, file))


@router.get("/files/{int:file_id}", response=FileOut, summary="查看文件")
def show_file(request: SignedIn, file_id: Key) -> File:
    return readable(request, file_id)


@router.get(
    "/files/{int:file_id}/content",
    response={200: None},
    summary="下载文件（支持 Range）",
    openapi_extra={
        "responses": {
            status: {
                "description": said,
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
            for status, said in ((200, "全部内容"), (206, "所要的一段"))
        }
        | {416: {"description": "没有这一段"}}
    },
)
def show_file_content(request: SignedIn, file_id: Key) -> HttpResponseBase:
    file = readable(request, file_id)
    if not can_open(request.actor, file):
        raise Problem(NOT_PERMITTED, "文件没有通过查毒，不能下载。")
    return delivery.download(request, file)


@router.delete("/files/{int:file_id}", response={204: None}, summary="删除文件的这个版本")
def delete_file(request: SignedIn, file_id: Key) -> Status[None]:
    remove_file(request.actor, readable(request, file_id))
    return Status(204, None)


def readable(request: SignedIn, key: int) -> File:
    """The file that the address names, when the actor may read it. Raises Problem 404."""
    file = readable_file(request.actor, key)
    if file is None:
        raise Problem(NOT_FOUND)
    return file
