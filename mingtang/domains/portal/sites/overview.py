"""What those who keep sites see of them: their register with what stands on them, drafts and retired columns included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Left, Length
from django.utils import timezone
from wagtail.models import Page

from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite, TopicPage
from mingtang.domains.portal.sites.rules import FED_BY_DIRECTORY, stale_before
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor

ROOT = "site__root_page__path"


def kept_sites(actor: Actor) -> QuerySet[PortalSite]:
    """The sites whose register the actor may read, with what their pages need; one statement."""
    rows: QuerySet[PortalSite] = PortalSite.objects.visible_to(actor)
    return rows.select_related("site__root_page", "organ", "operator", "original", "successor__site__root_page")


def counted(rows: QuerySet[PortalSite], now: datetime | None = None) -> QuerySet[PortalSite]:
    """Sites with `columns` and `articles` that the public sees, `stale` and `blank` columns; asks once for the cycles."""
    articles = ArticlePage.objects.published(now)
    columns = ColumnPage.objects.filter(live=True)
    return rows.annotate(
        columns=_number(columns.filter(_full())),
        articles=_number(articles),
        stale=_number(columns.filter(stale_columns(now))),
        blank=_number(columns.exclude(_full())),
    )


def _full() -> Q:
    return Q(last_content_at__isnull=False) | Q(column_type__in=FED_BY_DIRECTORY)


def _number(pages: QuerySet[Page]) -> Coalesce:
    """How many of `pages` stand below the home page of a site: a range of paths, so that the index finds them."""
    last = Concat(OuterRef(ROOT), Value("Z" * Page.steplen))
    inside = pages.order_by().filter(path__gt=OuterRef(ROOT), path__lte=last)
    number = inside.annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)


def stale_columns(now: datetime | None = None) -> Q:
    """Columns that have to be updated and were not for longer than their cycle; asks once which cycles there are."""
    moment = now or timezone.now()
    cycles = ColumnPage.objects.exclude(update_cycle_days=None).values_list("update_cycle_days", flat=True)
    late = Q(pk__in=[])
    for days in cycles.order_by().distinct():
        late |= Q(update_cycle_days=days, last_content_at__lt=stale_before(moment, days))
    return Q(must_update=True) & late


@dataclass(frozen=True)
class Branch:
    """A column of the tree with its place: `level` from 0, whether one stands before and after it, articles of its own."""

    column: ColumnPage
    level: int
    is_first: bool
    is_last: bool
    articles: int
    stale: bool

    @property
    def indent(self) -> str:
        """A wide blank for each level."""
        return "\u3000" * self.level

    @property
    def blank(self) -> bool:
        """Live, and yet not shown to the public, because nothing is in it."""
        return self.column.live and self.column.last_content_at is None and not self.fed

    @property
    def fed(self) -> bool:
        return self.column.column_type in FED_BY_DIRECTORY


def tree_of(portal: PortalSite, now: datetime | None = None) -> list[Branch]:
    """All columns of a site in the order of the tree, retired ones too; two statements."""
    moment = now or timezone.now()
    columns = list(columns_of(portal))
    numbers = _articles_by_column(portal, moment)
    root = portal.site.root_page
    return [
        Branch(
            column=column,
            level=column.depth - root.depth - 1,
            is_first=_siblings(columns, column)[0] is column,
            is_last=_siblings(columns, column)[-1] is column,
            articles=numbers.get(column.path, 0),
            stale=column.live and is_stale(column, moment),
        )
        for column in columns
    ]


def columns_of(portal: PortalSite) -> QuerySet[ColumnPage]:
    """All columns of a site, retired ones too, in the order of the tree."""
    inside = ColumnPage.objects.descendant_of(portal.site.root_page)
    rows: QuerySet[ColumnPage] = inside.select_related("organ", "unit").order_by("path")
    return rows


def _siblings(columns: Sequence[ColumnPage], column: ColumnPage) -> list[ColumnPage]:
    above = column.path[: -Page.steplen]
    return [each for each in columns if each.depth == column.depth and each.path.startswith(above)]


def _articles_by_column(portal: PortalSite, now: datetime) -> dict[str, int]:
    """Published articles by the path of the column they stand in directly."""
    rows = ArticlePage.objects.descendant_of(portal.site.root_page).published(now).order_by()
    above = rows.annotate(above=Left("path", Length("path") - Page.steplen)).values_list("above")
    return dict(above.annotate(number=Count("pk")))


def is_stale(column: ColumnPage, now: datetime) -> bool:
    """Whether a column has to be updated and was not for longer than its cycle."""
    cycle, newest = column.update_cycle_days, column.last_content_at
    return bool(column.must_update and cycle and newest and newest < stale_before(now, cycle))


def all_topics(portal: PortalSite) -> QuerySet[TopicPage]:
    """Topics of a site, drafts too, each with the key of the site (`portal_id`)."""
    inside = TopicPage.objects.child_of(portal.site.root_page).select_related("organ")
    rows: QuerySet[TopicPage] = inside.annotate(portal_id=Value(portal.pk))
    return rows


def organs_of_topics(portal: PortalSite) -> QuerySet[Organ]:
    """The organ of the site, and those of its region."""
    active = Organ.objects.filter(state=Organ.State.ACTIVE)
    return active.filter(region__code__startswith=portal.organ.region_id).order_by("rank", "path")


@dataclass(frozen=True)
class Redirect:
    """Where an old address leads; `same` when the successor has that very page, else its home page is shown."""

    title: str
    old: str
    new: str
    same: bool


def redirects(portal: PortalSite, successor: PortalSite) -> list[Redirect]:
    """Where the columns and topics of a site will lead, or do, once it is closed into another one; two statements.

    An article leads to the same place below its column.
    """
    home, there = portal.site.root_page, successor.site.root_page
    inside = Page.objects.descendant_of(home).live().not_exact_type(ArticlePage).order_by("path")
    pages = [(title, path.removeprefix(home.url_path)) for title, path in inside.values_list("title", "url_path")]
    wanted = [f"{there.url_path}{inner}" for _, inner in pages]
    known = set(Page.objects.live().filter(url_path__in=wanted).values_list("url_path", flat=True))
    return [
        Redirect(
            title, portal.address_of(home.url_path + inner), _target(successor, inner, path in known), path in known
        )
        for (title, inner), path in zip(pages, wanted, strict=True)
    ]


def _target(successor: PortalSite, inner: str, known: bool) -> str:
    return successor.address_of(successor.root_path + inner) if known else successor.get_absolute_url()


def indented(columns: Iterable[ColumnPage], level: int) -> list[tuple[int, str]]:
    """Choices of columns in the order of the tree, a wide blank before each level below `level`."""
    return [(column.pk, f"{'　' * (column.depth - level)}{column.title}") for column in columns]
