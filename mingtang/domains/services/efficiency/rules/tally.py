"""What one outcome adds to which counters: the one definition that writing, recounting and checking share."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

MEASURES = (
    "submitted", "online", "accepted", "corrected", "denied", "refused", "decided", "on_time", "early", "immediate",
    "working_days", "natural_days", "abandoned", "materials", "shared", "pullable", "pulled",
)  # fmt: skip
"""What is counted, each on the day of its own event; `corrected` and `denied` on the day of acceptance, materials on
that of submission (services 13)."""


@dataclass(frozen=True)
class Went:
    """How a part went; the columns of `models.Outcome`."""

    organ: int
    item: int
    person: int | None
    submitted_on: date
    accepted_on: date | None = None
    refused_on: date | None = None
    decided_on: date | None = None
    abandoned_on: date | None = None
    online: bool = False
    immediate: bool = False
    corrected: bool = False
    denied: bool = False
    on_time: bool = False
    early: bool = False
    working_days: int | None = None
    natural_days: int | None = None
    materials: int = 0
    shared: int = 0
    pullable: bool = False
    pulled: bool = False


@dataclass(frozen=True, order=True)
class Cell:
    """One counter: `kind` names its table, `of` the item or person (0 for the organ itself), `start` its time."""

    kind: str
    organ: int
    of: int
    start: date


Tally = Counter[tuple[Cell, str]]
"""Amounts by counter and measure."""


def tally(went: Went) -> Tally:
    """What one outcome adds to all counters."""
    added: Tally = Counter()
    for day, measure, amount in _events(went):
        for cell in _cells(went, day):
            added[cell, measure] += amount
    return added


def difference(before: Went | None, after: Went | None) -> Tally:
    """What changes in the counters when an outcome becomes another; what stays the same is left out."""
    changed: Tally = Counter(tally(after) if after else {})
    changed.subtract(tally(before) if before else {})
    return Counter({key: amount for key, amount in changed.items() if amount})


def _events(went: Went) -> list[tuple[date, str, int]]:
    events = [
        (went.submitted_on, "submitted", 1),
        (went.submitted_on, "online", int(went.online)),
        (went.submitted_on, "materials", went.materials),
        (went.submitted_on, "shared", went.shared),
        (went.submitted_on, "pullable", int(went.pullable)),
        (went.submitted_on, "pulled", int(went.pulled)),
    ]
    if day := went.accepted_on:
        events += [(day, "accepted", 1), (day, "corrected", int(went.corrected)), (day, "denied", int(went.denied))]
    if day := went.refused_on:
        events.append((day, "refused", 1))
    if day := went.abandoned_on:
        events.append((day, "abandoned", 1))
    if day := went.decided_on:
        events += [
            (day, "decided", 1),
            (day, "on_time", int(went.on_time)),
            (day, "early", int(went.early)),
            (day, "immediate", int(went.immediate)),
            (day, "working_days", went.working_days or 0),
            (day, "natural_days", went.natural_days or 0),
        ]
    return [(day, measure, amount) for day, measure, amount in events if amount]


def _cells(went: Went, day: date) -> list[Cell]:
    month = day.replace(day=1)
    cells = [
        Cell("organ_day", went.organ, 0, day),
        Cell("organ_month", went.organ, 0, month),
        Cell("item_month", went.organ, went.item, month),
    ]
    return [*cells, Cell("person_month", went.organ, went.person, month)] if went.person else cells
