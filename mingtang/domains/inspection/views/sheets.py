"""The score sheet of a site: result, reviews, appeals, and what has to be put right."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.reviewing import (
    appeal,
    decide_appeal,
    file_review,
    objectionable,
    why_no_appeal,
    why_no_decision,
    why_no_review,
)
from mingtang.domains.inspection.forms import AppealForm, DecisionForm, ReviewForm
from mingtang.domains.inspection.models import Appeal, Finding, Sheet
from mingtang.domains.inspection.permissions import REVIEW_SITES
from mingtang.domains.inspection.rules import State
from mingtang.domains.inspection.views.findings import FINDINGS
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import act, asks, officials_only


def sheet_of(request: Any, pk: int) -> Sheet:
    """The sheet with its reviews and appeals, if the reader may see it; 404 otherwise."""
    rows = Sheet.objects.visible_to(request.actor).select_related("site", "organ", "round")
    found: Sheet = get_object_or_404(rows.prefetch_related("reviews__reviewer__person", "appeals"), pk=pk)
    return found


@officials_only
def sheet_page(request: Any, pk: int) -> HttpResponseBase:
    """The result of a site. Reviews are for reviewers; the site sees what came of them."""
    sheet = sheet_of(request, pk)
    may_review = request.actor.may(REVIEW_SITES, sheet.round)
    context = {
        "sheet": sheet, "scheme": sheet.round.indicators, "facts": _facts(sheet), "lines": _lines(sheet),
        "may_review": may_review and not why_no_review(request.actor, sheet),
        "reviews": list(sheet.reviews.all()) if may_review else [],
        "may_appeal": not why_no_appeal(request.actor, sheet),
        "may_decide": may_review,
        "left": _still_standing(sheet),
    }  # fmt: skip
    return render(request, "inspection/sheet.html", context)


def _facts(sheet: Sheet) -> list[tuple[str, Any]]:
    return [
        ("网站", sheet.site.name), ("主办单位", sheet.organ.label), ("阶段", sheet.round.get_phase_display()),
        ("得分", sheet.total if sheet.total is not None else "不计分"), ("等次", sheet.grade or "待评"),
        ("单项否决", sheet.vetoes or "没有"), ("申诉截止", sheet.round.appeal_until), ("整改期限", sheet.round.rectify_by),
    ]  # fmt: skip


def _lines(sheet: Sheet) -> list[dict[str, Any]]:
    """The lines of the sheet; those that took or gave nothing say so."""
    return [{**line, "is_empty": not Decimal(line["amount"])} for line in sheet.lines]


def _still_standing(sheet: Sheet) -> int:
    """How many of the findings on the sheet are not put right; one statement."""
    done = [State.VERIFIED.value, State.CLOSED.value, State.EXEMPT.value]
    return Finding.objects.filter(pk__in=[pk for pk, *_ in sheet.found]).exclude(state__in=done).count()


@officials_only
def rectification(request: Any, pk: int) -> HttpResponseBase:
    """The rectification sheet (整改单): the findings that counted, as they stand today; exported as it is shown."""
    sheet = sheet_of(request, pk)
    rows = Finding.objects.filter(pk__in=[key for key, *_ in sheet.found]).select_related("site", "assignee__person")
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor, sheet) as deed:
            deed.note = "导出网站整改单"
        return FINDINGS.export(request, rows, f"{sheet.site.name}整改单")
    context = {"sheet": sheet, "page": FINDINGS.page(request, rows), "left": _still_standing(sheet)}
    return render(request, "inspection/rectification.html", context)


@asks(REVIEW_SITES)
def review(request: Any, pk: int) -> HttpResponseBase:
    """Judge what no survey measures."""
    sheet = sheet_of(request, pk)
    form = ReviewForm(request.POST or None, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        try:
            file_review(request.actor, sheet, form.marks, form.cleaned_data["remark"])
            messages.success(request, "评分已提交。")
            return redirect("inspection_sheet", pk=pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    context = {"sheet": sheet, "form": form, "obstacle": why_no_review(request.actor, sheet)}
    return render(request, "inspection/review.html", context, status=422 if form.errors else 200)


@officials_only
def appealing(request: Any, pk: int) -> HttpResponseBase:
    """Object to a line of one's own sheet."""
    sheet = sheet_of(request, pk)
    form = AppealForm(request.POST or None, choices=objectionable(sheet))
    if request.method == "POST" and form.is_valid():
        try:
            appeal(request.actor, sheet, **form.cleaned_data)
            messages.success(request, "申诉已提交，由没有评过这个网站的人复核。")
            return redirect("inspection_sheet", pk=pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    context = {"sheet": sheet, "form": form, "obstacle": why_no_appeal(request.actor, sheet)}
    return render(request, "inspection/appealing.html", context, status=422 if form.errors else 200)


@asks(REVIEW_SITES)
def decision(request: Any, pk: int) -> HttpResponseBase:
    """Decide an appeal."""
    rows = Appeal.objects.visible_to(request.actor).select_related("sheet__site", "sheet__round", "organ")
    filed: Appeal = get_object_or_404(rows, pk=pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        points = (form.cleaned_data["points"] or Decimal(0)) if form.cleaned_data["upheld"] else None
        try:
            decide_appeal(request.actor, filed, points=points, decision=form.cleaned_data["decision"])
            messages.success(request, "复核意见已送达主办单位。")
            return redirect("inspection_sheet", pk=filed.sheet_id)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    context = {"filed": filed, "form": form, "obstacle": why_no_decision(request.actor, filed)}
    return render(request, "inspection/decision.html", context, status=422 if form.errors else 200)
