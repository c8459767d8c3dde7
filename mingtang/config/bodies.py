"""No body larger than anybody may send is read: Django would keep all of it on the disk before it asks a view."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

LARGEST_BODY = 1024 * 1024 * 1024
"""Bytes: twice the largest file of an official. Larger ones are sent in pieces, which are bounded by themselves."""
WORDS = "上传的内容超过 1 GB，没有接收。请返回上一页，压缩或者拆分文件后再上传；已经保存的内容不受影响。"


class TooLarge(Exception):
    """More has come than was announced, or than may come."""


class BoundedBodies:
    """An ASGI application that answers 413 for bodies that are announced as too large, or turn out so."""

    def __init__(self, application: Application, largest: int = LARGEST_BODY) -> None:
        self._application, self._largest = application, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting its body."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
        elif _announced(scope) > self._largest:
            await _refuse(scope, send)
        else:
            try:
                await self._application(scope, self._counted(receive), send)
            except TooLarge:
                await _refuse(scope, send)

    def _counted(self, receive: Receive) -> Receive:
        came = 0

        async def counting() -> MutableMapping[str, Any]:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._largest:
                raise TooLarge
            return message

        return counting


def _announced(scope: Scope) -> int:
    """The length that the request announces, 0 for none."""
    length = dict(scope.get("headers", ())).get(b"content-length", b"")
    return int(length) if length.isdigit() else 0


async def _refuse(scope: Scope, send: Send) -> None:
    """People get words, programs a problem (RFC 9457)."""
    from mingtang.ui.rest.problems import TOO_LARGE  # the settings are not there yet when the server imports this

    if scope["path"].startswith("/api/"):
        body = {"type": TOO_LARGE.address, "title": TOO_LARGE.title, "status": 413, "detail": WORDS}
        content, kind = json.dumps(body, ensure_ascii=False).encode(), b"application/problem+json"
    else:
        content, kind = WORDS.encode(), b"text/plain; charset=utf-8"
    headers = [(b"content-type", kind), (b"content-length", str(len(content)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": content})
