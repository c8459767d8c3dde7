"""For everybody: the archive of annual reports, one report, its tables."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mingtang.domains.disclosure.catalogue.api import frame
from mingtang.domains.disclosure.reports.export import as_workbook
from mingtang.domains.disclosure.reports.layout import COLUMN_NAMES, RESULT_NAMES, table_2, table_3, table_4
from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.queries.reports import public_reports
from mingtang.domains.disclosure.reports.rules import COUNTS, SECTIONS


@require_safe
def reports_page(request: HttpRequest) -> HttpResponseBase:
    """All published reports by year; one statement."""
    years: dict[int, list[AnnualReport]] = {}
    for report in public_reports():
        years.setdefault(report.year, []).append(report)
    return render(request, "disclosure_reports/public/reports.html", frame("reports", years=list(years.items())))


@require_safe
def report_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One report; one statement."""
    report: AnnualReport = get_object_or_404(public_reports(), pk=pk)
    return render(request, "disclosure_reports/public/report.html", frame("reports", report=report, **tables(report)))


@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The tables of a published report as XLSX."""
    return as_workbook(get_object_or_404(public_reports(), pk=pk))


def tables(report: AnnualReport) -> dict[str, Any]:
    """What the pages of a report show of its figures and text."""
    return {
        "sections": [(key, title, report.sections.get(key, "")) for key, title in SECTIONS.items()],
        "counts": COUNTS.values(), "columns": COLUMN_NAMES, "results": RESULT_NAMES,
        "table_2": table_2(report.figures, report.by_hand), "table_3": table_3(report.figures),
        "table_4": table_4(report.figures),
    }  # fmt: skip
