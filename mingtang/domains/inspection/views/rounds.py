"""Rounds of assessment: the list, the ranking of one, and the score sheet of a site."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.rounds import open_round, score_round
from mingtang.domains.inspection.forms import RoundForm
from mingtang.domains.inspection.models import Round, Sheet
from mingtang.domains.inspection.permissions import MONITOR_SITES
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import act, asks, officials_only
from mingtang.lib.inspection.indicators import schemes
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

ROUNDS = Listing(
    columns=(
        Column("name", "考核", sort="name", link=lambda each: reverse("inspection_round", args=[each.pk])),
        Column("scheme", "指标", sort="scheme", value=lambda each: schemes()[each.scheme].source),
        Column("opened_on", "开始日期", sort="opened_on", kind="date"),
        Column("scored_at", "计分时间", sort="scored_at", kind="datetime", middle=True),
    ),
    default_sort="-opened_on", caption="网站考核", unit="次", empty="还没有开展考核。",
)  # fmt: skip
RANKING = Listing(
    columns=(
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name, sub=lambda each: each.vetoes,
               link=lambda each: reverse("inspection_sheet", args=[each.pk])),
        Column("organ", "主办单位", sort="organ__rank organ__path", value=lambda each: each.organ.label, middle=True),
        Column("total", "得分", sort="total", kind="number"),
        Column("grade", "等次", sort="grade", show=lambda each: tag(each.grade, "good" if each.qualified else "warn")),
        Column("vetoes", "单项否决", export_only=True),
    ),
    default_sort="-total", caption="得分排名", unit="个", exportable=True, empty="还没有计分。",
)  # fmt: skip


@officials_only
def rounds_page(request: Any) -> HttpResponseBase:
    """Rounds that the reader may see."""
    page = ROUNDS.page(request, Round.objects.visible_to(request.actor))
    return render(request, "inspection/rounds.html", {"page": page, "may_open": request.actor.may(MONITOR_SITES)})


@asks(MONITOR_SITES)
def new_round(request: Any) -> HttpResponseBase:
    """Begin a round."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = open_round(request.actor, Organ.objects.get(pk=request.actor.organ_id), **form.cleaned_data)
        messages.success(request, "考核已开展。")
        return redirect("inspection_round", pk=opened.pk)
    return render(request, "inspection/new_round.html", {"form": form}, status=422 if form.errors else 200)


def _round(request: Any, pk: int) -> Round:
    found: Round = get_object_or_404(Round.objects.visible_to(request.actor), pk=pk)
    return found


@officials_only
def round_page(request: Any, pk: int) -> HttpResponseBase:
    """The ranking of the sites that the reader may see."""
    opened = _round(request, pk)
    rows = Sheet.objects.visible_to(request.actor).filter(round=opened).select_related("site", "organ")
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor, opened) as deed:
            deed.note = "导出网站考核排名"
        return RANKING.export(request, rows, opened.name)
    may_score = request.actor.may(MONITOR_SITES, opened)
    context = {
        "round": opened,
        "scheme": schemes()[opened.scheme],
        "page": RANKING.page(request, rows),
        "may_score": may_score,
    }
    return render(request, "inspection/round.html", context)


@require_POST
@asks(MONITOR_SITES)
def scoring(request: Any, pk: int) -> HttpResponseBase:
    """Judge all sites by what stands against them now."""
    opened = _round(request, pk)
    messages.success(request, f"{score_round(request.actor, opened)} 个网站已计分。")
    return redirect("inspection_round", pk=pk)


@officials_only
def sheet_page(request: Any, pk: int) -> HttpResponseBase:
    """The score sheet of a site."""
    rows = Sheet.objects.visible_to(request.actor).select_related("site", "organ", "round")
    sheet: Sheet = get_object_or_404(rows, pk=pk)
    facts = [
        ("网站", sheet.site.name),
        ("主办单位", sheet.organ.label),
        ("得分", sheet.total),
        ("等次", sheet.grade),
        ("单项否决", sheet.vetoes),
    ]
    return render(
        request, "inspection/sheet.html", {"sheet": sheet, "facts": facts, "scheme": schemes()[sheet.round.scheme]}
    )
