"""Figures: an original counts once, however many sites show it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from mingtang.domains.portal.sharing.models import Mirror
from mingtang.domains.portal.sharing.rules import State
from mingtang.domains.portal.sites.api import ArticlePage
from mingtang.kernel.evidence.api import Actor


@dataclass(frozen=True)
class Spread:
    """How many originals are shown elsewhere, on how many sites, by how many mirrors; how many failed or wait."""

    originals: int
    sites: int
    mirrors: int
    failed: int
    waiting: int


def spread_of(actor: Actor) -> Spread:
    """Of what the actor may read; one statement."""
    shown = Q(state=State.SHOWN)
    told = Mirror.objects.filter(pk__in=Mirror.objects.visible_to(actor).values("pk")).aggregate(
        originals=Count("original", filter=shown, distinct=True),
        sites=Count("site", filter=shown, distinct=True),
        mirrors=Count("pk", filter=shown),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        waiting=Count("pk", filter=Q(state=State.PROPOSED)),
    )
    return Spread(**told)


def counted_once(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """Of these articles those that are originals: what statistics of the cluster count."""
    return articles.filter(mirror=None)
