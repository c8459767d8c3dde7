"""What a defect is, and what has to be known beyond a document to find it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

Document = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Defect:
    """Something that keeps an item from being published. `path` is the element, or `materials.2.material_name`."""

    path: str
    rule: str
    sentence: str

    @property
    def element(self) -> str:
        return self.path.partition(".")[0]


@dataclass(frozen=True)
class BaseEntry:
    """What the base catalogue says of one code. `use_levels` are digits; empty when it does not say."""

    task_type: str
    use_levels: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What a document cannot know of itself. None means: not asked, so nothing is found wanting.

    `catalog` holds the base items in force by code. `taken` are codes of other items, cancelled ones too. `limits` are
    the statutory limits that the clocks know, by code, as amount and unit. `hours` are the office hours of the hall, `course` is
    what is wrong with the process.
    """

    kind: str = "handling"
    parent_code: str = ""
    today: date = date.min
    catalog: Mapping[str, BaseEntry] | None = None
    taken: frozenset[str] = frozenset()
    limits: Mapping[str, tuple[int, str]] | None = None
    forms: frozenset[str] | None = None
    processes: frozenset[str] | None = None
    letters: frozenset[str] | None = None
    course: tuple[str, ...] = ()
    stored_licences: frozenset[str] = frozenset()
    files: frozenset[str] | None = None
    hours: tuple[tuple[time, time], ...] = field(default=())


Found = Iterator[Defect]


def rows_of(document: Document, name: str) -> list[tuple[int, Row]]:
    """The rows of a table with their places from 0; none when it is absent."""
    return list(enumerate(document.get(name) or []))


def days_of(value: Any) -> Decimal | None:
    """A decimal text or whole number as a number of days."""
    return None if value in (None, "") else Decimal(str(value))
