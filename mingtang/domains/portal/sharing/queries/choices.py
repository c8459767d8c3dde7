"""What forms offer: sites and columns in the actor's reach, and those of others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from mingtang.domains.portal.sharing.models import Mirror
from mingtang.domains.portal.sharing.permissions import SHARE_ARTICLES, TAKE_ARTICLES
from mingtang.domains.portal.sharing.queries.trees import columns_of, sites_below
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.kernel.evidence.api import Actor, Permission

NEWEST = 100
"""So many articles are offered for choice; older ones are reached by their own page."""


@dataclass(frozen=True)
class ColumnOfSite:
    """A column with its site."""

    site: PortalSite
    column: ColumnPage

    @property
    def label(self) -> str:
        return f"{self.site.name}　{self.column.title}"


def own_sites(actor: Actor, permission: Permission) -> list[PortalSite]:
    """Open sites over which the actor holds a permission; one statement."""
    return list(_open(PortalSite.objects.within(actor, permission)))


def columns_by_key(sites: Iterable[PortalSite]) -> dict[str, ColumnOfSite]:
    """The columns of sites by their key, one statement for each site."""
    return {str(column.pk): ColumnOfSite(site, column) for site in sites for column in columns_of(site)}


def own_columns(actor: Actor) -> dict[str, ColumnOfSite]:
    """Columns that the actor takes articles for."""
    return columns_by_key(own_sites(actor, TAKE_ARTICLES))


def foreign_columns(actor: Actor) -> dict[str, ColumnOfSite]:
    """Columns of all open sites; one's own too, for whoever has several."""
    return columns_by_key(_open(PortalSite.objects.all()))


def _open(rows: QuerySet[PortalSite]) -> QuerySet[PortalSite]:
    return rows.filter(state=PortalSite.State.OPEN).select_related("site__root_page", "organ").order_by("kind", "key")


def articles_to_offer(actor: Actor, wanted: int | None = None) -> QuerySet[ArticlePage]:
    """The newest articles of the sites that the actor shares for, and the `wanted` one; neither mirrors nor what is offered."""
    sites = own_sites(actor, SHARE_ARTICLES)
    below = ArticlePage.objects.none()
    for site in sites:
        below = below | ArticlePage.objects.descendant_of(site.site.root_page)
    free = below.published().filter(mirror=None).exclude(offer__recalled_at=None, offer__isnull=False)
    newest = list(free.order_by("-publish_date", "-pk").values_list("pk", flat=True)[:NEWEST])
    keys = [*newest, wanted] if wanted else newest
    found: QuerySet[ArticlePage] = free.filter(pk__in=keys).order_by("-publish_date", "-pk")
    return found


def sites_to_offer(actor: Actor) -> QuerySet[PortalSite]:
    """Sites below those that the actor shares for."""
    found = PortalSite.objects.none()
    for site in own_sites(actor, SHARE_ARTICLES):
        found = found | sites_below(site)
    return found.order_by("kind", "key")


def mirrors_of(article_id: int) -> QuerySet[Mirror]:
    """Where an article was given to."""
    rows: QuerySet[Mirror] = Mirror.objects.filter(original=article_id).listed().order_by("site__kind", "site__key")
    return rows
