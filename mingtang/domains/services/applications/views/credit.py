"""Credit records in the workbench: the list, one of them, and making good."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.services.applications.actions.committing import repair
from mingtang.domains.services.applications.forms import CreditFilter, RepairForm
from mingtang.domains.services.applications.models import CreditRecord
from mingtang.domains.services.applications.permissions import READ_APPLICATIONS, REPAIR_CREDIT
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _standing(row: CreditRecord) -> str:
    return "已修复" if row.repaired_at else "未修复"


LISTING = Listing(
    columns=(
        Column("subject", "信用主体", sort="subject_name", value=lambda row: row.subject_name, kind="link"),
        Column("kind", "情形", sort="kind", value=lambda row: row.get_kind_display()),
        Column("standing", "状态", value=_standing, show=lambda row: tag(_standing(row), "off" if row.repaired_at else "warn")),
        Column("item", "事项", value=lambda row: row.application.item.name, middle=True),
        Column("organ", "认定机关", sort="organ__name", value=lambda row: row.organ.label, minor=True),
        Column("at", "认定时间", sort="recorded_at", value=lambda row: row.recorded_at, kind="datetime", middle=True),
    ),
    default_sort="-at", filter_form=CreditFilter, caption="信用记录", unit="条", exportable=True,
    empty="没有信用记录。事后核查认定承诺不实的，会记在这里。",
)  # fmt: skip


@asks(READ_APPLICATIONS)
def credit_records(request: Any) -> HttpResponseBase:
    """Dishonesty found by the reader's organs."""
    rows = CreditRecord.objects.visible_to(request.actor).select_related("application__item", "organ")
    if request.GET.get("export"):
        return LISTING.export(request, rows, "信用记录")
    return render(request, "applications/credit_records.html", {"page": LISTING.page(request, rows)})


@asks(READ_APPLICATIONS)
def credit_record(request: Any, pk: int) -> HttpResponseBase:
    """One record; whoever may, restores the credit of its subject."""
    rows = CreditRecord.objects.visible_to(request.actor).select_related(
        "application__item", "organ", "repaired_by__person"
    )
    record = get_object_or_404(rows, pk=pk)
    form = RepairForm(request.POST or None)
    if form.is_valid():
        try:
            repair(request.actor, record, form.cleaned_data["note"])
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "已修复。")
            return redirect("credit_record", pk=pk)
    may_repair = record.repaired_at is None and request.actor.may(REPAIR_CREDIT, record)
    context = {"record": record, "form": form, "may_repair": may_repair, "standing": _standing(record)}
    return render(request, "applications/credit_record.html", context, status=422 if form.errors else 200)
