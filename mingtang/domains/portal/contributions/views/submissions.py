"""The reporter's desk, the editor's inbox, and one submission."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.contributions.actions.deciding import adopt, decline, forward, merge
from mingtang.domains.portal.contributions.actions.submitting import submit
from mingtang.domains.portal.contributions.forms import DecisionForm, SubmissionFilter, SubmissionForm
from mingtang.domains.portal.contributions.models import ReportingUnit, Submission
from mingtang.domains.portal.contributions.permissions import EDIT_CONTRIBUTIONS
from mingtang.domains.portal.contributions.policy import LABEL, reporter_of
from mingtang.domains.portal.contributions.queries.places import places_of
from mingtang.domains.portal.contributions.queries.ranking import score_of
from mingtang.domains.portal.contributions.rules.course import TAKEN, SubmissionState
from mingtang.domains.portal.contributions.rules.periods import Period, month_of
from mingtang.domains.portal.contributions.views.tabs import tabs
from mingtang.kernel.content.api import material_rows, materials_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, asks, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

VERBS: dict[str, Callable[[Actor, Submission, str], None]] = {"adopt": adopt, "forward": forward, "decline": decline}


def state_tag(submission: Submission) -> Any:
    """The state as a tag."""
    kinds = {SubmissionState.SUBMITTED: "state", SubmissionState.DECLINED: "off"}
    state = SubmissionState(submission.state)
    return tag(submission.get_state_display(), "good" if state in TAKEN else kinds[state])


SUBMISSIONS = Listing(
    columns=(
        Column("title", "标题", sort="title", link=lambda each: reverse("contribution", args=[each.pk])),
        Column("organ", "报送单位", sort="organ__rank organ__path", value=lambda each: each.organ.label, middle=True),
        Column("reporter", "信息员", value=lambda each: each.reporter.account.holder_name, middle=True),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=state_tag),
        Column("submitted_at", "报送时间", sort="submitted_at", kind="datetime", middle=True),
        Column("decided_at", "处理时间", sort="decided_at", kind="datetime", minor=True),
    ),
    default_sort="-submitted_at", filter_form=SubmissionFilter, caption="报送信息", unit="条", empty="还没有报送信息。",
)  # fmt: skip


def _listed(rows: Any) -> Any:
    return rows.select_related("organ", "reporter__account__person")


@officials_only
def own_page(request: Any) -> HttpResponseBase:
    """What the reader's organ has handed in, and its points."""
    reporter = reporter_of(request.actor)
    rows = _listed(Submission.objects.visible_to(request.actor).filter(organ=request.actor.organ_id))
    context = {
        "page": SUBMISSIONS.page(request, rows),
        "reporter": reporter,
        "figures": _figures(reporter.unit) if reporter else [],
        "tabs": tabs(request, "contributions"),
    }
    return render(request, "contributions/own.html", context)


def _figures(unit: ReportingUnit) -> list[dict[str, Any]]:
    today = timezone.localdate()
    month, year = score_of(unit, month_of(today)), score_of(unit, Period(today.year, 1, 12))
    counts = {line.title: line.count for line in month.lines}
    return [
        {"label": "本月得分", "value": f"{month.total.normalize():f}", "unit": "分"},
        {"label": "本年得分", "value": f"{year.total.normalize():f}", "unit": "分"},
        {"label": "本月报送", "value": counts.get("报送信息", 0), "unit": "条"},
    ]


@officials_only
def new_submission(request: Any) -> HttpResponseBase:
    """Hand something in."""
    reporter = reporter_of(request.actor)
    if reporter is None:
        messages.warning(request, "您不是登记在册的信息员，不能报送。请联系编辑部登记。")
        return redirect("contributions")
    form = SubmissionForm(request.POST or None, request.FILES or None, places=places_of(reporter.unit.desk_id))
    if request.method == "POST" and form.is_valid():
        try:
            submission = submit(request.actor, form.contribution)
            messages.success(request, "已报送，编辑部处理后您会收到通知。")
            return redirect("contribution", pk=submission.pk)
        except Refused as fault:
            form.add_error("attachments" if fault.field == "file" else fault.field or None, str(fault))
    return render(request, "contributions/new.html", {"form": form}, status=422 if form.errors else 200)


@asks(EDIT_CONTRIBUTIONS)
def inbox(request: Any) -> HttpResponseBase:
    """What came in for the editor's sites; several chosen ones may be made into one."""
    rows = _listed(Submission.objects.within(request.actor, EDIT_CONTRIBUTIONS))
    if request.method == "POST":
        return _merge(request, rows)
    units = ReportingUnit.objects.within(request.actor, EDIT_CONTRIBUTIONS).select_related("organ")
    organs = [(unit.organ_id, unit.organ.label) for unit in units]
    context = {"page": SUBMISSIONS.page(request, rows, organs=organs), "tabs": tabs(request, "contribution_inbox")}
    return render(request, "contributions/inbox.html", context)


def _merge(request: Any, rows: Any) -> HttpResponseBase:
    keys = [int(key) for key in request.POST.getlist("chosen") if key.isdigit()]
    chosen = list(rows.filter(pk__in=keys).select_related("site__organ__region").order_by("submitted_at", "pk"))
    try:
        lead = merge(request.actor, chosen)
    except Refused as fault:
        messages.error(request, str(fault))
        return redirect("contribution_inbox")
    messages.success(request, f"{len(chosen)} 条信息已综合采用。")
    return redirect("contribution", pk=lead.pk)


@officials_only
def submission_page(request: Any, pk: int) -> HttpResponseBase:
    """One submission with its files; an editor's POST with a verb decides it."""
    rows = Submission.objects.visible_to(request.actor)
    related = ("organ", "site__organ__region", "column", "lead", "reporter__account__person", "decided_by__person")
    submission: Submission = get_object_or_404(rows.select_related(*related), pk=pk)
    form = DecisionForm(request.POST or None)
    verb = request.POST.get("verb", "")
    if request.method == "POST" and verb in VERBS and form.is_valid():
        try:
            VERBS[verb](request.actor, submission, form.cleaned_data["reason"])
            messages.success(request, f"已处理：{submission.get_state_display()}。")
            return redirect("contribution", pk=pk)
        except Refused as fault:
            form.add_error(fault.field or None, str(fault))
    edits = request.actor.may(EDIT_CONTRIBUTIONS, submission)
    context = {
        "submission": submission,
        "facts": _facts(submission),
        "materials": material_rows(request.actor, materials_of(request.actor, LABEL, str(pk))),
        "form": form if submission.is_waiting and edits else None,
        "manuscript": submission.manuscript_id if edits else None,
        "merged": list(submission.merged.select_related("organ")),
        "state_kind": "good" if SubmissionState(submission.state) in TAKEN else "state",
    }
    return render(request, "contributions/submission.html", context, status=422 if form.errors else 200)


def _facts(submission: Submission) -> list[tuple[str, Any]]:
    decided = submission.decided_at and f"{timezone.localtime(submission.decided_at):%Y-%m-%d %H:%M}"
    told = [
        ("报送单位", submission.organ.label),
        ("信息员", f"{submission.reporter.account.holder_name}　{submission.reporter.phone}"),
        ("报送时间", f"{timezone.localtime(submission.submitted_at):%Y-%m-%d %H:%M}"),
        ("建议网站", submission.site.name),
        ("建议栏目", submission.column.title if submission.column else "由编辑确定"),
        ("处理时间", decided),
        ("处理人", submission.decided_by and submission.decided_by.holder_name),
        ("处理意见", submission.reason),
        ("并入", submission.lead),
    ]
    return [(name, value) for name, value in told if value]
