"""What people judge: the indicators that no survey measures, by two reviewers, and by a third where these differ too much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from mingtang.lib.inspection.indicators import Indicator, Scheme, Veto
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.scoring import Found, JudgedSite

REVIEWERS = 2
"""Reviewers of a sheet; one more where they differ."""
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Marks:
    """What one reviewer says: points taken and given by code of the indicator, and vetoes that are hit."""

    taken: Mapping[str, Decimal] = field(default_factory=dict)
    given: Mapping[str, Decimal] = field(default_factory=dict)
    vetoes: frozenset[str] = frozenset()


def by_hand(scheme: Scheme, site: JudgedSite) -> tuple[list[Veto], list[Indicator]]:
    """The vetoes and indicators of a scheme that people judge for a site."""
    vetoes = [each for each in scheme.vetoes if not each.when and (site.has_services or not each.service)]
    indicators = [each for each in scheme.deductions if not each.hits and (site.has_services or not each.service)]
    return vetoes, indicators if site.scored else []


def differ(first: Marks, second: Marks, scheme: Scheme, site: JudgedSite) -> bool:
    """Whether two reviewers are so far apart that a third has to look: in points, or in a veto."""
    _, indicators = by_hand(scheme, site)
    points = sum((each.points for each in indicators), Decimal(0))
    apart = abs(_sum(first.taken) - _sum(second.taken))
    return first.vetoes != second.vetoes or 100 * apart > scheme.review_percent * points


def agreed(reviews: Sequence[Marks], scheme: Scheme, site: JudgedSite) -> Marks | None:
    """What the reviewers amount to: the mean of two, the median of three; None while another one has to look."""
    if len(reviews) < REVIEWERS or (len(reviews) == REVIEWERS and differ(reviews[0], reviews[1], scheme, site)):
        return None
    hits = [code for each in reviews for code in each.vetoes]
    return Marks(
        _middle([each.taken for each in reviews]),
        _middle([each.given for each in reviews]),
        frozenset(code for code in hits if 2 * hits.count(code) > len(reviews)),
    )


def as_found(marks: Marks) -> list[Found]:
    """What reviewers took, as findings that name their indicator."""
    taken = [Found(Kind.REPORTED, indicator=code, points=points) for code, points in marks.taken.items() if points]
    return [*taken, *(Found(Kind.REPORTED, indicator=code) for code in sorted(marks.vetoes))]


def _middle(all_marks: Sequence[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """The median for each indicator, which for two is their mean; an indicator without a mark lost nothing."""
    codes = sorted({code for marks in all_marks for code in marks})
    return {
        code: median(marks.get(code, Decimal(0)) for marks in all_marks).quantize(_CENT, ROUND_HALF_UP)
        for code in codes
    }


def _sum(points: Mapping[str, Decimal]) -> Decimal:
    return sum(points.values(), Decimal(0))
