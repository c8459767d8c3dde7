"""Who stands where: units of one group by their points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mingtang.domains.portal.contributions.rules.scoring import Score


@dataclass(frozen=True)
class Standing:
    """A unit in a ranking. Counts are of the period; `rank` begins at one, equals share it."""

    unit: int
    name: str
    group: str
    submitted: int
    adopted: int
    score: Score
    before: Decimal
    rank: int = 0

    @property
    def points(self) -> Decimal:
        return self.score.total

    @property
    def change(self) -> Decimal:
        """Points more than in the period before."""
        return self.points - self.before

    @property
    def rate(self) -> str:
        """The share of what was handed in that was adopted, in per cent; a dash when nothing was."""
        return f"{100 * self.adopted / self.submitted:.1f}%" if self.submitted else "—"


def ranked(standings: Sequence[Standing]) -> list[Standing]:
    """By group, and inside it by points, then adoptions, then name; equal points and adoptions share a rank."""
    ordered = sorted(standings, key=lambda each: (each.group, -each.points, -each.adopted, each.name))
    placed: list[Standing] = []
    for each in ordered:
        inside = [other for other in placed if other.group == each.group]
        last = inside[-1] if inside else None
        tied = last is not None and (last.points, last.adopted) == (each.points, each.adopted)
        placed.append(replace(each, rank=last.rank if tied and last else len(inside) + 1))
    return placed


def silent(standings: Sequence[Standing]) -> list[Standing]:
    """Those who handed nothing in (零报送)."""
    return [each for each in standings if not each.submitted]
