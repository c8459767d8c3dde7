"""Bodies that nobody may send are not read."""

import asyncio
import json
from typing import Any

import pytest

from mingtang.config.bodies import WORDS, BoundedBodies


def answer(path: str, pieces: list[bytes], announced: int | None = None) -> tuple[int, bytes, int]:
    """Status, body, and how many pieces were read of a request to an application that counts what it gets."""
    sent: list[dict[str, Any]] = []
    waiting = list(pieces)

    async def counting(scope: Any, receive: Any, send: Any) -> None:
        total, more = 0, True
        while more:
            message = await receive()
            total, more = total + len(message["body"]), message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(total).encode()})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [] if announced is None else [(b"content-length", str(announced).encode())]
    scope = {"type": "http", "path": path, "headers": headers}
    asyncio.run(BoundedBodies(counting, largest=10)(scope, receive, send))
    return sent[0]["status"], sent[1]["body"], len(pieces) - len(waiting)


def test_what_may_be_sent_is_passed_on() -> None:
    assert answer("/", [b"12345", b"67890"], announced=10) == (200, b"10", 2)


def test_what_is_announced_as_too_large_is_refused_unread() -> None:
    assert answer("/services/", [b"x"], announced=2 << 30) == (413, WORDS.encode(), 0)


@pytest.mark.parametrize("announced", [None, 3])
def test_what_turns_out_too_large_is_refused_when_it_does(announced: int | None) -> None:
    assert answer("/", [b"123456", b"789012", b"never read"], announced) == (413, WORDS.encode(), 2)


def test_programs_get_a_problem() -> None:
    status, body, _read = answer("/api/files", [b"x"], announced=11)
    told = json.loads(body)
    assert (status, told["status"], told["detail"]) == (413, 413, WORDS)
