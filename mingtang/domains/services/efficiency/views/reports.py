"""Monthly reports: the list, making one, its file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from mingtang.domains.services.efficiency.actions.reporting import make_report, pdf_of
from mingtang.domains.services.efficiency.forms import ReportForm
from mingtang.domains.services.efficiency.models import EfficiencyReport
from mingtang.domains.services.efficiency.permissions import READ_EFFICIENCY, SUPERVISE_EFFICIENCY
from mingtang.domains.services.efficiency.queries.breakdowns import organs_supervised
from mingtang.domains.services.efficiency.rules.periods import period_of
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing

LISTING = Listing(
    columns=(
        Column("month", "月份", sort="month", value=lambda row: f"{row.month:%Y-%m}", link=lambda row: row.get_absolute_url()),
        Column("organ", "单位", sort="organ__name", value=lambda row: f"{row.organ.label}所辖" if row.overall else row.organ.label),
        Column("made", "编制时间", sort="made_at", value=lambda row: row.made_at, kind="datetime", middle=True),
        Column("by", "编制人", value=lambda row: row.made_by.holder_name if row.made_by else "", minor=True),
    ),
    default_sort="-made", caption="效能月报", unit="份", exportable=True, empty="还没有效能月报。",
)  # fmt: skip


@asks(READ_EFFICIENCY)
def reports(request: Any) -> HttpResponseBase:
    """Reports that the reader may read, and making another."""
    may_make = request.actor.may(SUPERVISE_EFFICIENCY)
    form = ReportForm(request.POST or None, organs=organs_supervised(request.actor)) if may_make else None
    if request.method == "POST" and form is not None and form.is_valid():
        organ, month = form.cleaned_data["organ"], period_of(form.cleaned_data["month"])
        assert month is not None  # one of the choices
        about = organ or Organ.objects.select_related("region").get(pk=request.actor.organ_id)
        try:
            made = make_report(request.actor, about, month, overall=organ is None)
        except Refused as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, f"已编制{made}。")
            return redirect("efficiency_reports")
    rows = EfficiencyReport.objects.visible_to(request.actor).select_related("organ", "made_by__person").defer("data")
    if request.GET.get("export"):
        return LISTING.export(request, rows, "效能月报")
    context = {"page": LISTING.page(request, rows), "form": form}
    return render(request, "efficiency/reports.html", context, status=422 if form is not None and form.errors else 200)


@asks(READ_EFFICIENCY)
def report_file(request: Any, pk: int) -> HttpResponseBase:
    """A report as PDF."""
    found = EfficiencyReport.objects.visible_to(request.actor).select_related("organ").filter(pk=pk).first()
    if found is None:
        raise Http404
    answer = HttpResponse(pdf_of(found), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{found}.pdf")
    return answer
