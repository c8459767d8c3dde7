"""Figures of ratings, with exactly these denominators (services.md 13):

满意率 = grades 1 to 3 / rated; 主动评价率 = rated / asked; 差评整改率 = rectified in time / negative. Flagged ones count for nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.rules import Grade, share
from mingtang.kernel.evidence.api import Actor


@dataclass(frozen=True)
class RatingFigures:
    """Of one organ in a period. Ratings belong to the period in which they were asked for."""

    organ_id: int
    name: str
    asked: int
    rated: int
    content: int
    negative: int
    called: int
    rectified_in_time: int

    @property
    def satisfaction(self) -> float | None:
        """满意率, in per cent."""
        return share(self.content, self.rated)

    @property
    def activity(self) -> float | None:
        """主动评价率, in per cent."""
        return share(self.rated, self.asked)

    @property
    def rectification(self) -> float | None:
        """差评整改率, in per cent."""
        return share(self.rectified_in_time, self.negative)


_RATED = Q(rating__isnull=False, rating__flagged_at=None)
_NEGATIVE = _RATED & Q(rating__grade__gte=Grade.BAD)
_COUNTS: dict[str, Any] = {
    "asked": Count("pk"),
    "rated": Count("pk", filter=_RATED),
    "content": Count("pk", filter=_RATED & Q(rating__grade__lt=Grade.BAD)),
    "negative": Count("pk", filter=_NEGATIVE),
    "called": Count("pk", filter=_NEGATIVE & ~Q(rating__finding="")),
    "rectified_in_time": Count("pk", filter=_NEGATIVE & Q(rating__in_time=True)),
}


def figures_by_organ(actor: Actor, since: date, until: date) -> list[RatingFigures]:
    """The figures of each organ that the actor may read, both days included; those that were rated worst come first.

    Two statements: the organs, the counts.
    """
    organs = set(Rating.objects.visible_to(actor).order_by().values_list("organ_id", flat=True).distinct())
    rows = Invitation.objects.filter(organ__in=organs, at__date__gte=since, at__date__lte=until).order_by()
    counted: Any = rows.values("organ_id", "organ__name").annotate(**_COUNTS)
    figures = [RatingFigures(name=row.pop("organ__name"), **row) for row in counted]
    return sorted(figures, key=lambda each: (each.satisfaction is None, each.satisfaction, each.organ_id))


def counts_of(invitations: QuerySet[Invitation], since: date, until: date) -> dict[str, int]:
    """The counts of these invitations, both days included; one statement."""
    counted: dict[str, int] = (
        invitations.filter(at__date__gte=since, at__date__lte=until).order_by().aggregate(**_COUNTS)
    )
    return counted


def figures_of_all(figures: list[RatingFigures]) -> RatingFigures:
    """The sum over organs."""
    names = ("asked", "rated", "content", "negative", "called", "rectified_in_time")
    return RatingFigures(0, "合计", *(sum(getattr(each, name) for each in figures) for name in names))


def grades_of(actor: Actor, since: date, until: date) -> dict[int, int]:
    """How often each grade was given; one statement."""
    rows = Rating.objects.visible_to(actor).counted().filter(at__date__gte=since, at__date__lte=until).order_by()
    counted = dict(rows.values_list("grade").annotate(number=Count("pk", distinct=True)))
    return {grade.value: counted.get(grade.value, 0) for grade in Grade}
