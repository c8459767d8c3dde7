"""The dashboard: how time is kept, from maintained counters; every figure leads to the applications behind it."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mingtang.domains.services.efficiency.forms import ScopeForm
from mingtang.domains.services.efficiency.models import Light
from mingtang.domains.services.efficiency.permissions import READ_EFFICIENCY
from mingtang.domains.services.efficiency.queries.figures import (
    OrganFigures,
    Scope,
    by_organ,
    course,
    due_today,
    open_lights,
    regions_of,
    under_way,
    values,
)
from mingtang.domains.services.efficiency.rules.indicators import Value
from mingtang.domains.services.efficiency.rules.periods import Period
from mingtang.domains.services.efficiency.views.charts import course_chart, light_bars
from mingtang.kernel.evidence.api import asks
from mingtang.ui import export

REDS = 8
"""How many red lights stand on the dashboard."""
ORGANS = 12
"""How many organs stand in its table; all of them are a page of their own."""


@asks(READ_EFFICIENCY)
def dashboard(request: Any) -> HttpResponseBase:
    """Ten statements, however many applications there are."""
    form = ScopeForm(request.GET, regions=regions_of(request.actor))
    period, scope = form.chosen_period, Scope(request.actor, form.chosen_region)
    organs = by_organ(scope, period)
    told = values(scope, period, organs)
    days, lights = course(scope, period), open_lights(scope)
    if request.GET.get("export"):
        return _exported(request, period, organs=organs, told=told, days=days, lights=lights)
    bars, height = light_bars(lights)
    reds = scope.narrow(Light.objects.open().filter(level="red")).select_related("organ", "application__case")
    context = {
        "form": form,
        "period": period,
        "query": request.GET.urlencode(),
        "figures": _figures(scope, told, lights),
        "told": told,
        "organs": organs[:ORGANS],
        "more_organs": len(organs) > ORGANS,
        "days": days,
        "chart": course_chart(days, f"{period.label}受理量和办结量", by_day=period.months == 1),
        "lights": lights,
        "bars": bars,
        "bars_height": height,
        "reds": reds.order_by("-serious", "-raised_at")[:REDS],
        "now": timezone.now(),
        "tabs": tabs(request, ""),
    }
    return render(request, "efficiency/dashboard.html", context)


def tabs(request: Any, here: str) -> list[dict[str, Any]]:
    """The pages of figures, with the same scope and period."""
    kept = request.GET.copy()
    for name in ("page", "sort", "export", "what", "organ", "item", "person"):
        kept.pop(name, None)
    query = f"?{kept.urlencode()}" if kept else ""
    pages = (("", "总览"), ("organs", "按单位"), ("items", "按事项"), ("regions", "按区域"), ("people", "按人员"))
    root = "/workbench/efficiency/"
    return [
        {"label": words, "url": f"{root}by/{code}/{query}" if code else f"{root}{query}", "current": code == here}
        for code, words in pages
    ]


def _figures(scope: Scope, told: list[Value], lights: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The row of figures at the top."""
    by_code = {each.indicator.code: each for each in told}
    serious = sum(row["serious"] for row in lights)

    def figure(code: str, unit: str) -> dict[str, str]:
        each = by_code[code]
        number = "—" if each.number is None else f"{each.number:.1f}"
        return {"label": each.indicator.title, "value": number, "unit": unit, "note": f"分母 {each.denominator:,}"}

    return [
        {"label": "在办", "value": f"{under_way(scope):,}", "unit": "件"},
        {"label": "今天到期", "value": f"{due_today(scope):,}", "unit": "件"},
        {"label": "黄灯", "value": f"{sum(row['yellow'] for row in lights):,}", "unit": "件", "note": "现在亮着"},
        {"label": "红灯", "value": f"{sum(row['red'] for row in lights):,}", "unit": "件", "note": f"严重 {serious}"},
        figure("on_time", "%"),
        figure("early", "%"),
        figure("mean_days", "日"),
    ]


def _exported(
    request: Any,
    period: Period,
    *,
    organs: list[OrganFigures],
    told: list[Value],
    days: list[dict[str, Any]],
    lights: list[dict[str, Any]],
) -> HttpResponseBase:
    """A table of the dashboard as a file."""
    tables: dict[str, tuple[str, list[str], list[list[Any]]]] = {
        "indicators": ("指标", ["标识", "指标", "数值", "分子", "分母", "口径"], [_told(each) for each in told]),
        "organs": ("单位", ["单位", "区域", "提交", "受理", "办结", "按期办结", "提前办结", "办理工作日合计", "得分", "等次"], [_organ(each) for each in organs]),
        "course": ("受理和办结", ["起始日期", "受理", "办结"], [[row["start"], row["accepted"], row["decided"]] for row in days]),
        "lights": ("亮着的灯", ["单位", "红灯", "其中严重", "黄灯"], [[row["organ__name"], row["red"], row["serious"], row["yellow"]] for row in lights]),
    }  # fmt: skip
    title, head, rows = tables.get(request.GET.get("table", ""), tables["indicators"])
    name = f"{period.label}效能监察{title}"
    as_file = export.as_workbook if request.GET["export"] == "xlsx" else export.as_text
    return as_file(name, head, iter(rows))


def _told(each: Value) -> list[Any]:
    return [
        each.indicator.code,
        each.indicator.title,
        each.words,
        each.numerator,
        each.denominator,
        each.indicator.formula,
    ]


def _organ(each: OrganFigures) -> list[Any]:
    amounts = [each.counted[name] for name in ("submitted", "accepted", "decided", "on_time", "early", "working_days")]
    return [each.name, each.region, *amounts, each.score, each.grade]
