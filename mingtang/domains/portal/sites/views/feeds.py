"""What other programs read of a site: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1, and the sitemap (sitemaps.org 0.9)."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.views.decorators.http import require_safe

from mingtang.domains.portal.sites.models import ArticlePage, PortalSite
from mingtang.domains.portal.sites.queries import Columns, articles_of, newest
from mingtang.domains.portal.sites.rules import LANGUAGE_TAGS
from mingtang.domains.portal.sites.views.furniture import open_site_or_404

KINDS: dict[str, type[Rss201rev2Feed | Atom1Feed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
NEWEST = 30
MOST_ADDRESSES = 50_000
"""Addresses of one sitemap, by its standard."""


@require_safe
def feed(request: HttpRequest, key: str, kind: str, inner: str = "") -> HttpResponse:
    """The newest of a site, or of one of its columns, as `kind`: rss, atom or json. Two or three statements."""
    portal = open_site_or_404(key)
    column = Columns(portal).at(inner) if inner else None
    if kind not in {*KINDS, "json"} or (inner and column is None):
        raise Http404
    articles = newest(column, NEWEST) if column else list(articles_of(portal).order_by("-publish_date", "-pk")[:NEWEST])
    title = f"{portal.name} {column.title}" if column else portal.name
    above = portal.address_of(column.url_path) if column else portal.get_absolute_url()
    if kind == "json":
        return _json(request, portal, title, above, _entries(request, portal, articles))
    return _xml(request, portal, KINDS[kind], title, above, _entries(request, portal, articles))


def _entries(request: HttpRequest, portal: PortalSite, articles: Sequence[ArticlePage]) -> list[dict[str, Any]]:
    return [
        {
            "title": article.title,
            "link": request.build_absolute_uri(portal.address_of(article.url_path)),
            "description": article.summary or article.title,
            "pubdate": article.publish_date,
            "author_name": article.source or portal.name,  # RFC 4287, 4.1.2: an entry has an author
        }
        for article in articles
    ]


def _xml(
    request: HttpRequest,
    portal: PortalSite,
    form: type[Rss201rev2Feed | Atom1Feed],
    title: str,
    above: str,
    entries: list[dict[str, Any]],
) -> HttpResponse:
    own, language = request.build_absolute_uri(request.path), _language(portal)
    made = form(title=title, link=request.build_absolute_uri(above), description=title, language=language, feed_url=own)
    for entry in entries:
        made.add_item(unique_id=entry["link"], updateddate=entry["pubdate"], **entry)
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _language(portal: PortalSite) -> str:
    """As the list of RSS has it: simplified Chinese goes by the country there."""
    return "zh-CN" if portal.language == "zh-hans" else LANGUAGE_TAGS[portal.language]


def _json(
    request: HttpRequest, portal: PortalSite, title: str, above: str, entries: list[dict[str, Any]]
) -> HttpResponse:
    items = [
        {
            "id": entry["link"],
            "url": entry["link"],
            "title": entry["title"],
            "content_text": entry["description"],
            "date_published": entry["pubdate"].isoformat(),
            "authors": [{"name": entry["author_name"]}],
        }
        for entry in entries
    ]
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": request.build_absolute_uri(above),
        "feed_url": request.build_absolute_uri(request.path),
        "language": _language(portal),
        "items": items,
    }
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Type"] = "application/feed+json; charset=utf-8"
    return answer


@require_safe
def sitemap(request: HttpRequest, key: str) -> HttpResponse:
    """Every address of a site, the newest articles first; three statements."""
    portal = open_site_or_404(key)
    columns = [(portal.address_of(column.url_path), column.last_content_at) for column in Columns(portal).all]
    rows = articles_of(portal).order_by("-publish_date", "-pk").values_list("url_path", "publish_date", "corrected_at")
    articles = [(portal.address_of(path), corrected or at) for path, at, corrected in rows[:MOST_ADDRESSES]]
    pages = [(portal.get_absolute_url(), None), *columns, *articles][:MOST_ADDRESSES]
    context = {"pages": [(request.build_absolute_uri(path), at) for path, at in pages]}
    return render(request, "portal/sitemap.xml", context, content_type="application/xml")
