"""How often the sites of the reader are opened: by site, day, column, article and month."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mingtang.domains.portal.sites.api import PortalSite, address_in
from mingtang.domains.portal.visits import acts
from mingtang.domains.portal.visits.forms import ArticleVisitsFilter, PeriodForm, days_of
from mingtang.domains.portal.visits.permissions import READ_VISITS
from mingtang.domains.portal.visits.queries import Span, articles_opened, by_column, by_day, by_month, counted_sites
from mingtang.kernel.evidence.api import act, asks
from mingtang.ui.listing import Column, Listing

BARS = 14
"""So many days are drawn; the table has all."""


def _address(article: Any) -> str:
    return address_in(article.site_key, article.url_path)


SITES = Listing(
    columns=(
        Column("name", "网站", sort="name", link=lambda each: reverse("visits_of_site", args=[each.pk]),
               sub=lambda each: each.organ.label),
        Column("today", "今天", sort="today", kind="number"),
        Column("week", "近 7 天", sort="week", kind="number"),
        Column("month", "近 30 天", sort="month", kind="number"),
    ),
    default_sort="-month", caption="各网站浏览次数", unit="个", exportable=True, empty="没有可以查看的网站。",
)  # fmt: skip
ARTICLES = Listing(
    columns=(
        Column("title", "文章", sort="title", link=_address, sub=lambda each: each.column_title),
        Column("visits", "浏览次数", sort="visits", kind="number"),
        Column("publish_date", "发布时间", sort="publish_date", kind="datetime", middle=True),
        Column("column", "栏目", value=lambda each: each.column_title, export_only=True),
    ),
    default_sort="-visits", filter_form=ArticleVisitsFilter, caption="文章浏览次数", unit="篇", exportable=True,
    empty="这段时间没有文章被打开。",
)  # fmt: skip


@asks(READ_VISITS)
def sites_page(request: Any) -> HttpResponseBase:
    """The sites whose figures the reader may see; two statements however many there are."""
    rows = counted_sites(request.actor)
    if request.GET.get("export"):
        return _exported(request, SITES, rows, "网站浏览次数")
    return render(request, "visits/sites.html", {"page": SITES.page(request, rows)})


@asks(READ_VISITS)
def site_page(request: Any, pk: int) -> HttpResponseBase:
    """One site by day, column and month; eight statements."""
    portal: Any = get_object_or_404(counted_sites(request.actor), pk=pk)
    days = days_of(request.GET.get("days"))
    told = by_day(portal, Span.last(days))
    bars: list[dict[str, Any]] = [{"label": f"{day:%m-%d}", "value": count} for day, count in told[-BARS:]]
    context = {
        "portal": portal,
        "figures": _figures(portal, told, days),
        "form": PeriodForm(initial={"days": days}),
        "bars": bars,
        "most": max((bar["value"] for bar in bars), default=0) or 1,
        "height": 48 * len(bars),
        "days": list(reversed(told)),
        "columns": by_column(portal, Span.last(days)),
        "months": by_month(portal),
        "period": days,
    }
    return render(request, "visits/site.html", context)


def _figures(portal: Any, told: list[tuple[Any, int]], days: int) -> list[dict[str, Any]]:
    total = sum(count for _, count in told)
    return [
        {"label": "今天", "value": portal.today, "unit": "次"},
        {"label": f"近 {days} 天", "value": total, "unit": "次"},
        {"label": "平均每天", "value": round(total / days), "unit": "次"},
    ]


@asks(READ_VISITS)
def articles_page(request: Any, pk: int) -> HttpResponseBase:
    """Articles of a site by how often they were opened; four statements however many there are."""
    portal: PortalSite = get_object_or_404(counted_sites(request.actor), pk=pk)
    span = ArticleVisitsFilter(request.GET).span
    rows = articles_opened(portal, span)
    if request.GET.get("export"):
        return _exported(request, ARTICLES, rows, f"{portal.name}文章浏览次数")
    page = ARTICLES.page(request, rows)
    return render(request, "visits/articles.html", {"portal": portal, "page": page, "span": span})


def _exported(request: Any, listing: Listing, rows: Any, name: str) -> HttpResponseBase:
    with act(acts.EXPORT, request.actor) as deed:
        deed.note = f"导出{name}：{request.GET.urlencode()}"
    return listing.export(request, rows, name)
