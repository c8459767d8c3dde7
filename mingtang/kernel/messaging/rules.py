"""Pure rules of messaging: what a message says, when people are left in peace, how often sending is tried."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

QUIET_FROM, QUIET_UNTIL = time(22, 0), time(7, 30)
"""Quiet hours of whoever has not chosen others."""

LEASE = timedelta(minutes=5)
"""So long a delivery belongs to the worker that is sending it; then another may try."""

_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is said: plain text, `link` an address of this site, `topic` a declared one.

    `importance` is ordinary, important or urgent; `kind` is ordinary or statutory. A statutory notice reaches its
    people whatever they have opted out of, and names its legal `basis`. Raises ValueError without one, and for a link
    that leads elsewhere.
    """

    subject: str
    body: str
    topic: str
    link: str = ""
    importance: str = "ordinary"
    kind: str = "ordinary"
    basis: str = ""

    def __post_init__(self) -> None:
        if self.kind == "statutory" and not self.basis:
            raise ValueError("a statutory notice names its legal basis")
        if self.link and (not self.link.startswith("/") or self.link[1:2] in {"/", "\\"}):
            raise ValueError("a notice leads to a page of this site")


def disturbs(kind: str, importance: str) -> bool:
    """Whether such a message waits for the morning; statutory and urgent ones do not."""
    return kind != "statutory" and importance != "urgent"


def quiet_until(now: datetime, start: time, end: time) -> datetime | None:
    """The end of the quiet hours that `now` falls into, None outside them. All in the same local time.

    Hours may span midnight; equal ends mean that there are none.
    """
    at = now.time()
    inside = start <= at < end if start <= end else at >= start or at < end
    if not inside or start == end:
        return None
    day = now.date() if at < end else now.date() + timedelta(days=1)
    return datetime.combine(day, end, now.tzinfo)


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after `tries` failures; None when sending is given up."""
    return _WAITS[tries - 1] if tries <= len(_WAITS) else None
