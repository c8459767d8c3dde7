"""The stream of hints: what it says first, what it says later, and when it ends."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import AsyncClient

from mingtang.kernel.directory.actions.accounts import end_sessions
from mingtang.kernel.directory.models import SignIn
from mingtang.kernel.directory.sign_in import BACKEND
from mingtang.kernel.messaging import live
from mingtang.kernel.messaging.api import Content, notify_person, push_hint
from mingtang.kernel.messaging.live import LISTENER, Listener, Stream
from mingtang.kernel.messaging.models import LiveEvent
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20
HELLO = Content(subject="一条消息", body="", topic="operation")


@pytest.fixture(autouse=True)
def quick_and_clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(live, "TICK", 0.3)
    monkeypatch.setattr(live, "LOOK", 0.02)
    yield
    LISTENER.stop()


def browser(world: World, name: str) -> AsyncClient:
    client = AsyncClient()
    client.force_login(world.account(name), backend=BACKEND)
    return client


async def opened(client: AsyncClient, **headers: str) -> AsyncIterator[bytes]:
    """The body of a stream that has said how things stand."""
    response = await client.get("/live/", headers=headers)
    assert response.status_code == 200
    body = aiter(response.streaming_content)
    assert await anext(body) == b"retry: 3000\n\n"
    return body


async def said(body: AsyncIterator[bytes]) -> dict[str, Any]:
    """The next hint; comments are passed over."""
    async with asyncio.timeout(PATIENCE):
        async for frame in body:
            if not frame.startswith(b":"):
                return json.loads(frame.split(b"data: ")[1])
    raise AssertionError("the stream has ended")


def in_loop(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async_to_sync(test)()


def test_a_stream_says_how_things_stand_and_then_what_changes(world: World) -> None:
    client, account, other = browser(world, "official"), world.account("official"), world.account("leader")

    async def story() -> None:
        body = await opened(client)
        assert await said(body) == {"topic": "inbox", "unread": 0}
        await sync_to_async(notify_person)(other, HELLO)
        await sync_to_async(notify_person)(account, HELLO)
        assert await said(body) == {"topic": "inbox", "unread": 1}
        await sync_to_async(push_hint)([account.pk], "cases", {"case": 7})
        assert await said(body) == {"topic": "cases", "unread": 1, "case": 7}
        await body.aclose()

    in_loop(story)


def test_a_stream_that_comes_back_hears_what_it_missed(world: World) -> None:
    client, account = browser(world, "official"), world.account("official")
    notify_person(account, HELLO)
    last = LiveEvent.objects.latest("pk").pk
    push_hint([account.pk], "cases", {"case": 6})
    push_hint([account.pk], "cases", {"case": 7})
    notify_person(account, HELLO)

    async def story() -> None:
        body = await opened(client, **{"Last-Event-ID": str(last)})
        assert await said(body) == {"topic": "cases", "unread": 2, "case": 7}
        assert await said(body) == {"topic": "inbox", "unread": 2}
        await body.aclose()
        body = await opened(client, **{"Last-Event-ID": "no number"})
        assert await said(body) == {"topic": "inbox", "unread": 2}
        await body.aclose()

    in_loop(story)


def test_a_session_ended_from_elsewhere_loses_its_stream_within_seconds(world: World) -> None:
    client, account = browser(world, "official"), world.account("official")
    kept = browser(world, "leader")

    async def story() -> None:
        body, other = await opened(client), await opened(kept)
        await said(body), await said(other)
        await sync_to_async(end_sessions)(account, SignIn.Ending.REMOTE)
        with pytest.raises(AssertionError, match="has ended"):
            await said(body)
        await sync_to_async(notify_person)(await sync_to_async(world.account)("leader"), HELLO)
        assert (await said(other))["unread"] == 1
        await other.aclose()

    in_loop(story)


def test_a_quiet_stream_pings_so_that_proxies_keep_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PING", 0.02)
    client = browser(world, "official")

    async def story() -> None:
        body = await opened(client)
        await anext(body)
        assert await anext(body) == b": ping\n\n"
        await body.aclose()

    in_loop(story)


def test_a_stream_is_not_kept_by_anybody_on_the_way(world: World) -> None:
    client = browser(world, "official")

    async def story() -> None:
        response = await client.get("/live/")
        assert response["Content-Type"].startswith("text/event-stream")
        assert (response["X-Accel-Buffering"], response["Cache-Control"]) == ("no", "no-store")

    in_loop(story)


def test_visitors_get_no_stream_and_a_full_process_sends_pages_to_polling(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(world, "official")

    async def story() -> None:
        assert (await AsyncClient().get("/live/")).status_code == 401
        assert (await client.post("/live/")).status_code == 405
        monkeypatch.setattr(live, "MOST_STREAMS", 0)
        assert (await client.get("/live/")).status_code == 503

    in_loop(story)


def test_a_page_that_closes_leaves_nothing_behind(world: World) -> None:
    client = browser(world, "official")

    async def story() -> None:
        body = await opened(client)
        await said(body)
        assert len(LISTENER._streams) == 1
        waiting = asyncio.ensure_future(said(body))
        await asyncio.wait([waiting], timeout=0)
        waiting.cancel()  # what the server does when the browser has gone
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert len(LISTENER._streams) == 0

    in_loop(story)


def test_a_hint_whose_transaction_ends_after_a_later_one_is_not_lost(world: World) -> None:
    account = world.account("official").pk
    listener = Listener()

    async def story() -> None:
        stream = Stream(account, "session")
        listener._streams.add(stream)
        await sync_to_async(hand_out_in_wrong_order)()
        assert [frame.split(b"\n")[0] for frame in (await stream.queue.get(), await stream.queue.get())] == [
            b"id: 12",
            b"id: 11",
        ]
        assert stream.queue.empty()

    def hand_out_in_wrong_order() -> None:
        for pk in (12, 11):
            LiveEvent.objects.create(pk=pk, account_id=account, topic="inbox", at="2026-01-01T00:00Z")
            listener._hand_out()
            listener._hand_out()

    in_loop(story)
