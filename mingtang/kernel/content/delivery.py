"""Handing contents out: in pieces, in ranges, under headers that keep a browser from taking them for a page of ours."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from mingtang.kernel.content.models import File, StoredContent
from mingtang.kernel.content.rules import NotSatisfiable, Span, asked_span
from mingtang.kernel.content.storage import store

_HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "bytes",
}


def download(request: HttpRequest, file: File, *, name: str = "") -> HttpResponseBase:
    """The file as an attachment, under another `name` where one is given: all of it, or the range that was asked for
    (RFC 9110, 14).
    """
    content = file.content
    try:
        span = asked_span(_range(request, content), content.size)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{content.size}"})
    shown = span or Span(0, content.size)
    response = _streamed(request, store().chunks(content.sha256, shown.start, shown.length))
    response.status_code = 206 if span else 200
    if span:
        response.headers["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{content.size}"
    _describe(response, file, shown.length, name or file.name)
    return response


def _range(request: HttpRequest, content: StoredContent) -> str:
    """The Range header, unless the reader has another content in mind."""
    wanted = request.headers.get("If-Range")
    return request.headers.get("Range", "") if wanted in {None, _tag(content)} else ""


def _describe(response: HttpResponseBase, file: File, length: int, name: str) -> None:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    described = {
        "Content-Type": file.content.format.media_type,
        "Content-Disposition": disposition or "attachment",
        "Content-Length": str(length),
        "ETag": _tag(file.content),
    }
    for header, value in {**_HARMLESS, **described}.items():
        response.headers[header] = value


def _tag(content: StoredContent) -> str:
    return f'"{content.sha256}"'


def picture(path: Path) -> HttpResponse:
    """A drawn page. It is a picture that we made, and still gets no more rights than a foreign one."""
    headers = {**_HARMLESS, "Accept-Ranges": "none"}
    return HttpResponse(path.read_bytes(), content_type="image/webp", headers=headers)


def _streamed(request: HttpRequest, chunks: Iterator[bytes]) -> StreamingHttpResponse:
    """Piece by piece under either kind of server; the wrong kind of iterator would be read into memory first."""
    return StreamingHttpResponse(_awaited(chunks) if isinstance(request, ASGIRequest) else chunks)


async def _awaited(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    def following() -> Any:
        return next(chunks, None)

    while (chunk := await sync_to_async(following, thread_sensitive=False)()) is not None:
        yield chunk
