"""Asks an ASGI application for pages, as a web server does."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Told:
    """An answer; header names are small."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def scope(path: str, query: str = "", method: str = "GET", **headers: str) -> dict[str, Any]:
    """An HTTP scope; names of headers have _ for -."""
    named = {"host": "testserver", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "method": method,
        "path": path, "raw_path": path.encode(), "root_path": "", "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        "client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 80),
    }  # fmt: skip


async def told(application: Callable[..., Awaitable[None]], asked: dict[str, Any]) -> Told:
    """What `application` says."""
    messages: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    await application(asked, receive, send)
    start = messages[0]
    headers = {bytes(name).decode().lower(): bytes(value).decode() for name, value in start["headers"]}
    return Told(start["status"], headers, b"".join(each.get("body", b"") for each in messages[1:]))
