"""What stands around every page of a site: its name, marks, colours and navigation."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.domains.portal.sites.frames import columns_at
from mingtang.domains.portal.sites.models import ColumnPage, PortalSite, TopicPage
from mingtang.domains.portal.sites.neighbours import statement_of
from mingtang.domains.portal.sites.queries import Columns, known_sites, open_sites
from mingtang.domains.portal.sites.rules import ABOUT_THE_SITE
from mingtang.domains.portal.sites.views.languages import language_links
from mingtang.ui.navigation import Link, public_navigation

HOME_ICON, COLUMN_ICON = "home", "list"


HUB_PLACES = ("service_hall", "public_messages")
"""What the navigation of the hub offers beside its columns; the rest stands on its home page."""


def known_columns_or_404(request: HttpRequest, key: str) -> Columns:
    """The site of a key, which may be suspended or closed, with its columns. Raises Http404 when there never was one."""
    columns = columns_at(request, key, lambda: known_sites().filter(key=key).first())
    if columns is None:
        raise Http404
    return columns


def open_site_or_404(key: str) -> PortalSite:
    """The site of a key. Raises Http404 when there is none, or it is not open."""
    portal = open_sites().filter(key=key).first()
    if portal is None:
        raise Http404
    return portal


def around(
    request: HttpRequest, columns: Columns, here: ColumnPage | TopicPage | None = None, more: Sequence[Link] = ()
) -> dict[str, Any]:
    """Variables of the layout for a page of a site; `here` is the column that the page stands in, or the topic, `more` are
    links at its foot besides those of all pages.

    Pages that differ in their content alone share one frame, with the pieces of it that were made (`frame_pieces`).
    """
    looks = (*_looks(request, columns, here), *(link.url for link in more))
    if looks not in columns.frames:
        columns.frames[looks] = _frame(request, columns, here, more)
    return {**columns.frames[looks]}


def _looks(request: HttpRequest, columns: Columns, here: ColumnPage | TopicPage | None) -> tuple[str, ...]:
    """All that a frame depends on besides its site: reading settings, query, the top column, the address in other languages."""
    top = here.path[: len(columns.portal.site.root_page.path) + here.steplen] if here else ""
    elsewhere = request.path if columns.in_languages else ""
    return request.reading.cookie, request.GET.urlencode(), top, elsewhere  # type: ignore[attr-defined]


def _frame(
    request: HttpRequest, columns: Columns, here: ColumnPage | TopicPage | None, more: Sequence[Link]
) -> dict[str, Any]:
    portal = columns.portal
    return {
        "portal": portal,
        "theme": portal.theme,
        "site_name": portal.name,
        "site_code": portal.code,
        "home_url": portal.get_absolute_url(),
        "links": [*_links(columns), *more],
        "languages": language_links(request, columns),
        "places": _places(request, columns, here),
        "frame_pieces": {},
    }


def _places(request: HttpRequest, columns: Columns, here: ColumnPage | TopicPage | None) -> list[Link]:
    """The home page, the columns; on the hub also what the node offers besides."""
    portal = columns.portal
    top = [
        _link(column.title, portal.address_of(column.url_path), here is not None and here.path.startswith(column.path))
        for column in columns.top
    ]
    wanted = {reverse(name) for name in HUB_PLACES} if portal.site.is_default_site else set()
    beside = [place for place in public_navigation(None, request.path) if place.url in wanted]
    return [_link(_("首页"), portal.get_absolute_url(), here is None, HOME_ICON), *top, *beside]


def _links(columns: Columns) -> list[Link]:
    """The foot of the page: map, the column about the site itself when it has one, the other sites, what feed readers want."""
    portal = columns.portal
    about = (
        [_link(about.title, portal.address_of(about.url_path), False)] if (about := columns.at(ABOUT_THE_SITE)) else []
    )
    return [
        _link(_("网站地图"), reverse("site_page_map", args=[portal.key]), False),
        *about,
        _link(_("网站群"), reverse("sites"), False),
        _link(_("信息订阅"), reverse("site_feed", args=[portal.key, "rss"]), False),
    ]


def yearly_statement(portal: PortalSite) -> list[Link]:
    """At the foot of home pages: the newest yearly statement of the site, when one was published; one statement of SQL."""
    address = statement_of(portal)
    return [_link(_("年度报表"), address, False)] if address else []


def _link(label: str, url: str, current: bool, icon: str = COLUMN_ICON) -> Link:
    return Link(label, icon, url, current, None, phone=False)
