"""Where contributions may be meant for: the sites of a desk and their columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingtang.domains.portal.sites.api import ColumnPage, PortalSite


@dataclass(frozen=True)
class Place:
    """A column of a site; without column the editors choose one."""

    site: PortalSite
    column: ColumnPage | None = None

    @property
    def key(self) -> str:
        return f"{self.site.pk}-{self.column.pk if self.column else 0}"

    @property
    def label(self) -> str:
        return f"{self.site.name}　{self.column.title if self.column else '由编辑确定'}"


def places_of(desk_id: int) -> list[Place]:
    """The open sites of a desk, each with its columns; one statement and one for each site."""
    rows = PortalSite.objects.filter(organ=desk_id, state=PortalSite.State.OPEN, original=None)
    sites = rows.select_related("site__root_page")
    return [place for site in sites for place in _of_site(site)]


def _of_site(site: PortalSite) -> Sequence[Place]:
    columns = ColumnPage.objects.descendant_of(site.site.root_page).live().order_by("path")
    return [Place(site), *(Place(site, column) for column in columns)]
