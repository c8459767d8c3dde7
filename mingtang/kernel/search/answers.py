"""What a search gives: wishes, answers, and how they could be narrowed. Counting is pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.safestring import SafeString

from mingtang.kernel.search.question import Question

FACETS = ("kind", "place", "theme", "year")
"""What answers are narrowed by."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What to narrow the answers to, as facets name their choices; empty: whatever it is. `newest` orders by date."""

    kind: str = ""
    place: str = ""
    theme: str = ""
    year: str = ""
    newest: bool = False

    @property
    def chosen(self) -> dict[str, str]:
        """The choices made, by facet."""
        return {name: value for name in FACETS if (value := getattr(self, name))}


class Candidate(NamedTuple):
    """An answer before it is shown; the smallest `rank` is the best."""

    pk: int
    kind: str
    place: str
    theme: str
    dated: datetime | None
    rank: float

    @property
    def year(self) -> str:
        return str(timezone.localtime(self.dated).year) if self.dated else ""

    def newness(self) -> tuple[float, int]:
        """Larger for what is newer; what has no date is oldest."""
        return (self.dated.timestamp() if self.dated else 0.0, self.pk)


@dataclass(frozen=True)
class Facet:
    """A choice, and how many answers there would be with it, given the choices made in other facets."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Hit:
    """One answer as shown: `title` and `excerpt` are safe HTML; `url` is one that the actor may open, or empty."""

    kind: str
    label: str
    title: SafeString
    excerpt: SafeString
    url: str
    object_id: str
    name: str
    place: str
    theme: str
    dated: datetime | None


@dataclass(frozen=True)
class Answers:
    """One page of answers. `total` counts those wished for, `everywhere` those of all kinds.

    `more` says that only the newest of those that answer were looked at, so that counts are lower bounds.
    """

    question: Question
    wish: Wish = Wish()
    hits: list[Hit] = field(default_factory=list)
    facets: Mapping[str, list[Facet]] = field(default_factory=lambda: {name: [] for name in FACETS})
    total: int = 0
    more: bool = False
    number: int = 1
    pages: int = 1

    @property
    def everywhere(self) -> int:
        return sum(facet.count for facet in self.facets["kind"])


def tallied(candidates: Iterable[Candidate], wish: Wish) -> tuple[list[Candidate], dict[str, Counter[str]]]:
    """The candidates wished for, and for each facet how many there are by its choices, given the other facets' choices."""
    wanted: list[Candidate] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    chosen = wish.chosen
    for candidate in candidates:
        missed = [name for name, value in chosen.items() if getattr(candidate, name) != value]
        if not missed:
            wanted.append(candidate)
        if len(missed) < 2:
            for name in missed or FACETS:
                counts[name][getattr(candidate, name)] += 1
    return wanted, counts
