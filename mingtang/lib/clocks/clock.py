"""When a limit ends, how much of it is used, and why: pure functions over a rule, what happened, and a calendar.

`due`, `elapsed` and `explain` are the only places where the system adds days to dates (architecture.md 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks.measure import Measure, Moment, daily_measure, months_later, timed_measure
from mingtang.lib.clocks.rule import Rule, Unit


class UnlawfulEvent(ValueError):
    """The rule does not allow this interruption, restart or extension; the message is for the user."""


@dataclass(frozen=True)
class Pause:
    """The limit stands still after `start` up to and including `end`; `end` None while it lasts."""

    kind: str
    start: date | datetime
    end: date | datetime | None = None


@dataclass(frozen=True)
class Restart:
    """The limit is counted anew from `at` (corrected, fee paid)."""

    kind: str
    at: date | datetime


@dataclass(frozen=True)
class Extended:
    """The limit was extended by `amount` in the unit of the rule, decided on `at`."""

    amount: int
    at: date | datetime
    by: str = ""


@dataclass(frozen=True)
class Stop:
    """The limit was met at `at`: decided, replied, delivered."""

    at: date | datetime


Event = Pause | Restart | Extended | Stop


class Standing(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Due:
    """The end of a limit. `at` is None while an open pause lasts; `provisional` when it rests on an unpublished year.

    `total` is in the unit of the rule, months in the days they hold; `extended` always in the unit of the rule.
    The last day is whole: a daily limit is kept by whatever happens on `at` (services.md 6).
    """

    rule: Rule
    start: date | datetime
    at: date | datetime | None
    total: int
    provisional: bool
    standing: Standing
    pauses: tuple[Pause, ...]
    extended: int
    restarted: str = ""


@dataclass(frozen=True)
class Elapsed:
    """How much of a limit is used at a moment, in the unit of the rule (months in days).

    After its end it is overdue, on days off too, and `remaining` is negative as soon as one more unit is used.
    """

    used: int
    remaining: int
    overdue: bool


def due(
    start: date | datetime,
    rule: Rule,
    events: Sequence[Event],
    hours: OfficeHours,
    *,
    at: date | datetime | None = None,
) -> Due:
    """When the limit that began at `start` ends, given what has happened up to `at` (or at all).

    Raises UnlawfulEvent for a pause, restart or extension the rule does not know, for overlapping pauses, for an
    extension beyond its most or decided after the limit had ended; CalendarGap beyond the calendar's years.
    """
    known = [event for event in events if at is None or _moment(event) <= _as(at, _moment(event))]
    _require_lawful(rule, known)
    if rule.before:
        return _counted_back(start, rule, known, hours)
    begun, restarted = _beginning(start, rule, known)
    pauses = _pauses(begun, known)
    total, extended = _total(begun, rule, known, pauses, hours)
    end = _end(begun, rule, total, pauses, hours)
    stopped = any(isinstance(event, Stop) for event in known)
    standing = Standing.STOPPED if stopped else Standing.PAUSED if end is None else Standing.RUNNING
    provisional = end is not None and not hours.calendar.is_confirmed(_day(end))
    return Due(rule, begun, end, total, provisional, standing, pauses, extended, restarted)


def elapsed(
    start: date | datetime, rule: Rule, events: Sequence[Event], hours: OfficeHours, *, now: date | datetime
) -> Elapsed:
    """How much of the limit is used at `now`, pauses left out; a stopped clock stays where it stopped."""
    stops = [event.at for event in events if isinstance(event, Stop)]
    until = min([_as(stop, now) for stop in stops] + [now])
    state = due(start, rule, events, hours, at=until)
    used = _used(state, _as(until, state.start), hours)
    ended = state.at is not None and _as(until, state.at) > state.at
    return Elapsed(used, state.total - used, ended or used > state.total)


def amber(due: Due, hours: OfficeHours, *, per_cent: int, left: int) -> date | datetime | None:
    """The first day, or moment, on which `per_cent` of a limit is used or `left` of its units remain; None while paused.

    A rule with `warn` says itself how many working days before its end that is.
    """
    rule = due.rule
    if due.at is None or rule.before:
        return due.at
    if rule.warn:
        return _as(hours.calendar.add(_day(due.at), -rule.warn), due.at)
    near = max(0, min(-(-due.total * per_cent // 100), due.total - left))
    return _end(due.start, rule, near, due.pauses, hours) or due.at


def _counted_back(event: date | datetime, rule: Rule, known: Sequence[Event], hours: OfficeHours) -> Due:
    """The last day, or moment, at which something may be done before an event."""
    end: date | datetime
    if not rule.unit.is_daily:
        end = _time(event) - timedelta(minutes=rule.amount)
    elif rule.unit == Unit.MONTHS:
        end = months_later(_day(event), -rule.amount)
    else:
        end = daily_measure(rule, hours.calendar).add(_day(event), -rule.amount)
    standing = Standing.STOPPED if any(isinstance(each, Stop) for each in known) else Standing.RUNNING
    return Due(rule, event, end, rule.amount, not hours.calendar.is_confirmed(_day(end)), standing, (), 0)


def _require_lawful(rule: Rule, events: Sequence[Event]) -> None:
    for event in events:
        if isinstance(event, Pause) and event.kind not in rule.pauses:
            raise UnlawfulEvent(f"“{rule.title}”不因“{event.kind}”中止计算（{rule.source}）。")
        if isinstance(event, Pause) and event.end is not None and event.end < event.start:
            raise UnlawfulEvent("中止的结束早于开始。")
        if isinstance(event, Restart) and event.kind not in rule.restarts:
            raise UnlawfulEvent(f"“{rule.title}”不因“{event.kind}”重新计算（{rule.source}）。")
    extensions = [event for event in events if isinstance(event, Extended)]
    if extensions and rule.extension is None:
        raise UnlawfulEvent(f"“{rule.title}”不能延长（{rule.source}）。")
    if rule.extension and len(extensions) > rule.extension.times:
        raise UnlawfulEvent(f"“{rule.title}”只能延长 {rule.extension.times} 次（{rule.extension.source}）。")
    if rule.extension and any(event.amount > rule.extension.most for event in extensions):
        raise UnlawfulEvent(f"“{rule.title}”延长不得超过 {rule.extension.most}（{rule.extension.source}）。")


def _beginning(start: date | datetime, rule: Rule, events: Sequence[Event]) -> tuple[date | datetime, str]:
    """The moment after which is counted, and the kind of restart that set it."""
    restarts = [event for event in events if isinstance(event, Restart)]
    last = max(restarts, key=lambda event: _as(event.at, start), default=None)
    begun = _as(last.at, start) if last else start
    if rule.counted and rule.unit.is_daily:
        begun = _as(_day(begun) - timedelta(days=1), begun)
    return begun, last.kind if last else ""


def _pauses(begun: date | datetime, events: Sequence[Event]) -> tuple[Pause, ...]:
    """Pauses that reach beyond the beginning, in order. Raises UnlawfulEvent when two overlap."""
    pauses = sorted(
        (each for each in events if isinstance(each, Pause) and (each.end is None or _as(each.end, begun) > begun)),
        key=lambda pause: _as(pause.start, begun),
    )
    for one, other in pairwise(pauses):
        if one.end is None or _as(other.start, begun) < _as(one.end, begun):
            raise UnlawfulEvent("中止期间不能重叠。")
    return tuple(pauses)


def _total(
    begun: date | datetime, rule: Rule, events: Sequence[Event], pauses: tuple[Pause, ...], hours: OfficeHours
) -> tuple[int, int]:
    """The whole amount with its extensions, and the extended part. An extension decided too late is unlawful."""
    extended = 0
    for event in sorted(
        (each for each in events if isinstance(each, Extended) and _as(each.at, begun) >= begun),
        key=lambda each: _as(each.at, begun),
    ):
        earlier = tuple(pause for pause in pauses if _as(pause.start, begun) <= _as(event.at, begun))
        end = _end(begun, rule, _amount(begun, rule, extended), earlier, hours)
        if end is not None and _as(event.at, end) > end:
            raise UnlawfulEvent(f"“{rule.title}”已于 {_day(end):%Y-%m-%d} 届满，不能再延长。")
        extended += event.amount
    return _amount(begun, rule, extended), extended


def _amount(begun: date | datetime, rule: Rule, extended: int) -> int:
    """The amount with its extensions, in the unit of its measure: months become the natural days they hold."""
    amount = rule.amount + extended
    if rule.unit != Unit.MONTHS:
        return amount
    day = _day(begun)
    if rule.counted:  # the month from the 1st of March that counts ends on the 31st, not on the 28th
        return (months_later(day + timedelta(days=1), amount) - day).days - 1
    return (months_later(day, amount) - day).days


def _end(
    begun: date | datetime, rule: Rule, total: int, pauses: tuple[Pause, ...], hours: OfficeHours
) -> date | datetime | None:
    if not rule.unit.is_daily:
        spans = [(_time(pause.start), _time(pause.end) if pause.end else None) for pause in pauses]
        return _run_out(_time(begun), total, spans, timed_measure(rule, hours))
    days = [(_day(pause.start), _day(pause.end) if pause.end else None) for pause in pauses]
    end = _run_out(_day(begun), total, days, daily_measure(rule, hours.calendar))
    return hours.calendar.on_or_after(end) if end is not None and rule.rolls else end


def _run_out(
    start: Moment, total: int, pauses: Sequence[tuple[Moment, Moment | None]], measure: Measure[Moment]
) -> Moment | None:
    """The moment when `total` is used up; None when an open pause comes first.

    The day on which a pause starts counts as used; the days after it up to and including its last are free.
    """
    left = total
    for begins, ends in pauses:
        used = measure.count(start, begins) if begins > start else 0
        if left <= used:
            break
        if ends is None:
            return None
        left, start = left - used, max(start, ends)
    return measure.add(start, left)


def _used(state: Due, until: date | datetime, hours: OfficeHours) -> int:
    rule = state.rule
    if rule.unit.is_daily:
        days = [(_day(pause.start), _day(pause.end) if pause.end else None) for pause in state.pauses]
        return _count(_day(state.start), _day(until), days, daily_measure(rule, hours.calendar))
    spans = [(_time(pause.start), _time(pause.end) if pause.end else None) for pause in state.pauses]
    return _count(_time(state.start), _time(until), spans, timed_measure(rule, hours))


def _count(
    start: Moment, until: Moment, pauses: Sequence[tuple[Moment, Moment | None]], measure: Measure[Moment]
) -> int:
    """What lies between two moments outside the pauses."""
    used = 0
    for begins, ends in pauses:
        if begins >= until:
            break
        used += measure.count(start, begins) if begins > start else 0
        start = until if ends is None or ends > until else max(start, ends)
    return used + (measure.count(start, until) if until > start else 0)


def _moment(event: Event) -> date | datetime:
    return event.start if isinstance(event, Pause) else event.at


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _time(moment: date | datetime) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)


def _as(moment: date | datetime, like: date | datetime) -> date | datetime:
    """`moment` as a day or a point in time, whichever `like` is, so that the two can be compared."""
    if not isinstance(like, datetime):
        return _day(moment)
    return _time(moment) if isinstance(moment, datetime) else _time(moment).replace(tzinfo=like.tzinfo)
