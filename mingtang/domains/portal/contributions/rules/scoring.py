"""How contributions score, by a table of rules (portal.md 4). The same merits make the same points in whatever order they come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingtang.domains.portal.contributions.rules.periods import Period, month_of

SUBMITTED = "submitted"
"""The event that the monthly minimum counts."""


@dataclass(frozen=True)
class Rule:
    """One row of the table: an event at a level is worth so many points, in one `period` at most `cap` of them.

    `period` is month, year or empty (each ranking by itself); without `groups` the row is for all of them.
    """

    event: str
    level: str
    title: str
    points: Decimal
    cap: Decimal | None = None
    period: str = ""
    groups: frozenset[str] = frozenset()

    def is_for(self, merit: "Merit", group: str) -> bool:
        fits = (merit.event, merit.level) == (self.event, self.level)
        return fits and (not self.groups or group in self.groups)


@dataclass(frozen=True)
class Minimum:
    """The monthly task of a group: whoever hands in `count` in a month has `points` for that month."""

    count: int
    points: Decimal


@dataclass(frozen=True)
class ScoreTable:
    """The rules of a node. Of the events in `highest_only`, only the best level counts for the same content."""

    rules: Sequence[Rule]
    minimums: Mapping[str, Minimum]
    highest_only: frozenset[str] = frozenset()

    def rule_for(self, merit: "Merit", group: str) -> Rule | None:
        """The first row that fits; None for what scores nothing."""
        return next((rule for rule in self.rules if rule.is_for(merit, group)), None)


@dataclass(frozen=True)
class Merit:
    """Something that counts for a unit on a day; `content` tells which submission it is about, None for none."""

    event: str
    level: str
    on: date
    content: int | None = None


@dataclass(frozen=True)
class Line:
    """What one rule brought: how often, the points, and what the cap cut off."""

    title: str
    count: int
    points: Decimal
    cut: Decimal = Decimal(0)


@dataclass(frozen=True)
class Score:
    """The points of a unit with the lines they consist of."""

    lines: tuple[Line, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((line.points for line in self.lines), Decimal(0))

    @property
    def deducted(self) -> Decimal:
        """What negative lines took away, as a positive number."""
        return -sum((line.points for line in self.lines if line.points < 0), Decimal(0))


def score(merits: Iterable[Merit], group: str, table: ScoreTable, period: Period) -> Score:
    """The points of one unit of `group` for what happened in `period`."""
    inside = [merit for merit in merits if period.holds(merit.on)]
    counted: dict[Rule, list[Merit]] = defaultdict(list)
    for rule, merit in _best(inside, group, table):
        counted[rule].append(merit)
    lines = [_line(rule, counted[rule]) for rule in table.rules if rule in counted]
    return Score((*lines, *_task_lines(inside, table.minimums.get(group))))


def _best(merits: Sequence[Merit], group: str, table: ScoreTable) -> list[tuple[Rule, Merit]]:
    """Merits with their rules; of the same content adopted at several levels the one that is worth most."""
    found = [(rule, merit) for merit in merits if (rule := table.rule_for(merit, group))]
    best: dict[tuple[str, int], tuple[Rule, Merit]] = {}
    free = []
    for rule, merit in found:
        if merit.content is None or merit.event not in table.highest_only:
            free.append((rule, merit))
            continue
        key = (merit.event, merit.content)
        if key not in best or _worth(rule, merit) > _worth(*best[key]):
            best[key] = (rule, merit)
    return [*free, *best.values()]


def _worth(rule: Rule, merit: Merit) -> tuple[Decimal, str, int]:
    """By points; equals are told apart so that the order in which merits come does not matter."""
    return rule.points, rule.level, -merit.on.toordinal()


def _line(rule: Rule, merits: Sequence[Merit]) -> Line:
    spans: dict[object, Decimal] = defaultdict(Decimal)
    for merit in merits:
        spans[_span(rule.period, merit.on)] += rule.points
    full = sum(spans.values(), Decimal(0))
    points = sum((_capped(rule.cap, each) for each in spans.values()), Decimal(0))
    return Line(rule.title, len(merits), points, full - points)


def _span(period: str, day: date) -> object:
    return {"month": (day.year, day.month), "year": day.year}.get(period)


def _capped(cap: Decimal | None, points: Decimal) -> Decimal:
    """`points`, at most `cap` of them in either direction."""
    return points if cap is None else max(-cap, min(cap, points))


def _task_lines(merits: Sequence[Merit], minimum: Minimum | None) -> list[Line]:
    if minimum is None:
        return []
    months: dict[Period, int] = defaultdict(int)
    for merit in merits:
        if merit.event == SUBMITTED:
            months[month_of(merit.on)] += 1
    met = sum(count >= minimum.count for count in months.values())
    return [Line("完成月任务数", met, met * minimum.points)] if met else []
