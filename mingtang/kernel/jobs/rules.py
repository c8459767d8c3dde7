"""When scheduled work is due and how long to wait after a failure. Pure decisions: no database, no clock."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MAX_TRIES = 4
"""A task is started at most so many times; then it stays FAILED."""

BEAT = timedelta(seconds=2)
"""Time between two heartbeats of a worker."""

DEAD_AFTER = timedelta(seconds=20)
"""Silence that makes a worker count as dead. Long, because one long write holds up everybody's heartbeat on SQLite."""

IDLE_PAUSE = 0.2
"""Seconds a round waits after it found nothing to do."""

_LONGEST_PAUSE = 30.0


@dataclass(frozen=True)
class Every:
    """A slot every `seconds`, at whole multiples of them, so that all workers agree which slot is meant."""

    seconds: float

    def next_slot(self, after: datetime) -> datetime:
        """The first slot later than `after` (aware)."""
        count = int(after.timestamp() // self.seconds) + 1
        return datetime.fromtimestamp(count * self.seconds, UTC)


@dataclass(frozen=True)
class Daily:
    """One slot a day at wall-clock time `at` of `zone`."""

    at: time
    zone: str

    def next_slot(self, after: datetime) -> datetime:
        """The first slot later than `after` (aware)."""
        local = after.astimezone(ZoneInfo(self.zone))
        slot = datetime.combine(local.date(), self.at, local.tzinfo)
        if slot <= local:
            slot = datetime.combine(local.date() + timedelta(days=1), self.at, local.tzinfo)
        return slot.astimezone(UTC)


When = Every | Daily


def read_when(when: float | str, zone: str) -> When:
    """`30` is every thirty seconds, `"03:30"` is daily at half past three in `zone`. Raises ValueError otherwise."""
    if isinstance(when, str):
        return Daily(time.fromisoformat(when), zone)
    if when <= 0:
        raise ValueError(f"the time between two slots must be positive, not {when}")
    return Every(float(when))


def retry_delay(tries: int) -> timedelta:
    """How long a task rests after its `tries`-th failure: 1 s, 4 s, 9 s."""
    return timedelta(seconds=tries**2)


def round_pause(failures: int) -> float:
    """Seconds a round waits: the idle pause, or doubling from half a second to half a minute while it keeps failing."""
    if not failures:
        return IDLE_PAUSE
    return min(math.ldexp(0.5, min(failures - 1, 10)), _LONGEST_PAUSE)
