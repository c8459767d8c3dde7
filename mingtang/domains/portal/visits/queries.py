"""The figures of sites, columns, articles and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Left, Length, TruncMonth
from django.utils import timezone
from wagtail.models import Page

from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.visits.models import DailyVisits, MonthlyVisits
from mingtang.domains.portal.visits.permissions import READ_VISITS
from mingtang.kernel.evidence.api import Actor

PERIODS = {7: "近 7 天", 30: "近 30 天", 90: "近 90 天"}


@dataclass(frozen=True)
class Span:
    """From one day to another, both included."""

    since: date
    until: date

    @classmethod
    def last(cls, days: int) -> "Span":
        """So many days up to today."""
        today = timezone.localdate()
        return cls(today - timedelta(days=days - 1), today)

    @property
    def days(self) -> list[date]:
        return [self.since + timedelta(days=n) for n in range((self.until - self.since).days + 1)]


def any_counted() -> bool:
    """Whether anything was opened ever; one statement."""
    return DailyVisits.objects.exists()


def counted_sites(actor: Actor) -> QuerySet[Any]:
    """Sites whose figures the actor reads, each with how often it was opened: `today`, `week`, `month` (the last 30 days)."""
    rows = PortalSite.objects.within(actor, READ_VISITS).select_related("organ", "site__root_page")
    spans = {"today": Span.last(1), "week": Span.last(7), "month": Span.last(30)}
    return rows.annotate(
        **{name: _sum(DailyVisits.objects.filter(site=OuterRef("pk")), span, "site") for name, span in spans.items()}
    )


def _sum(rows: QuerySet[Any], span: Span, by: str) -> Coalesce:
    inside = rows.filter(day__gte=span.since, day__lte=span.until).order_by().values(by)
    return Coalesce(Subquery(inside.annotate(number=Sum("count")).values("number"), output_field=IntegerField()), 0)


def by_day(portal: PortalSite, span: Span) -> list[tuple[date, int]]:
    """How often a site was opened on each day, days without readers too; one statement."""
    rows = DailyVisits.objects.filter(site=portal, day__gte=span.since, day__lte=span.until).order_by()
    found = dict(rows.values_list("day").annotate(number=Sum("count")))
    return [(day, found.get(day, 0)) for day in span.days]


def by_month(portal: PortalSite, most: int = 24) -> list[tuple[date, int]]:
    """How often a site was opened in each month, the newest first; two statements."""
    found: dict[date, int] = {}
    folded = MonthlyVisits.objects.filter(site=portal).order_by().values_list("day").annotate(number=Sum("count"))
    recent = DailyVisits.objects.filter(site=portal).order_by().annotate(month=TruncMonth("day")).values_list("month")
    for month, number in (*folded, *recent.annotate(number=Sum("count"))):
        found[month] = found.get(month, 0) + number
    return sorted(found.items(), reverse=True)[:most]


@dataclass(frozen=True)
class ColumnVisits:
    """A column with how often it, what is below it and its articles were opened."""

    column: ColumnPage
    level: int
    count: int

    @property
    def indent(self) -> str:
        """A wide blank for each level."""
        return "\u3000" * self.level


def by_column(portal: PortalSite, span: Span) -> list[ColumnVisits]:
    """The columns of a site in the order of the tree; two statements."""
    root = portal.site.root_page
    columns = ColumnPage.objects.descendant_of(root).filter(live=True).order_by("path")
    rows = DailyVisits.objects.filter(site=portal, day__gte=span.since, day__lte=span.until).order_by()
    opened = _upwards(rows.values_list("page__path").annotate(number=Sum("count")))
    return [ColumnVisits(each, each.depth - root.depth - 1, opened.get(each.path, 0)) for each in columns]


def _upwards(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The sums by path, each counted for everything above it."""
    found: dict[str, int] = {}
    for path, number in rows:
        for end in range(Page.steplen, len(path) + 1, Page.steplen):
            found[path[:end]] = found.get(path[:end], 0) + number
    return found


def articles_opened(portal: PortalSite, span: Span) -> QuerySet[Any]:
    """Articles of a site that were opened, withdrawn ones too, with `visits` in a time, `column_title` and `site_key`."""
    columns = ColumnPage.objects.filter(path=OuterRef("above")).values("title")
    rows = _with_column(ArticlePage.objects.descendant_of(portal.site.root_page), columns)
    counted = rows.annotate(
        site_key=Value(portal.key), visits=_sum(DailyVisits.objects.filter(page=OuterRef("pk")), span, "page")
    )
    opened = DailyVisits.objects.filter(site=portal, day__gte=span.since, day__lte=span.until)
    return counted.filter(pk__in=opened.values("page"))


def _with_column(rows: QuerySet[Any], columns: QuerySet[Any]) -> QuerySet[Any]:
    placed = rows.annotate(above=Left("path", Length("path") - Page.steplen))
    return placed.annotate(column_title=Subquery(columns[:1]))
