"""Counting in the memory of a web process. Nothing here asks the database, or knows who opened a page."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock, Timer

from mingtang.domains.portal.visits.rules import LONGEST_NAME, is_reader

EVERY = 60.0
"""Seconds between two batches. A process that is killed loses what it counted since the last one."""
MOST = 20_000
"""Different pages in one batch; beyond them a minute's figures are not worth the memory."""

Opened = tuple[str, str]
"""A host, which matters for `/` alone and is else empty, and a path."""
Write = Callable[[date, Mapping[Opened, int]], None]


class Tally:
    """What was opened since the last batch, which `write` takes in a thread of its own, at most once in `EVERY` seconds."""

    def __init__(self, write: Write, today: Callable[[], date]) -> None:
        self._write, self._today = write, today
        self._counts: Counter[Opened] = Counter()
        self._day: date | None = None
        self._lock = Lock()

    def note(self, host: str, path: str, agent: bytes) -> None:
        """A page was told to whoever calls itself `agent`; some microseconds."""
        if not is_reader(agent[:LONGEST_NAME]):
            return
        opened = (host if path == "/" else "", path)
        with self._lock:
            if self._day is None:
                self._day = self._today()
                self._wake()
            if len(self._counts) < MOST or opened in self._counts:
                self._counts[opened] += 1

    def _wake(self) -> None:
        timer = Timer(EVERY, self.write_down)
        timer.daemon = True
        timer.start()

    def write_down(self) -> None:
        """Hand what was counted over. What could not be written is counted on; a batch belongs to the day it began on."""
        with self._lock:
            day, counts = self._day, self._counts
            self._day, self._counts = None, Counter()
        if day is None:
            return
        try:
            self._write(day, counts)
        except Exception:  # the database is away, or busy: readers must not notice, and the next batch tries again
            self._take_back(day, counts)

    def _take_back(self, day: date, counts: Counter[Opened]) -> None:
        with self._lock:
            if self._day is None:
                self._wake()
            self._day = day
            self._counts.update(counts)
