"""Where somebody may write: columns with the site they belong to."""

from dataclasses import dataclass

from mingtang.domains.portal.editing.permissions import WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.manuscripts import all_columns_of, portal_of
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.kernel.evidence.api import Actor


@dataclass(frozen=True)
class Place:
    """A column of a site."""

    site: PortalSite
    column: ColumnPage

    @property
    def key(self) -> str:
        return str(self.column.pk)

    @property
    def label(self) -> str:
        return f"{self.site.name}　{self.column.title}"


def places_to_write(actor: Actor) -> list[Place]:
    """Columns in use over which the actor may write, site by site in the order of their trees; about four statements."""
    sites = PortalSite.objects.exclude(state=PortalSite.State.CLOSED).select_related("site__root_page")
    roots = {site.site.root_page.path: site for site in sites}
    columns = all_columns_of(actor, WRITE_MANUSCRIPTS).filter(live=True)
    return [Place(site, column) for column in columns if (site := _above(roots, column))]


def _above(roots: dict[str, PortalSite], column: ColumnPage) -> PortalSite | None:
    return next((site for path, site in roots.items() if column.path.startswith(path)), None)


def place_of(article: ArticlePage) -> Place:
    """Where a published article stands; two statements."""
    column = ColumnPage.objects.select_related("organ").get(path=article.path[: -ColumnPage.steplen])
    return Place(portal_of(column), column)
