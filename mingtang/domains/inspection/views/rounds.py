"""Rounds of assessment: the list, the ranking of one, its steps and its bulletin."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.announcing import announce, bulletin_of, problems
from mingtang.domains.inspection.actions.rounds import finish_round, open_round, score_round, tell_results
from mingtang.domains.inspection.forms import RoundForm, SheetFilter
from mingtang.domains.inspection.models import Appeal, Round, Sheet
from mingtang.domains.inspection.permissions import ANNOUNCE_ROUNDS, MONITOR_SITES
from mingtang.domains.inspection.rules import Phase
from mingtang.domains.inspection.views.tabs import tabs
from mingtang.kernel.directory.api import NoNumberFormat, Organ, Refused
from mingtang.kernel.evidence.api import Actor, act, asks, officials_only
from mingtang.kernel.letters.api import CannotSet, MissingVariables, NoTemplate
from mingtang.lib.inspection.indicators import schemes
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

ROUNDS = Listing(
    columns=(
        Column("name", "考核", sort="name", link=lambda each: reverse("inspection_round", args=[each.pk]), sub=lambda each: each.number),
        Column("phase", "阶段", sort="phase", value=lambda each: each.get_phase_display()),
        Column("scheme", "指标", sort="scheme", value=lambda each: schemes()[each.scheme].source, middle=True),
        Column("opened_on", "开始日期", sort="opened_on", kind="date", minor=True),
        Column("announced_on", "印发日期", sort="announced_on", kind="date", minor=True),
    ),
    default_sort="-opened_on", caption="网站考核", unit="次", exportable=True, empty="还没有开展考核。",
)  # fmt: skip


def _grade(sheet: Sheet) -> Any:
    return tag(sheet.grade, "good" if sheet.qualified else "warn") if sheet.grade else tag("待评")


RANKING = Listing(
    columns=(
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name, sub=lambda each: each.vetoes,
               link=lambda each: reverse("inspection_sheet", args=[each.pk])),
        Column("total", "得分", sort="ranked", kind="number"),
        Column("grade", "等次", sort="grade", show=_grade),
        Column("organ", "主办单位", sort="organ__rank organ__path", value=lambda each: each.organ.label, minor=True),
        Column("problems", "问题", value=lambda each: len(each.found), kind="number", middle=True),
        Column("vetoes", "单项否决", export_only=True),
    ),
    default_sort="-total", filter_form=SheetFilter, caption="得分排名", unit="个", exportable=True, empty="没有抽到网站。",
)  # fmt: skip
STEPS: dict[str, tuple[Phase, str, Callable[[Actor, Round], Any], str]] = {
    "scoring": (Phase.OPEN, "按现有问题计分", score_round, "已按现有问题计分，可以人工评分了。"),
    "telling": (Phase.REVIEWING, "告知初评结果", tell_results, "已告知各网站，申诉期开始。"),
    "finishing": (Phase.TOLD, "定分", finish_round, "最终得分已定。"),
    "announcing": (Phase.FINAL, "印发通报", announce, "通报已编号，已通知各网站整改。"),
}
"""What brings a round forward: in which phase, the words of the button, the action, what is said afterwards."""


@officials_only
def rounds_page(request: Any) -> HttpResponseBase:
    """Rounds that the reader may see."""
    rows = Round.objects.visible_to(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = "导出网站考核"
        return ROUNDS.export(request, rows, "网站考核")
    may_open = request.actor.may(MONITOR_SITES)
    context = {"page": ROUNDS.page(request, rows), "may_open": may_open, "tabs": tabs("inspection_rounds")}
    return render(request, "inspection/rounds.html", context)


@asks(MONITOR_SITES)
def new_round(request: Any) -> HttpResponseBase:
    """Begin a round."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_round(request.actor, Organ.objects.get(pk=request.actor.organ_id), **form.cleaned_data)
            messages.success(request, f"考核已开展，抽取 {opened.sheets.count()} 个网站。")
            return redirect("inspection_round", pk=opened.pk)
        except Refused as fault:
            form.add_error(None, str(fault))
    return render(request, "inspection/new_round.html", {"form": form}, status=422 if form.errors else 200)


def round_of(request: Any, pk: int) -> Round:
    """The round, if the reader may see it; 404 otherwise."""
    found: Round = get_object_or_404(Round.objects.visible_to(request.actor).select_related("organ"), pk=pk)
    return found


@officials_only
def round_page(request: Any, pk: int) -> HttpResponseBase:
    """The ranking of the sites that the reader may see, and what brings the round forward; seven statements at most."""
    opened = round_of(request, pk)
    rows = Sheet.objects.visible_to(request.actor).filter(round=opened).select_related("site", "organ")
    rows = rows.annotate(ranked=F("total"))
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor, opened) as deed:
            deed.note = "导出网站考核排名"
        return RANKING.export(request, rows, opened.name)
    context = {
        "round": opened, "scheme": opened.indicators, "page": RANKING.page(request, rows), "step": _step(request.actor, opened),
        "figures": _figures(list(rows), opened), "problems": problems(list(rows)),
        "appeals": list(Appeal.objects.visible_to(request.actor).filter(sheet__round=opened).select_related("sheet__site", "sheet__round")),
    }  # fmt: skip
    return render(request, "inspection/round.html", context)


def _step(actor: Actor, opened: Round) -> tuple[str, str] | None:
    """Name and words of the step that the actor may take now."""
    for name, (phase, words, *_) in STEPS.items():
        permission = ANNOUNCE_ROUNDS if name == "announcing" else MONITOR_SITES
        if phase is opened.stands and actor.may(permission, opened):
            return name, words
    return None


def _figures(sheets: list[Sheet], opened: Round) -> list[dict[str, Any]]:
    judged = [sheet for sheet in sheets if sheet.grade]
    passed = sum(sheet.qualified for sheet in judged)
    share = {"value": f"{100 * passed / len(judged):.1f}", "unit": "%"} if judged else {"value": "—", "unit": ""}
    return [
        {"label": "检查网站", "value": len(sheets), "unit": "个", "note": f"抽查 {opened.percent}%"},
        {"label": "合格", "value": passed, "unit": "个", "note": f"已评 {len(judged)} 个"},
        {"label": "合格率", **share, "note": "合格 ÷ 已评"},
        {"label": "计入问题", "value": sum(len(sheet.found) for sheet in sheets), "unit": "个", "note": "计分时的"},
    ]


@require_POST
@officials_only
def step(request: Any, pk: int, name: str) -> HttpResponseBase:
    """Bring a round forward."""
    opened = round_of(request, pk)
    if name not in STEPS:
        raise Http404
    _, _, do, said = STEPS[name]
    try:
        do(request.actor, opened)
        messages.success(request, said)
    except (Refused, NoTemplate, NoNumberFormat, MissingVariables) as fault:
        messages.warning(request, str(fault))
    return redirect("inspection_round", pk=pk)


@officials_only
def bulletin(request: Any, pk: int) -> HttpResponseBase:
    """The bulletin as a PDF, for everybody whose site it names."""
    opened = round_of(request, pk)
    if opened.stands is not Phase.ANNOUNCED:
        messages.warning(request, "通报还没有印发。")
        return redirect("inspection_round", pk=pk)
    try:
        letter = bulletin_of(opened)
    except (NoTemplate, MissingVariables, CannotSet) as fault:
        messages.warning(request, f"通报不能生成：{fault}")
        return redirect("inspection_round", pk=pk)
    answer = HttpResponse(letter.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = "inline; filename=inspection-bulletin.pdf"
    return answer
