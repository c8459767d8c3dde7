"""An article as it would stand on its site, for whoever prepares it. Rooms that keep drafts call this; nobody else can."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.queries import Columns, framed_sites, origin_of
from mingtang.domains.portal.sites.views.documents import document_facts
from mingtang.domains.portal.sites.views.furniture import around
from mingtang.domains.portal.sites.views.languages import speaking


def preview(
    request: HttpRequest, portal: PortalSite, column: ColumnPage, article: ArticlePage, *, files: list[Any], back: str
) -> HttpResponseBase:
    """An article that is not in the tree, in the frame of its site. `files` are pairs of a file and its address, `back`
    leads to where it is worked on. The caller has asked whether the reader may see it.
    """
    portal = framed_sites().get(pk=portal.pk)
    column_url = portal.address_of(column.url_path)
    with speaking(request, portal):
        context = {
            "article": article,
            "column": column,
            "column_url": column_url,
            "trail": [(_("首页"), portal.get_absolute_url()), (column.title, column_url)],
            "address": request.build_absolute_uri(portal.get_absolute_url()),
            "origin": origin_of(article),
            "facts": document_facts(article),
            "files": files,
            "back": back,
        }
        response = render(request, "portal/preview.html", {**around(request, Columns(portal), column), **context})
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
