"""Pure rules of a hall: who is called next, what a ticket may become, which half-hours can be booked (services.md 11).

Every figure comes from the hall that asks; nothing here is fixed by law.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    PASSED = "passed"
    TRANSFERRED = "transferred"


TICKET_STATES: dict[TicketState, str] = {
    TicketState.WAITING: "等候",
    TicketState.CALLED: "已叫号",
    TicketState.SERVING: "办理中",
    TicketState.DONE: "办完",
    TicketState.PASSED: "过号",
    TicketState.TRANSFERRED: "已转窗口",
}
_WAYS: dict[TicketState, frozenset[TicketState]] = {
    TicketState.WAITING: frozenset({TicketState.CALLED, TicketState.PASSED}),
    TicketState.CALLED: frozenset({TicketState.CALLED, TicketState.SERVING, TicketState.PASSED}),
    TicketState.SERVING: frozenset({TicketState.DONE, TicketState.TRANSFERRED}),
    TicketState.PASSED: frozenset({TicketState.WAITING}),
    TicketState.DONE: frozenset(),
    TicketState.TRANSFERRED: frozenset(),
}


def why_not_become(now: TicketState, then: TicketState, *, calls: int = 0, most_calls: int = 3) -> str:
    """Why a ticket cannot go from one state to another, "" when it can. It is called `most_calls` times at most."""
    if then not in _WAYS[now]:
        return f"这张号{TICKET_STATES[now]}，不能改为{TICKET_STATES[then]}。"
    if then is TicketState.CALLED and calls >= most_calls:
        return f"已经叫了 {calls} 次，请过号。"
    return ""


class Priority(StrEnum):
    """Who is served before others (老弱病残孕、军人)."""

    NONE = ""
    ELDERLY = "elderly"
    CHILD = "child"
    ILL = "ill"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    SOLDIER = "soldier"


PRIORITIES: dict[Priority, str] = {
    Priority.NONE: "普通",
    Priority.ELDERLY: "老年人",
    Priority.CHILD: "抱婴儿者",
    Priority.ILL: "伤病",
    Priority.DISABLED: "残疾人",
    Priority.PREGNANT: "孕妇",
    Priority.SOLDIER: "军人",
}


@dataclass(frozen=True)
class Waiting:
    """A ticket in the queue. `slot` is the half-hour that was booked, `behind` how many calls it still lets pass."""

    key: int
    since: datetime
    slot: datetime | None = None
    favoured: bool = False
    behind: int = 0


@dataclass(frozen=True)
class Manners:
    """How a hall calls: minutes around a slot in which an appointment goes first; how many may be called before those who
    have waited longer, one after another, until it is the turn of whoever has waited longest.
    """

    leeway: int = 15
    in_a_row: int = 3


@dataclass(frozen=True)
class Call:
    """Who is called, and whether somebody had waited longer."""

    key: int
    jumped: bool


def next_call(queue: Iterable[Waiting], now: datetime, manners: Manners, jumped_in_a_row: int = 0) -> Call | None:
    """Who is called next: appointments in their time, then who is favoured, then the others, each class by its time of
    arrival. After `in_a_row` calls that passed over somebody it is the turn of whoever has waited longest, so that
    nobody waits for ever. Who missed his call lets some others pass first. None when nobody waits.
    """
    waiting = list(queue)
    if not waiting:
        return None
    ready = [each for each in waiting if each.behind <= 0] or [min(waiting, key=lambda each: (each.behind, each.since))]
    eldest = min(ready, key=_age)
    if jumped_in_a_row >= manners.in_a_row:
        return Call(eldest.key, jumped=False)
    chosen = min(ready, key=lambda each: (_class_of(each, now, manners), *_age(each)))
    return Call(chosen.key, jumped=chosen.key != eldest.key)


def _age(waiting: Waiting) -> tuple[datetime, int]:
    return waiting.since, waiting.key


def _class_of(waiting: Waiting, now: datetime, manners: Manners) -> int:
    if waiting.slot is not None and abs(now - waiting.slot) <= timedelta(minutes=manners.leeway):
        return 0
    return 1 if waiting.favoured else 2


def ticket_number(prefix: str, serial: int) -> str:
    """`A023`."""
    return f"{prefix}{serial:03}"


SLOT = timedelta(minutes=30)


def half_hours(windows: Sequence[tuple[time, time]]) -> list[time]:
    """The half-hours of a day with these opening windows that lie wholly inside one of them."""
    found: list[time] = []
    for begins, ends in windows:
        at, end = datetime.combine(date.min, begins), datetime.combine(date.min, ends)
        while at + SLOT <= end:
            found.append(at.time())
            at += SLOT
    return found


def day_of_block(missed: Iterable[date], most: int) -> date | None:
    """The day on which the latest block began: that of every `most`-th missed appointment. None when there was none."""
    days = sorted(missed)
    full = len(days) // most * most if most > 0 else 0
    return days[full - 1] if full else None


def minutes_between(begins: datetime | None, ends: datetime | None) -> int | None:
    """Whole minutes; None while one of the moments is not there."""
    return None if begins is None or ends is None else int((ends - begins).total_seconds() // 60)
