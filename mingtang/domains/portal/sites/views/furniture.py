"""What stands around every page of a site: its name, marks, colours and navigation."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from mingtang.domains.portal.sites.models import ColumnPage, PortalSite
from mingtang.domains.portal.sites.queries import Columns, open_sites
from mingtang.ui.navigation import Link, public_navigation

HOME_ICON, COLUMN_ICON = "home", "list"


def open_site_or_404(key: str) -> PortalSite:
    """The site of a key. Raises Http404 when there is none, or it is not open."""
    portal = open_sites().filter(key=key).first()
    if portal is None:
        raise Http404
    return portal


def around(request: HttpRequest, columns: Columns, here: ColumnPage | None = None) -> dict[str, Any]:
    """Variables of the layout for a page of a site; `here` is the column that the page stands in."""
    portal = columns.portal
    return {
        "portal": portal,
        "theme": portal.theme,
        "site_name": portal.name,
        "site_code": portal.code,
        "home_url": portal.get_absolute_url(),
        "places": _places(request, columns, here),
    }


def _places(request: HttpRequest, columns: Columns, here: ColumnPage | None) -> list[Link]:
    """The home page, the columns; on the hub also what the node offers besides."""
    portal = columns.portal
    top = [
        _link(column.title, portal.address_of(column.url_path), here is not None and here.path.startswith(column.path))
        for column in columns.top
    ]
    actor = getattr(request, "actor", None)
    beside = public_navigation(actor, request.path)[1:] if portal.site.is_default_site else []
    return [_link(_("首页"), portal.get_absolute_url(), here is None, HOME_ICON), *top, *beside]


def _link(label: str, url: str, current: bool, icon: str = COLUMN_ICON) -> Link:
    return Link(label, icon, url, current, None, phone=False)
