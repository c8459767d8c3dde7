"""The ranking, its export, and telling of merits."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.domains.portal.contributions import acts
from mingtang.domains.portal.contributions.actions.merits import record_merit
from mingtang.domains.portal.contributions.forms import MeritForm, RankingForm
from mingtang.domains.portal.contributions.models import ReportingUnit
from mingtang.domains.portal.contributions.permissions import EDIT_CONTRIBUTIONS
from mingtang.domains.portal.contributions.queries.ranking import ranking
from mingtang.domains.portal.contributions.queries.units import desk_of
from mingtang.domains.portal.contributions.rules.ranking import Standing, silent
from mingtang.domains.portal.contributions.scoretable import words_about
from mingtang.domains.portal.contributions.views.tabs import tabs
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import act, asks, officials_only
from mingtang.ui import export

HEAD = ("组别", "名次", "单位", "报送", "采用", "采用率", "得分", "扣分", "上期得分", "比上期")
_GROUPS = dict(ReportingUnit.Group.choices)


@officials_only
def ranking_page(request: Any) -> HttpResponseBase:
    """Units of the reader's desk by points; the same as a file with `?export=`."""
    form, desk = RankingForm(request.GET), desk_of(request.actor)
    period, asked = form.chosen, request.GET.get("group", "")
    group = asked if asked in _GROUPS else ""
    standings = [each for each in ranking(desk.pk, period) if group in ("", each.group)] if desk else []
    if request.GET.get("export") and standings:
        with act(acts.EXPORT, request.actor, desk) as deed:
            deed.note = f"导出{period.label}信息报送排名"
        return _export(request, f"{period.label}信息报送排名", standings)
    context = {
        "form": RankingForm({"period": period.text, "group": group}),
        "desk": desk,
        "period": period,
        "groups": [
            (name, [each for each in standings if each.group == code])
            for code, name in _GROUPS.items()
            if any(each.group == code for each in standings)
        ],
        "silent": silent(standings),
        "source": words_about(),
        "exports": [(f"?period={period.text}&group={group}&export={kind}", words) for kind, words in _EXPORTS],
        "may_record": request.actor.may(EDIT_CONTRIBUTIONS),
        "tabs": tabs(request, "contribution_ranking"),
    }
    return render(request, "contributions/ranking.html", context)


_EXPORTS = (("xlsx", "导出表格"), ("csv", "导出 CSV"))


def _export(request: Any, name: str, standings: Sequence[Standing]) -> HttpResponseBase:
    rows = [
        (_GROUPS[each.group], each.rank, each.name, each.submitted, each.adopted, each.rate, float(each.points),
         float(each.score.deducted), float(each.before), float(each.change))
        for each in standings
    ]  # fmt: skip
    made = export.as_workbook if request.GET["export"] == "xlsx" else export.as_text
    return made(name, HEAD, rows)


@asks(EDIT_CONTRIBUTIONS)
def new_merit(request: Any) -> HttpResponseBase:
    """Tell of something that counts for or against a unit."""
    units = ReportingUnit.objects.within(request.actor, EDIT_CONTRIBUTIONS).select_related("organ")
    form = MeritForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            record_merit(request.actor, said["unit"], said["kind"], on=said["on"], note=said["note"])
            messages.success(request, "已登记，排名随之更新。")
            return redirect("contribution_ranking")
        except Refused as fault:
            form.add_error(fault.field or None, str(fault))
    return render(request, "contributions/merit.html", {"form": form}, status=422 if form.errors else 200)
