"""Compiling, checking, signing and publishing reports."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingtang.domains.disclosure.reports.actions import compiling, signing
from mingtang.domains.disclosure.reports.export import as_workbook
from mingtang.domains.disclosure.reports.forms import FiguresForm, FreezeForm, ReturnForm, SectionsForm
from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.permissions import COMPILE_REPORTS, READ_REPORTS, SIGN_REPORTS
from mingtang.domains.disclosure.reports.queries.reports import faults_of, organs_without_report, reports_for
from mingtang.domains.disclosure.reports.rules import State
from mingtang.domains.disclosure.reports.views.public import tables
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light


def _time(row: AnnualReport) -> Any:
    """The light of a report by its limit; no statement."""
    if row.published_at:
        late = timezone.localdate(row.published_at) > row.due_on
        return light("red", "逾期公布") if late else light("done", "按期公布")
    return light("red", "已超期") if timezone.localdate() > row.due_on else light("green", "正常")


REPORTS = Listing(
    columns=(
        Column("title", "报告", value=str, link=lambda row: reverse("compile_disclosure_report", args=[row.pk])),
        Column("year", "年度", sort="year", value=lambda row: str(row.year)),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display()),
        Column("time", "时限", value=lambda row: "", show=_time),
        Column("due_on", "公布期限", sort="due_on", kind="date", middle=True),
        Column("published_at", "公布时间", sort="published_at", kind="datetime", middle=True),
    ),
    default_sort="-year", caption="政府信息公开工作年度报告", unit="份", empty="还没有年度报告。",
)  # fmt: skip


@asks(READ_REPORTS)
def reports_page(request: Any) -> HttpResponseBase:
    """Reports that the reader may see, and who is late; four statements."""
    last = timezone.localdate().year - 1
    context = {
        "page": REPORTS.page(request, reports_for(request.actor)), "year": last,
        "missing": organs_without_report(request.actor, last), "may_compile": request.actor.may(COMPILE_REPORTS),
    }  # fmt: skip
    return render(request, "disclosure_reports/reports.html", context)


@asks(COMPILE_REPORTS)
def freeze_page(request: Any) -> HttpResponseBase:
    """Begin the report of one's organ on a year, or that of the government it serves (条例第四十九条第二款)."""
    form = FreezeForm(request.POST or None, initial={"year": timezone.localdate().year - 1})
    if request.method == "POST" and form.is_valid():
        own = Organ.objects.select_related("superior").get(pk=request.actor.organ_id)
        organ = (own.superior or own) if form.cleaned_data["is_aggregate"] else own
        try:
            report = compiling.freeze_report(request.actor, organ, **form.cleaned_data)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        else:
            messages.success(request, "数据已冻结，请填报其余数据，编写正文。")
            return redirect("compile_disclosure_report", pk=report.pk)
    return _form(request, form, "编制年度报告", reverse("disclosure_annual_reports"), "冻结数据")


@asks(READ_REPORTS)
def report_page(request: Any, pk: int) -> HttpResponseBase:
    """A report with its checks and what may be done with it."""
    report = _found(request, pk)
    if request.GET.get("export"):
        return as_workbook(report)
    is_draft = report.state == State.DRAFT
    context = {
        "report": report, "faults": faults_of(report) if is_draft else [], "is_draft": is_draft,
        "may_compile": is_draft and request.actor.may(COMPILE_REPORTS, report),
        "may_sign": request.actor.may(SIGN_REPORTS, report), **tables(report),
    }  # fmt: skip
    return render(request, "disclosure_reports/report.html", context)


@asks(COMPILE_REPORTS)
def figures_page(request: Any, pk: int) -> HttpResponseBase:
    """Enter what no record gives."""
    report = _found(request, pk)
    form = FiguresForm(request.POST or None, report=report)
    return _filled(
        request, report, form, "填报数据", lambda: compiling.enter_figures(request.actor, report, form.cleaned_data)
    )


@asks(COMPILE_REPORTS)
def sections_page(request: Any, pk: int) -> HttpResponseBase:
    """Write the six sections."""
    report = _found(request, pk)
    form = SectionsForm(request.POST or None, report=report)
    return _filled(
        request, report, form, "编写正文", lambda: compiling.write_sections(request.actor, report, form.sections)
    )


@asks(SIGN_REPORTS)
def return_page(request: Any, pk: int) -> HttpResponseBase:
    """Send a signed report back."""
    report = _found(request, pk)
    form = ReturnForm(request.POST or None)
    return _filled(
        request, report, form, "退回修改", lambda: signing.return_report(request.actor, report, **form.cleaned_data)
    )


@asks(SIGN_REPORTS)
@require_POST
def signature(request: Any, pk: int) -> HttpResponseBase:
    """Sign a report, if its checks let it pass."""
    return _done(request, pk, signing.sign_report, "已签发。")


@asks(SIGN_REPORTS)
@require_POST
def publication(request: Any, pk: int) -> HttpResponseBase:
    """Publish a signed report."""
    return _done(request, pk, signing.publish_report, "已公布。")


def _done(request: Any, pk: int, do: Callable[..., None], words: str) -> HttpResponseBase:
    report = _found(request, pk)
    try:
        do(request.actor, report)
        messages.success(request, words)
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect("compile_disclosure_report", pk=pk)


def _filled(request: Any, report: AnnualReport, form: Form, title: str, do: Callable[[], object]) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        else:
            messages.success(request, f"{title}：已保存。")
            return redirect("compile_disclosure_report", pk=report.pk)
    return _form(request, form, title, reverse("compile_disclosure_report", args=[report.pk]), "保存")


def _form(request: Any, form: Form, title: str, back: str, button: str) -> HttpResponseBase:
    context = {"form": form, "title": title, "back": back, "button": button}
    return render(request, "disclosure_reports/form.html", context, status=422 if form.errors else 200)


def _found(request: Any, pk: int) -> AnnualReport:
    report: AnnualReport = get_object_or_404(reports_for(request.actor), pk=pk)
    return report
