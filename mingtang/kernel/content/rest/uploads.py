"""上传: files in pieces, going on after a lost connection. In the manner of tus 1.0 (offsets and their headers)."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja import Field, Header, Router, Schema, Status

from mingtang.kernel.content import parts
from mingtang.kernel.content.actions.uploads import abandon_upload, arrived, begin_upload, receive
from mingtang.kernel.content.models import Upload
from mingtang.kernel.content.queries import files_visible_to, upload_of
from mingtang.kernel.content.rest.files import FileOut
from mingtang.kernel.content.storage.base import CHUNK
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, referred_or_none

router = Router(tags=["文件与材料"])

Offset = Annotated[int | None, Header(alias="Upload-Offset", ge=0, le=2**53, description="这一段从第几字节开始")]
PIECE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


class UploadIn(Request):
    name: Annotated[str, Line(255, shortest=1)] = Field(description="文件名")
    size: int = Field(ge=1, le=2**53, description="字节数")
    replaces: Key | None = Field(None, description="作为这个文件的新版本")


class UploadOut(Schema):
    id: UUID
    name: str = Field(description="文件名")
    size: int = Field(description="字节数")
    offset: int = Field(description="已收到的字节数，下一段从这里开始")
    file: FileOut | None = Field(description="收完后得到的文件")


@router.post("/uploads", response={201: UploadOut}, summary="开始上传")
def add_upload(request: SignedIn, response: HttpResponse, details: UploadIn) -> Status[dict[str, Any]]:
    replaces = referred_or_none(files_visible_to(request.actor), details.replaces, "replaces")
    upload = begin_upload(request.actor, name=details.name, size=details.size, replaces=replaces)
    response.headers["Location"] = f"/api/uploads/{upload.pk}"
    return Status(201, _told(response, upload))


@router.get("/uploads/{uuid:upload_id}", response=UploadOut, summary="上传到了哪里")
def show_upload(request: SignedIn, response: HttpResponse, upload_id: UUID) -> dict[str, Any]:
    return _told(response, _found(request, upload_id))


@router.api_operation(["HEAD"], "/uploads/{uuid:upload_id}", response={200: None}, summary="上传到了哪里（只有响应头）")
def peek_upload(request: SignedIn, response: HttpResponse, upload_id: UUID) -> Status[None]:
    _told(response, _found(request, upload_id))
    return Status(200, None)


@router.patch(
    "/uploads/{uuid:upload_id}",
    response=UploadOut,
    summary="上传一段（内容放在请求体中）",
    openapi_extra={"requestBody": {"content": PIECE, "required": True}},
)
def add_piece(request: SignedIn, response: HttpResponse, upload_id: UUID, offset: Offset = None) -> dict[str, Any]:
    upload = _found(request, upload_id)
    if offset is None:
        raise Problem(INVALID, faults=[Fault("要说明这一段从第几字节开始。", "Upload-Offset")])
    try:
        receive(request.actor, upload, offset, _pieces(request))
    except parts.Gone:
        raise Problem(NOT_FOUND) from None
    return _told(response, upload)


@router.delete("/uploads/{uuid:upload_id}", response={204: None}, summary="放弃上传")
def delete_upload(request: SignedIn, upload_id: UUID) -> Status[None]:
    abandon_upload(_found(request, upload_id))
    return Status(204, None)


def _found(request: SignedIn, key: UUID) -> Upload:
    upload = upload_of(request.actor, key)
    if upload is None:
        raise Problem(NOT_FOUND)
    return upload


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes; what arrived before a connection broke is kept."""
    try:
        while chunk := request.read(CHUNK):
            yield chunk
    except UnreadablePostError:
        return


def _told(response: HttpResponse, upload: Upload) -> dict[str, Any]:
    """Where the upload stands, in the body and in the headers of tus. Raises Problem 404 when its part was lost."""
    try:
        offset = arrived(upload)
    except parts.Gone:
        raise Problem(NOT_FOUND) from None
    response.headers["Upload-Offset"], response.headers["Upload-Length"] = str(offset), str(upload.size)
    return {"id": upload.pk, "name": upload.name, "size": upload.size, "offset": offset, "file": upload.file}
