"""Home pages, columns and articles, as everybody sees them."""

from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mingtang.domains.portal.sites.forms.articles import ArticleFilter
from mingtang.domains.portal.sites.frames import columns_at
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite, TopicPage
from mingtang.domains.portal.sites.neighbours import letter_boxes
from mingtang.domains.portal.sites.queries import (
    Columns,
    article_at,
    articles_in,
    attachments_of,
    home_of,
    interpretations_of,
    moved_to,
    newest,
    origin_of,
    site_of_host,
    topic_at,
    withdrawn_at,
)
from mingtang.domains.portal.sites.rules import FED_BY_DIRECTORY
from mingtang.domains.portal.sites.views.blocks import drawn, items
from mingtang.domains.portal.sites.views.documents import document_facts
from mingtang.domains.portal.sites.views.furniture import around, known_columns_or_404, yearly_statement
from mingtang.domains.portal.sites.views.languages import elsewhere, is_outdated, speaking
from mingtang.domains.portal.sites.views.standing import not_open
from mingtang.kernel.directory.api import leaders_of, public_organs
from mingtang.ui.listing import Column, Listing

ARTICLES = Listing(
    columns=(Column("title", _("标题")), Column("date", _("发布时间"), sort="on_top publish_date", value=lambda row: row.publish_date)),
    default_sort="-date", filter_form=ArticleFilter, page_size=12, caption=_("文章"), unit=_("条"),
    empty=_("这个栏目还没有内容"),
)  # fmt: skip
ELDER_NEWS = 5


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The home page of the site of this host; the entrances of the node while it has no site."""
    host = request.get_host()
    columns = columns_at(request, f"//{host}", lambda: site_of_host(host))
    if columns is None:
        return render(request, "portal/entrances.html")
    with speaking(request, columns.portal):
        return _home(request, columns)


@require_safe
def site_home(request: HttpRequest, key: str) -> HttpResponseBase:
    """The home page of one site."""
    columns = known_columns_or_404(request, key)
    if columns.portal.state != PortalSite.State.OPEN:
        return not_open(request, columns.portal)
    with speaking(request, columns.portal):
        return _home(request, columns)


def _home(request: HttpRequest, columns: Columns) -> HttpResponseBase:
    page = home_of(columns.portal)
    context = around(request, columns, more=yearly_statement(columns.portal))
    if page.elder and request.reading.text:  # type: ignore[attr-defined]
        column = columns.of_type("notices", "news")
        news = items(columns, newest(column, ELDER_NEWS)) if column else []
        context |= {"groups": [block.value for block in page.elder], "news": news}
        return render(request, "portal/elder.html", context)
    blocks = drawn(columns, page.blocks)
    asks = any(block["kind"] == "ask" for block in blocks)
    return render(request, "portal/home.html", {**context, "blocks": blocks, "asks": asks})


@require_safe
def page(request: HttpRequest, key: str, inner: str) -> HttpResponseBase:
    """A column, an article of a column, or a topic, by its path inside the site."""
    columns = known_columns_or_404(request, key)
    if columns.portal.state != PortalSite.State.OPEN:
        return not_open(request, columns.portal, inner)
    with speaking(request, columns.portal):
        return _inside(request, columns, inner)


def _inside(request: HttpRequest, columns: Columns, inner: str) -> HttpResponseBase:
    portal = columns.portal
    if column := columns.at(inner):
        return _column(request, columns, column)
    above, _slash, slug = inner.strip("/").rpartition("/")
    if parent := columns.at(above) if above else None:
        if article := article_at(parent, slug):
            return _article(request, columns, parent, article)
    elif topic := topic_at(portal, inner):
        return _topic(request, columns, topic)
    return _withdrawn(request, columns, inner)


def _topic(request: HttpRequest, columns: Columns, topic: TopicPage) -> HttpResponseBase:
    context = {"topic": topic, "blocks": drawn(columns, topic.blocks), "trail": _trail(columns, None)}
    return render(request, "portal/topic.html", {**around(request, columns, topic), **context})


def _withdrawn(request: HttpRequest, columns: Columns, inner: str) -> HttpResponseBase:
    """Where an article stood until it was withdrawn: 410 with the reason. Where a page stood until it was moved: 301.

    Raises Http404 where there never was one.
    """
    article = withdrawn_at(columns.portal, inner)
    if article is None and (moved := moved_to(columns.portal, inner)):
        return HttpResponsePermanentRedirect(columns.portal.address_of(moved.url_path))
    if article is None:
        return elsewhere(request, columns, inner, around(request, columns))
    return render(request, "portal/withdrawn.html", {**around(request, columns), "article": article}, status=410)


def _column(request: HttpRequest, columns: Columns, column: ColumnPage) -> HttpResponseBase:
    if column.column_type in FED_BY_DIRECTORY and column.last_content_at is None:
        return _from_directory(request, columns, column)
    listed = ARTICLES.page(request, articles_in(column))
    portal = columns.portal
    context = {
        "column": column,
        "trail": _trail(columns, column),
        "beside": _beside(columns, column),
        "list": listed,
        "feed_url": reverse("column_feed", args=[portal.key, "rss", _inner(portal, column)]),
        "items": items(columns, [row.object for row in listed.rows]),
    }
    return render(request, "portal/column.html", {**around(request, columns, column), **context})


def _from_directory(request: HttpRequest, columns: Columns, column: ColumnPage) -> HttpResponseBase:
    """Leaders in office, or what an organ consists of: the directory's own rows, never a second copy."""
    organ = column.organ or columns.portal.organ
    context = {"column": column, "organ": organ, "trail": _trail(columns, column), "beside": _beside(columns, column)}
    if column.column_type == "leaders":
        leaders = leaders_of(organ, timezone.localdate())
        boxes = letter_boxes([post.pk for post in leaders])
        context["leaders"] = [(post, boxes.get(post.pk, "")) for post in leaders]
    else:
        context["known"] = public_organs().filter(pk=organ.pk).first()
    return render(request, f"portal/{column.column_type}.html", {**around(request, columns, column), **context})


def _inner(portal: PortalSite, column: ColumnPage) -> str:
    return str(column.url_path).removeprefix(portal.root_path).strip("/")


def _article(request: HttpRequest, columns: Columns, column: ColumnPage, article: ArticlePage) -> HttpResponseBase:
    portal = columns.portal
    files = attachments_of(article) if article.has_files else []  # type: ignore[attr-defined]
    interpretations = interpretations_of(article) if article.is_interpreted else []  # type: ignore[attr-defined]
    context = {
        "article": article,
        "column": column,
        "trail": _trail(columns, column),
        "picture": article.picture and request.build_absolute_uri(article.picture),
        "address": request.build_absolute_uri(portal.address_of(article.url_path)),
        "column_url": portal.address_of(column.url_path),
        "origin": origin_of(article),
        "outdated": is_outdated(article, portal),
        "facts": document_facts(article),
        "files": [(each, portal.address_of_file(each.pk)) for each in files],
        "interpretations": [(each, portal.address_of(each.url_path)) for each in interpretations],
        "document_url": portal.address_of(article.interprets.url_path) if article.interprets else "",
    }
    template = "portal/print.html" if "print" in request.GET else "portal/article.html"
    return render(request, template, {**around(request, columns, column), **context})


def _trail(columns: Columns, column: ColumnPage | None) -> list[tuple[str, str]]:
    portal = columns.portal
    trail = columns.trail(column) if column else []
    above = [(each.title, portal.address_of(each.url_path)) for each in trail]
    return [(_("首页"), portal.get_absolute_url()), *above]


def _beside(columns: Columns, column: ColumnPage) -> dict[str, Any]:
    """The columns below this one; when there are none, those beside it."""
    inside = columns.children(column)
    parent = column if inside else next(iter(columns.trail(column)[-2:-1]), None)
    shown = inside or columns.siblings(column)
    portal = columns.portal
    items = [
        {"label": each.title, "url": portal.address_of(each.url_path), "current": each.pk == column.pk}
        for each in shown
    ]
    return {"title": parent.title if parent else portal.name, "items": items}
