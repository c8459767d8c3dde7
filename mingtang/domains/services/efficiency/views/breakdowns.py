"""Figures row by row, and the applications behind them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from mingtang.domains.services.efficiency.forms import CasesFilter, ScopeForm
from mingtang.domains.services.efficiency.models import Outcome
from mingtang.domains.services.efficiency.permissions import READ_EFFICIENCY
from mingtang.domains.services.efficiency.queries.breakdowns import BREAKDOWNS, outcomes_in
from mingtang.domains.services.efficiency.queries.figures import Scope, regions_of
from mingtang.domains.services.efficiency.views.dashboard import tabs
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light, tag

_NAMES: dict[str, tuple[str, str, Callable[[Any], str], Callable[[Any], str]]] = {
    "organs": ("单位", "name", lambda row: row.label, lambda row: row.region.name),
    "items": ("事项", "name", lambda row: row.name, lambda row: row.organ.label),
    "regions": ("区域", "code", lambda row: row.name, lambda row: row.code),
    "people": ("人员", "person__name", lambda row: row.holder_name, lambda row: row.organ.label if row.organ else ""),
}
"""Of each breakdown: its title, how rows are sorted by name, their name, and the line under it."""
_KEYS = {"organs": "organ", "items": "item", "people": "person"}


@asks(READ_EFFICIENCY)
def by(request: Any, what: str) -> HttpResponseBase:
    """Figures by organ, item, region or person: three statements, the regions of the filter, how many, and these."""
    if what not in BREAKDOWNS:
        raise Http404
    regions = regions_of(request.actor)
    form = ScopeForm(request.GET, regions=regions)
    scope = Scope(request.actor, form.chosen_region)
    rows = BREAKDOWNS[what](scope, form.chosen_period)
    listing, title = _listing(what, request.GET), f"按{_NAMES[what][0]}"
    if request.GET.get("export"):
        return listing.export(request, rows, f"{form.chosen_period.label}效能{title}", regions=regions)
    context = {"page": listing.page(request, rows, regions=regions), "title": title, "period": form.chosen_period, "tabs": tabs(request, what)}  # fmt: skip
    return render(request, "efficiency/breakdown.html", context)


def _listing(what: str, query: QueryDict) -> Listing:
    """A list of one kind; its first column leads to the applications of the row."""
    title, sort, name, under = _NAMES[what]

    def drill(kind: str) -> Callable[[Any], str]:
        return lambda row: _cases_address(query, {_KEYS[what]: row.pk} if what in _KEYS else {"region": row.code}, kind)

    def share(row: Any) -> Any:
        return "—" if row.on_time_share is None else f"{row.on_time_share:.1f}%"

    def number(column: str, label: str, **more: Any) -> Column:
        return Column(
            column, label, sort=f"sum_{column}", value=lambda row: getattr(row, f"sum_{column}"), kind="number", **more
        )

    return Listing(
        columns=(
            Column("name", title, sort=sort, value=name, link=drill("decided"), sub=under),
            number("submitted", "提交", minor=True),
            number("accepted", "受理", middle=True),
            number("decided", "办结"),
            Column("overdue", "超期", sort="overdue", kind="number", link=drill("overdue")),
            Column("on_time", "按期率", sort="on_time_share", value=share, kind="number"),
            number("early", "提前", minor=True),
            Column("mean_days", "平均工作日", sort="mean_days", kind="number", middle=True,
                   value=lambda row: "—" if row.mean_days is None else f"{row.mean_days:.1f}"),
            number("corrected", "补正过", minor=True),
            number("denied", "不予许可", minor=True),
        ),
        default_sort="-decided", filter_form=ScopeForm, caption=f"按{title}", unit="个" if what != "people" else "人",
        exportable=True, empty="这一时段没有办件。",
    )  # fmt: skip


def _cases_address(query: QueryDict, row: dict[str, Any], what: str) -> str:
    asked = QueryDict(mutable=True)
    for name in ("region", "period"):
        if query.get(name):
            asked[name] = str(query[name])
    for name, value in {**row, "what": what}.items():
        asked[name] = str(value)
    return f"{reverse('efficiency_cases')}?{asked.urlencode()}"


def _result(row: Outcome) -> Any:
    if row.decided_on is None:
        return tag(row.part.get_state_display(), "brand" if not (row.refused_on or row.abandoned_on) else "off")
    return light("done", "按期办结") if row.on_time else light("red", "超期办结")


CASES = Listing(
    columns=(
        Column("item", "事项", value=lambda row: row.application.item.name, sub=lambda row: row.application.shown_number,
               link=lambda row: reverse("case", args=[row.application.case_id]) if row.application.case_id else ""),
        Column("organ", "单位", value=lambda row: row.organ.label, minor=True),
        Column("person", "承办人", value=lambda row: row.person.holder_name if row.person else "", minor=True),
        Column("submitted", "提交", sort="submitted_on", value=lambda row: row.submitted_on, kind="date", middle=True),
        Column("decided", "决定", sort="decided_on", value=lambda row: row.decided_on, kind="date", middle=True),
        Column("days", "工作日", sort="working_days", value=lambda row: row.working_days, kind="number", middle=True),
        Column("result", "结果", value=lambda row: "" if row.decided_on is None else "按期" if row.on_time else "超期", show=_result),
    ),
    default_sort="-decided", filter_form=CasesFilter, caption="办件", unit="件", exportable=True, most=10_000,
    empty="没有这样的办件。",
)  # fmt: skip


@asks(READ_EFFICIENCY)
def cases(request: Any) -> HttpResponseBase:
    """The applications behind a figure; three statements."""
    rows, regions = outcomes_in(request.actor), regions_of(request.actor)
    if request.GET.get("export"):
        return CASES.export(request, rows, "效能监察办件", regions=regions)
    context = {"page": CASES.page(request, rows, regions=regions), "tabs": tabs(request, "cases")}
    return render(request, "efficiency/cases.html", context)
