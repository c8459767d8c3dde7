"""Live push: one listener per process reads new hints from the database and hands them to the open streams.

The listener is a thread, so that it serves every event loop and may wait on the database. It starts with the first
stream and ends with the last. Streams whose session has been ended are closed within twice `TICK` seconds: a revoked
certificate is gone from everywhere within two.
"""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import psycopg
import structlog
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from mingtang.kernel.messaging.hints import CHANNEL
from mingtang.kernel.messaging.models import LiveEvent
from mingtang.kernel.messaging.queries import missed_events, unread_counts

PING = 15.0
"""Seconds between comments that keep proxies open and find dead peers."""

TICK = 0.8
"""Seconds after which the listener looks by itself: for ended sessions, and for hints whose announcement was lost. An end
may come right after a look, and an occasion right before the next: a stream ends within twice as long, below two seconds."""

LOOK = 0.2
"""Seconds between two looks at SQLite's data version."""

MOST_STREAMS = 1000
"""Streams of one process; pages beyond that ask every thirty seconds instead."""

_MARGIN = 200
"""Ids are given before the commit: so many are read again, in case an earlier one has become visible later."""

log = structlog.get_logger(__name__)


@dataclass(eq=False)
class Stream:
    """One open page. `put` may be called from any thread; None ends the stream."""

    account: int
    session: str
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    queue: "asyncio.Queue[bytes | None]" = field(default_factory=asyncio.Queue)
    closed: bool = False

    def put(self, frame: bytes | None) -> None:
        try:
            self.loop.call_soon_threadsafe(self.queue.put_nowait, frame)
        except RuntimeError:  # its event loop has ended
            self.closed = True


class Listener:
    """The streams of this process and the thread that feeds them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._streams: set[Stream] = set()
        self._thread: threading.Thread | None = None
        self._handled: set[int] = set()
        self._newest = 0

    def has_room(self) -> bool:
        """Whether this process takes another stream."""
        return len(self._streams) < MOST_STREAMS

    def join(self, stream: Stream) -> None:
        """Feed `stream` from now on, unless it has left already."""
        with self._lock:
            if stream.closed:
                return
            self._streams.add(stream)
            if self._thread is None:
                self._newest = LiveEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                self._handled = set(self._recent().values_list("pk", flat=True))
                self._thread = threading.Thread(target=self._listen, name="live listener", daemon=True)
                self._thread.start()

    def leave(self, stream: Stream) -> None:
        """Feed `stream` no more."""
        with self._lock:
            stream.closed = True
            self._streams.discard(stream)

    def stop(self) -> None:
        """End all streams, and the thread with them; returns when it has ended."""
        with self._lock:
            streams, thread = list(self._streams), self._thread
            self._streams.clear()
        for stream in streams:
            stream.put(None)
        if thread:
            thread.join()

    def _listen(self) -> None:
        looked = time.monotonic()
        while True:
            try:
                for _ in _occasions():
                    if self._is_over():
                        return
                    self._hand_out()
                    if time.monotonic() - looked >= TICK:
                        looked = time.monotonic()
                        self._close_ended()
            except Exception:  # a database that is away for a while must not end live push
                log.exception("the live listener lost the database")
                time.sleep(LOOK)
            finally:
                connection.close()

    def _is_over(self) -> bool:
        with self._lock:
            if self._streams:
                return False
            self._thread = None
            return True

    def _recent(self) -> Any:
        return LiveEvent.objects.filter(pk__gt=self._newest - _MARGIN)

    def _hand_out(self) -> None:
        """Two statements however many streams there are; none more when nothing is new."""
        streams = list(self._streams)
        accounts = {stream.account for stream in streams}
        found = [event for event in self._recent().order_by("pk") if event.pk not in self._handled]
        if not found:
            return
        self._newest = max(self._newest, found[-1].pk)
        self._handled = {pk for pk in self._handled if pk > self._newest - _MARGIN} | {event.pk for event in found}
        meant = [event for event in found if event.account_id in accounts]
        unread = unread_counts({event.account_id for event in meant}) if meant else {}
        for event in meant:
            frame = frame_of(event, unread.get(event.account_id, 0))
            for stream in streams:
                if stream.account == event.account_id:
                    stream.put(frame)

    def _close_ended(self) -> None:
        """End the streams whose session is no longer there: signed out, ended from elsewhere, or expired."""
        streams = list(self._streams)
        living = living_sessions({stream.session for stream in streams})
        for stream in streams:
            if stream.session not in living:
                stream.put(None)


LISTENER = Listener()


def living_sessions(keys: set[str]) -> set[str]:
    """Those of the session keys that can still be used; one statement."""
    model = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    rows = model.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return set(rows.values_list("session_key", flat=True))


def frame_of(event: LiveEvent, unread: int) -> bytes:
    """A hint in the form of a server-sent event (HTML standard, 9.2)."""
    return f"id: {event.pk}\ndata: {hint(event.topic, unread, event.payload)}\n\n".encode()


def hint(topic: str, unread: int, payload: dict[str, Any] | None = None) -> str:
    """`{"topic": "inbox", "unread": 3}`; every hint carries the number of unread notices."""
    return json.dumps({"topic": topic, "unread": unread, **(payload or {})}, ensure_ascii=False)


async def frames(account: int, session: str, last_id: int | None) -> AsyncIterator[bytes]:
    """The body of a stream: first what was missed since `last_id` or how things stand, then every new hint."""
    stream = Stream(account, session)
    try:
        yield b"retry: 3000\n\n"
        for frame in await sync_to_async(_opened)(stream, last_id):
            yield frame
        while True:
            try:
                frame = await asyncio.wait_for(stream.queue.get(), PING)
            except TimeoutError:
                yield b": ping\n\n"
                continue
            if frame is None:
                return
            yield frame
    finally:
        LISTENER.leave(stream)


def _opened(stream: Stream, last_id: int | None) -> list[bytes]:
    """Join first and look then, so that nothing falls between; a stream keeps no database connection."""
    LISTENER.join(stream)
    unread = unread_counts([stream.account]).get(stream.account, 0)
    missed = missed_events(stream.account, last_id) if last_id is not None else []
    for each in connections.all(initialized_only=True):
        if not each.in_atomic_block:
            each.close()
    return [frame_of(event, unread) for event in missed] or [f"data: {hint('inbox', unread)}\n\n".encode()]


def _occasions() -> Iterator[None]:
    """Yields whenever something may have happened, at the latest after `TICK` seconds."""
    return _notifications() if connection.vendor == "postgresql" else _commits()


def _notifications() -> Iterator[None]:
    """A connection of our own that listens; the one of this thread goes back to the pool after every occasion."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    with psycopg.connect(**parameters, autocommit=True) as listening:
        listening.execute(f"LISTEN {CHANNEL}")
        while True:
            yield
            connection.close()
            for _ in listening.notifies(timeout=TICK, stop_after=1):
                pass


def _commits() -> Iterator[None]:
    """The data version of an SQLite connection changes when another one has committed; asking costs microseconds."""
    seen, waited, version = None, TICK, _data_version()
    while True:
        if version != seen or waited >= TICK:
            seen, waited = version, 0.0
            yield
        time.sleep(LOOK)
        waited += LOOK
        version = _data_version()


def _data_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])
