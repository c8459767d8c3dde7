"""Where a medium of a site is shown: articles, home pages and topics of any site, and drafts of those."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, Revision

from mingtang.domains.portal.sites.models import ArticlePage, HomePage, PortalSite, SiteMedium, TopicPage

MOST = 50
"""So many uses of each kind are named; whoever has more knows enough."""


@dataclass(frozen=True)
class Use:
    """A page that shows a medium, or will once its draft is published."""

    kind: str
    title: str
    site: PortalSite
    url: str


def uses_of(medium: SiteMedium) -> list[Use]:
    """Everything that names the address of a medium; six statements. Reads the texts of all articles, so that a minute's
    work is asked of nobody but whoever looks at one medium.
    """
    sites = {site.site.root_page.path: site for site in PortalSite.objects.select_related("site__root_page")}
    return [
        Use(kind, page.title, site, site.address_of(page.url_path))
        for kind, page in _pages(medium.address)
        if (site := sites.get(page.path[: 2 * Page.steplen]))
    ]


def _pages(address: str) -> Iterator[tuple[str, Page]]:
    shown = ArticlePage.objects.filter(live=True)
    yield from (("文章", page) for page in _naming(shown, address, "body", picture=address)[:MOST])
    yield from (("首页", page) for page in _naming(HomePage.objects.all(), address, "blocks", "elder"))
    yield from (("专题", page) for page in _naming(TopicPage.objects.all(), address, "blocks")[:MOST])
    drafts = _naming(Revision.objects.all(), address, "content").values("pk")
    for kind, model in (("首页草稿", HomePage), ("专题草稿", TopicPage)):
        pages = model.objects.filter(has_unpublished_changes=True, latest_revision__in=drafts)
        yield from ((kind, page) for page in pages[:MOST])


def _naming(rows: QuerySet, address: str, *columns: str, **also: str) -> QuerySet:  # type: ignore[type-arg]
    """Rows that name the address in one of these columns of blocks, or have it in another column."""
    named = Q(**also) if also else Q(pk=None)
    for column in columns:
        rows = rows.annotate(**{f"{column}_text": Cast(F(column), TextField())})
        named |= Q(**{f"{column}_text__contains": address})
    return rows.filter(named)
