"""What the public reads: sites by their key or host, the columns of a site, articles. Unpublished pages do not exist here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Left
from django.utils import timezone
from wagtail.models import Page

from mingtang.domains.portal.sites.models import (
    ArticleFile,
    ArticlePage,
    ColumnPage,
    FormerAddress,
    HomePage,
    PortalSite,
    TopicPage,
)
from mingtang.domains.portal.sites.rules import ABOUT_THE_SITE, FED_BY_DIRECTORY
from mingtang.domains.portal.sites.written import LISTED, NEWEST_FIRST, article_in, listed, newest_in


def open_sites() -> QuerySet[PortalSite]:
    """Sites that answer, with what their address needs, and whether they have versions in other languages; one statement."""
    return known_sites().filter(state=PortalSite.State.OPEN)


def known_sites() -> QuerySet[PortalSite]:
    """Sites that were open once: those suspended or closed still say so; one statement."""
    return framed_sites().exclude(state=PortalSite.State.PREPARING)


def framed_sites() -> QuerySet[PortalSite]:
    """Sites, those being prepared too, with what the frame of their pages needs; one statement."""
    versions = PortalSite.objects.filter(original=OuterRef("pk"), state=PortalSite.State.OPEN)
    rows = PortalSite.objects.annotate(has_versions=Exists(versions))
    beside = ("organ", "operator", "successor__site__root_page", "original__site__root_page")
    return rows.select_related("site__root_page", *beside)


def family_of(portal: PortalSite) -> list[PortalSite]:
    """The open sites that say the same in other languages, this one among them, the original first; one statement."""
    first = portal.original_id or portal.pk
    rows = open_sites().filter(Q(pk=first) | Q(original=first))
    return sorted(rows, key=lambda site: (site.original_id is not None, site.code, site.pk))


def site_of_host(host: str) -> PortalSite | None:
    """The site of a host (a port is ignored), else the hub; None while there is none. One statement."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    hub_last = Case(When(site__hostname=name, then=Value(0)), default=Value(1), output_field=IntegerField())
    wanted = open_sites().filter(Q(site__hostname=name) | Q(site__is_default_site=True))
    return wanted.order_by(hub_last).first()


def home_of(portal: PortalSite) -> HomePage:
    """The home page; one statement."""
    return HomePage.objects.get(pk=portal.site.root_page_id)


def shown_columns(portal: PortalSite) -> QuerySet[ColumnPage]:
    """The columns of a site that have content, of their own or from the directory."""
    below = ColumnPage.objects.descendant_of(portal.site.root_page).live()
    full = Q(last_content_at__isnull=False) | Q(column_type__in=FED_BY_DIRECTORY)
    rows: QuerySet[ColumnPage] = below.filter(full, show_in_menus=True).select_related("organ")
    return rows


@dataclass(frozen=True)
class Columns:
    """The shown columns of a site, in one statement, and what else its pages have in common."""

    portal: PortalSite
    frames: dict[Any, dict[str, Any]] = field(default_factory=dict)
    """What stands around its pages, by all that it depends on besides; see `views.furniture.around`."""

    @cached_property
    def all(self) -> list[ColumnPage]:
        """In the order of the tree, parents before their children."""
        return list(shown_columns(self.portal).order_by("path"))

    @cached_property
    def family(self) -> list[PortalSite]:
        """The site in all its languages, see `family_of`."""
        return family_of(self.portal)

    @property
    def top(self) -> list[ColumnPage]:
        """Those of the main navigation."""
        depth = self.portal.site.root_page.depth + 1
        return [column for column in self.all if column.depth == depth and column.slug != ABOUT_THE_SITE]

    @property
    def in_languages(self) -> bool:
        """Whether the site says the same in several languages; no statement."""
        return self.portal.original_id is not None or bool(self.portal.has_versions)  # type: ignore[attr-defined]

    def at(self, inner: str) -> ColumnPage | None:
        """The column at a path inside the site, `news/notices`."""
        wanted = f"{self.portal.root_path}{inner.strip('/')}/"
        return next((column for column in self.all if column.url_path == wanted), None)

    def named(self, inner: str) -> ColumnPage | None:
        """The column at a path, or the one that goes on for it since it was merged; a statement more in that case."""
        column = self.at(inner)
        moved = moved_to(self.portal, inner) if column is None else None
        return column or (self.at(moved.url_path.removeprefix(self.portal.root_path)) if moved else None)

    def of_type(self, *types: str) -> ColumnPage | None:
        """The first column of the first of these types that the site has."""
        found = (column for kind in types for column in self.all if column.column_type == kind)
        return next(found, None)

    def trail(self, column: ColumnPage) -> list[ColumnPage]:
        """The columns from the top down to this one, itself included."""
        return [each for each in self.all if column.path.startswith(each.path)]

    def children(self, column: ColumnPage) -> list[ColumnPage]:
        return [each for each in self.all if each.depth == column.depth + 1 and each.path.startswith(column.path)]

    def siblings(self, column: ColumnPage) -> list[ColumnPage]:
        """The columns beside this one under the same parent, itself included."""
        parent = column.path[: -column.steplen]
        return [each for each in self.all if each.depth == column.depth and each.path.startswith(parent)]


def articles_in(column: ColumnPage) -> QuerySet[ArticlePage]:
    """Published articles of a column and the columns below it as lists show them, with `on_top`; unordered."""
    return listed(ArticlePage.objects.descendant_of(column).published(), timezone.localdate())


def newest(column: ColumnPage, count: int) -> list[ArticlePage]:
    """The first `count` articles as a list shows them; one statement."""
    return newest_in(count)(column=column.path, now=timezone.now(), today=timezone.localdate())


def newest_documents(column: ColumnPage, count: int) -> list[ArticlePage]:
    """The same with what explains them (`interpretations`); two statements."""
    rows = articles_in(column).prefetch_related("interpretations").order_by(*NEWEST_FIRST)[:count]
    return list(rows.only(*LISTED, "document_number"))


def article_at(column: ColumnPage, slug: str) -> ArticlePage | None:
    """A published article by its place, with `has_files` and `is_interpreted`; one statement."""
    found = article_in(column=column.path, depth=column.depth + 1, slug=slug, now=timezone.now())
    return found[0] if found else None


def articles_at(portal: PortalSite, paths: Sequence[str]) -> list[ArticlePage]:
    """Published articles of a site by their paths inside it, in that order; one statement, one more where some were moved."""
    wanted = {f"{portal.root_path}{path.strip('/')}/": place for place, path in enumerate(paths)}
    found = list(articles_of(portal).filter(url_path__in=wanted).select_related("organ"))
    if len(found) < len(wanted):
        inner = {path.strip("/"): place for place, path in enumerate(paths)}
        moved = FormerAddress.objects.filter(portal=portal, path__in=inner).values_list("path", "page__url_path")
        wanted |= {url_path: inner[path] for path, url_path in moved if url_path not in wanted}
        found = list(articles_of(portal).filter(url_path__in=wanted).select_related("organ")) if moved else found
    return sorted(found, key=lambda article: wanted[article.url_path])


def moved_to(portal: PortalSite, inner: str) -> Page | None:
    """The page that stood at a path of a site before it was moved; one statement."""
    row = FormerAddress.objects.filter(portal=portal, path=inner.strip("/")).select_related("page").first()
    return row.page if row else None


def former_slugs(column: ColumnPage, beginning: str) -> set[str]:
    """Names under which articles stood in a column before they were moved, those that begin so; one statement."""
    here = f"{column.url_path.split('/', 2)[2]}{beginning}"
    rows = FormerAddress.objects.filter(
        portal__site__root_page__path=column.path[: 2 * Page.steplen], path__startswith=here
    )
    return {path.rpartition("/")[2] for path in rows.values_list("path", flat=True)}


def interpretations_of(article: ArticlePage) -> list[ArticlePage]:
    """What explains a document, newest first; one statement."""
    return list(article.interpretations.published().order_by("-publish_date", "-pk"))


def attachments_of(article: ArticlePage) -> list[ArticleFile]:
    """The files listed below an article, in their order; one statement."""
    return list(article.files.filter(role=ArticleFile.Role.ATTACHMENT).select_related("file__content"))


def source_of(article: ArticlePage, original: PortalSite) -> ArticlePage | None:
    """The published article of the original site that this one is a translation of; one statement."""
    inside = ArticlePage.objects.descendant_of(original.site.root_page).published()
    found: ArticlePage | None = inside.filter(translation_key=article.translation_key).first()
    return found


def counterpart(portal: PortalSite, page: Page) -> Page | None:
    """The page of a site that says in its language what `page` says; one statement."""
    inside = Page.objects.descendant_of(portal.site.root_page, inclusive=True).live()
    return inside.filter(translation_key=page.translation_key).first()


def published_file(portal: PortalSite, pk: int) -> ArticleFile | None:
    """A file of a published article of a site; one statement."""
    inside = ArticlePage.objects.descendant_of(portal.site.root_page).published()
    rows = ArticleFile.objects.filter(pk=pk, article__in=inside.values("pk"))
    return rows.select_related("file__content").first()


def at_path(portal: PortalSite, inner: str) -> Page | None:
    """A page of any type that is published at a path of a site; one statement."""
    found: Page | None = Page.objects.live().filter(url_path=f"{portal.root_path}{inner.strip('/')}/").first()
    return found


def topic_at(portal: PortalSite, inner: str) -> TopicPage | None:
    """A topic of a site by its path; one statement."""
    found: TopicPage | None = TopicPage.objects.live().filter(url_path=f"{portal.root_path}{inner.strip('/')}/").first()
    return found


def topics_of(portal: PortalSite) -> list[TopicPage]:
    """Topics of a site, the newest first; one statement."""
    return list(TopicPage.objects.child_of(portal.site.root_page).live().order_by("-opens_on", "-pk"))


def withdrawn_at(portal: PortalSite, inner: str) -> ArticlePage | None:
    """The withdrawn article at a path inside the site, whether or not its column is still shown; one statement."""
    gone = ArticlePage.objects.filter(url_path=f"{portal.root_path}{inner.strip('/')}/", withdrawn_at__isnull=False)
    found: ArticlePage | None = gone.first()
    return found


def columns_above(article: ArticlePage) -> list[ColumnPage]:
    """The columns that an article stands in, from the inside out; one statement."""
    return list(ColumnPage.objects.ancestor_of(article).order_by("-depth"))


def articles_of(portal: PortalSite) -> QuerySet[ArticlePage]:
    """Published articles of a whole site, unordered."""
    rows: QuerySet[ArticlePage] = ArticlePage.objects.descendant_of(portal.site.root_page).published()
    return rows


def articles_of_cluster() -> QuerySet[ArticlePage]:
    """Published articles of all open sites, each with `site_id` and `site_key`; unordered, one statement."""
    homes = PortalSite.objects.filter(state=PortalSite.State.OPEN, site__root_page__path=OuterRef("home"))
    rows: QuerySet[ArticlePage] = ArticlePage.objects.published().annotate(home=Left("path", 2 * Page.steplen))
    named = rows.annotate(site_id=Subquery(homes.values("pk")[:1]), site_key=Subquery(homes.values("key")[:1]))
    return named.filter(site_id__isnull=False)


@dataclass(frozen=True)
class Origin:
    """Where an article was first published: `url` leads there, `label` is a site of the cluster, else the address itself."""

    url: str
    label: str
    outside: bool


def origin_of(article: ArticlePage) -> Origin | None:
    """The origin of a reprint; None for others. An original inside the cluster is reached at any host. At most one statement."""
    if not article.original_url:
        return None
    address = urlsplit(article.original_url)
    site = open_sites().filter(site__hostname=address.hostname or "").first()
    if site is None or not address.path.startswith(site.get_absolute_url()):
        return Origin(article.original_url, article.original_url, outside=True)
    return Origin(address.path, site.name, outside=False)


def answers(key: str, inner: str = "") -> bool:
    """Whether the public finds a page of the site `key` at a path inside it; at most four statements."""
    portal = open_sites().filter(key=key).first()
    if portal is None or not inner.strip("/"):
        return portal is not None
    columns = Columns(portal)
    above, _slash, slug = inner.strip("/").rpartition("/")
    parent = columns.at(above) if above else None
    if columns.at(inner) is not None or (parent is not None and article_at(parent, slug) is not None):
        return True
    return moved_to(portal, inner) is not None
