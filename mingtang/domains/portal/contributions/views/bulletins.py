"""Bulletins: the list, a draft, and one with its copies."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingtang.domains.portal.contributions.actions.bulletins import (
    answer_bulletin,
    approve_bulletin,
    close_bulletin,
    confirm_reading,
    draft_bulletin,
    publish_bulletin,
)
from mingtang.domains.portal.contributions.bulletin_letter import letter_of
from mingtang.domains.portal.contributions.forms import BulletinForm, ReplyForm
from mingtang.domains.portal.contributions.models import Bulletin, BulletinCopy
from mingtang.domains.portal.contributions.permissions import APPROVE_BULLETINS, EDIT_CONTRIBUTIONS
from mingtang.domains.portal.contributions.queries.units import desk_of
from mingtang.domains.portal.contributions.rules.course import BulletinState
from mingtang.domains.portal.contributions.rules.periods import period_of
from mingtang.domains.portal.contributions.views.tabs import tabs
from mingtang.kernel.directory.api import NoNumberFormat, Refused
from mingtang.kernel.evidence.api import Actor, asks, officials_only
from mingtang.kernel.letters.api import CannotSet, MissingVariables, NoTemplate
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

BULLETINS = Listing(
    columns=(
        Column("title", "通报", link=lambda each: reverse("contribution_bulletin", args=[each.pk]),
               sub=lambda each: each.number),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(),
               show=lambda each: tag(each.get_state_display(), "state")),
        Column("organ", "编辑单位", value=lambda each: each.organ.label, middle=True),
        Column("published_at", "印发时间", sort="published_at", kind="datetime"),
        Column("due_on", "反馈期限", sort="due_on", kind="date", minor=True),
        Column("drafted_at", "起草时间", sort="drafted_at", kind="datetime", minor=True),
    ),
    default_sort="-drafted_at", caption="信息通报", unit="期", empty="还没有通报。",
)  # fmt: skip

Step = Callable[[Actor, Bulletin], None]
STEPS: dict[str, tuple[str, BulletinState, Any, Step]] = {
    "approve": ("签发", BulletinState.DRAFT, APPROVE_BULLETINS, approve_bulletin),
    "publish": ("印发各单位", BulletinState.APPROVED, EDIT_CONTRIBUTIONS, publish_bulletin),
    "close": ("办结", BulletinState.PUBLISHED, EDIT_CONTRIBUTIONS, close_bulletin),
}
_FAILURES = (Refused, NoNumberFormat, NoTemplate, MissingVariables, CannotSet)


@officials_only
def bulletins_page(request: Any) -> HttpResponseBase:
    """Bulletins that the reader may see; two statements however many there are."""
    rows = Bulletin.objects.visible_to(request.actor).select_related("organ")
    context = {
        "page": BULLETINS.page(request, rows),
        "may_draft": request.actor.may(EDIT_CONTRIBUTIONS),
        "tabs": tabs(request, "contribution_bulletins"),
    }
    return render(request, "contributions/bulletins.html", context)


@asks(EDIT_CONTRIBUTIONS)
def new_bulletin(request: Any) -> HttpResponseBase:
    """Draft a bulletin from the ranking as it stands."""
    form, desk = BulletinForm(request.POST or None), desk_of(request.actor)
    if request.method == "POST" and desk and form.is_valid():
        period = period_of(form.cleaned_data["period"])
        try:
            if period is None:
                raise Refused("请选择期间。", "period")
            bulletin = draft_bulletin(request.actor, desk, period, form.cleaned_data["remarks"])
            messages.success(request, "通报已起草，请送签发。")
            return redirect("contribution_bulletin", pk=bulletin.pk)
        except Refused as fault:
            form.add_error(fault.field or None, str(fault))
    return render(request, "contributions/new_bulletin.html", {"form": form}, status=422 if form.errors else 200)


@officials_only
def bulletin_page(request: Any, pk: int) -> HttpResponseBase:
    """One bulletin; a POST takes a step, or confirms and answers for the reader's organ."""
    bulletin = _bulletin(request, pk)
    copies = list(bulletin.copies.visible_to(request.actor).select_related("organ", "confirmed_by__person", "bulletin"))
    own = next((copy for copy in copies if copy.organ_id == request.actor.organ_id), None)
    form = ReplyForm(request.POST if "reply" in request.POST else None)
    if request.method == "POST" and _done(request, bulletin, own, form):
        return redirect("contribution_bulletin", pk=pk)
    context = {
        "bulletin": bulletin,
        "copies": copies,
        "own": own,
        "form": form,
        "steps": {
            name: words
            for name, (words, state, permission, _) in STEPS.items()
            if bulletin.state == state and request.actor.may(permission, bulletin)
        },
        "settled": sum(copy.is_settled for copy in copies),
    }
    return render(request, "contributions/bulletin.html", context, status=422 if form.errors else 200)


def _bulletin(request: Any, pk: int) -> Bulletin:
    rows = Bulletin.objects.visible_to(request.actor).select_related(
        "organ", "approved_by__person", "drafted_by__person"
    )
    found: Bulletin = get_object_or_404(rows, pk=pk)
    return found


def _done(request: Any, bulletin: Bulletin, own: BulletinCopy | None, form: ReplyForm) -> bool:
    """Whether what was asked for is done; faults are said."""
    step = request.POST.get("step", "")
    try:
        if step in STEPS:
            STEPS[step][3](request.actor, bulletin)
        elif own and "confirm" in request.POST:
            confirm_reading(request.actor, own)
        elif own and form.is_bound:
            if not form.is_valid():
                return False
            answer_bulletin(request.actor, own, form.cleaned_data["reply"])
        messages.success(request, "已办理。")
    except _FAILURES as fault:
        messages.error(request, str(fault))
    return True


@officials_only
def letter(request: Any, pk: int) -> HttpResponseBase:
    """The bulletin as a PDF, for whoever sees it; the same bytes for the same bulletin."""
    bulletin = _bulletin(request, pk)
    try:
        made = letter_of(bulletin)
    except _FAILURES as fault:
        messages.warning(request, f"通报不能生成：{fault}")
        return redirect("contribution_bulletin", pk=pk)
    answer = HttpResponse(made.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = "inline; filename=bulletin.pdf"
    return answer
