"""The door before Django: public pages are told from the store while they are true, and when nothing else answers.

A request is purified before its page is made for the store: Django never sees whose it is, so nothing personal can come back.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

from django.urls import Resolver404, resolve
from prometheus_client import Counter

from mingtang.domains.portal.serving.rules import (
    KEPT_VIEWS,
    OWN_TO_ONE_ANSWER,
    Asked,
    Request,
    has_failed,
    may_be_kept,
    purified,
    read_request,
)
from mingtang.domains.portal.serving.store import Kept, Stamp, Store
from mingtang.domains.portal.sites.api import FRAME_TRUE_FOR, MARK

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]
Visited = Callable[[str, str, bytes], None]
"""Told of a page that was opened: host, path, what the browser calls itself. In the way of every request: microseconds, no I/O."""

TRUE_FOR = 60.0 - FRAME_TRUE_FOR
"""Seconds. Facts end it earlier; what changes with the time alone (a page that comes or runs out) needs no fact.

Together with the frame that it was made in, a page is at most a minute old.
"""
PATIENCE = 3.0
"""Seconds that a page may take to be made while an older one could be told."""
REST = 5.0
"""Seconds during which nothing is asked of a node that has just failed, where an older page can be told."""

PAGES = Counter("mingtang_public_pages", "Public pages answered.", ["how"])


@dataclass
class Answer:
    """What the application said, as a whole."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytearray = field(default_factory=bytearray)

    async def take(self, message: Message) -> None:
        """A message of ASGI."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], [(bytes(n).lower(), bytes(v)) for n, v in message["headers"]]
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    @property
    def failed(self) -> bool:
        return has_failed(self.status, self.headers)

    @property
    def sets_cookies(self) -> bool:
        return any(name == b"set-cookie" for name, _ in self.headers)


class StoredPages:
    """An ASGI application around another one: public pages of the sites come from `store` where they can."""

    def __init__(
        self,
        application: Application,
        store: Store,
        *,
        session_cookie: str = "sessionid",
        behind_proxy: bool = False,
        visited: Visited | None = None,
    ) -> None:
        """`visited` is told of every page that somebody got."""
        self._application, self.store = application, store
        self._read = partial(read_request, session_cookie=session_cookie, behind_proxy=behind_proxy)
        self._visited = visited
        self._making: dict[Asked, asyncio.Future[Answer]] = {}
        self._personal: set[str] = set()
        self._resting_until = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the store, or pass the request on."""
        request = self._read(scope) if scope["type"] == "http" else None
        if request is None:
            await self._application(scope, receive, send)
            return
        if self._visited is not None and scope["method"] == "GET":
            send = _noticing(self._visited, scope, request.asked, send)
        kept, stamp = self.store.find(request.asked), self.store.marks.stamp(request.asked.site)
        if request.common and kept and kept.stamp == stamp and kept.age < TRUE_FOR:
            await _tell(scope, send, kept, "kept")
        elif _is_kept_view(request.asked.path) and request.asked.path not in self._personal:
            await self._make(scope, receive, send, request, kept if kept and kept.stamp.open == stamp.open else None)
        else:
            await self._application(scope, receive, send)

    async def make(self, asked: Asked) -> bool:
        """Make a page for the store, as if somebody had asked for it; whether the node could."""
        headers = [(b"host", asked.host.encode("latin-1")), (b"x-forwarded-proto", asked.scheme.encode())]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": asked.scheme, "path": asked.path,
            "raw_path": asked.path.encode(), "root_path": "", "query_string": asked.query.encode(), "headers": headers,
            "client": ("127.0.0.1", 0), "server": ("127.0.0.1", 0),
        }  # fmt: skip
        return not (await self._make_for_all(scope, asked)).failed

    async def _make(self, scope: Scope, receive: Receive, send: Send, request: Request, older: Kept | None) -> None:
        """Have the page made; tell the `older` one if that fails or takes too long."""
        if older and time.monotonic() < self._resting_until:
            await _tell(scope, send, older, "stale")
            return
        work = self._common(scope, request.asked) if request.common else self._asked(scope, receive)
        answer = await _in_time(work, PATIENCE if older else None)
        if answer is None or answer.failed:
            self._resting_until = time.monotonic() + REST
            if older:
                await _tell(scope, send, older, "stale")
                return
        else:
            self._resting_until = 0.0
        if request.common and answer is not None and answer.sets_cookies:
            self._personal.add(request.asked.path)  # a form, say: it belongs to whoever asked for it
            await self._application(scope, receive, send)
        elif answer is not None and answer.status:  # without one the client went away
            PAGES.labels("made").inc()
            await _send_answer(scope, send, answer)

    def _common(self, scope: Scope, asked: Asked) -> "asyncio.Future[Answer]":
        """The page as everybody sees it; requests for the same page wait for one making."""
        if asked not in self._making:
            making = asyncio.ensure_future(self._make_for_all(scope, asked))
            self._making[asked] = making
            making.add_done_callback(lambda _: self._making.pop(asked, None))
        return self._making[asked]

    async def _make_for_all(self, scope: Scope, asked: Asked) -> Answer:
        stamp = self.store.marks.stamp(asked.site)  # before the page is made: what changes meanwhile makes it old
        mark = f"{self.store.folder} {stamp.current}"
        alone = {**scope, "method": "GET", "headers": purified(scope["headers"], asked.reading), MARK: mark}
        answer = await self._run(alone, _nothing_more())
        if may_be_kept(answer.status, answer.headers):
            self.store.keep(_as_kept(asked, stamp, answer))
        elif not answer.failed:
            self.store.drop(asked)
        return answer

    def _asked(self, scope: Scope, receive: Receive) -> "asyncio.Future[Answer]":
        return asyncio.ensure_future(self._run(scope, receive))

    async def _run(self, scope: Scope, receive: Receive) -> Answer:
        answer = Answer()
        await self._application(scope, receive, answer.take)
        return answer


def _noticing(visited: Visited, scope: Scope, asked: Asked, send: Send) -> Send:
    """`send` that tells of a page when it is told to somebody: 200, or 304 to whoever has it already."""

    async def noticing(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in {200, 304}:
            agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
            visited(asked.host, asked.path, agent)
        await send(message)

    return noticing


def _is_kept_view(path: str) -> bool:
    try:
        return resolve(path).view_name in KEPT_VIEWS
    except Resolver404:
        return False


async def _in_time(work: "asyncio.Future[Answer]", seconds: float | None) -> Answer | None:
    """The answer; None when it takes longer. The work goes on, for others may wait for it."""
    done, _ = await asyncio.wait([work], timeout=seconds)
    return work.result() if done else None


def _nothing_more() -> Receive:
    """The body of a request that has none, from a client that stays."""
    said = False

    async def receive() -> Message:
        nonlocal said
        if said:
            await asyncio.Event().wait()
        said = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive


def _as_kept(asked: Asked, stamp: Stamp, answer: Answer) -> Kept:
    answer.headers = [*answer.headers, (b"etag", f'"{sha256(answer.body).hexdigest()[:32]}"'.encode())]
    if not any(name == b"cache-control" for name, _ in answer.headers):
        answer.headers.append((b"cache-control", b"no-cache"))
    told = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers if name not in OWN_TO_ONE_ANSWER]  # fmt: skip
    return Kept(asked, tuple(told), bytes(answer.body), stamp, time.time())


async def _tell(scope: Scope, send: Send, kept: Kept, how: str) -> None:
    """A kept page, with its age; one that may no longer be true says so (RFC 7234, 5.5)."""
    PAGES.labels(how).inc()
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in kept.headers]
    headers.append((b"age", str(int(kept.age)).encode()))
    if how == "stale":
        headers.append((b"warning", b'111 - "Revalidation Failed"'))
    await _send(scope, send, 200, headers, kept.body)


async def _send_answer(scope: Scope, send: Send, answer: Answer) -> None:
    headers = [(name, value) for name, value in answer.headers if name != b"content-length"]
    await _send(scope, send, answer.status, headers, bytes(answer.body))


async def _send(scope: Scope, send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    """A whole answer; 304 without a body for whoever has it already."""
    etag = next((value for name, value in headers if name == b"etag"), None)
    known = next((value for name, value in scope["headers"] if name == b"if-none-match"), None)
    if status == 200 and etag is not None and known == etag:
        status, body = 304, b""
    elif status != 304:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
