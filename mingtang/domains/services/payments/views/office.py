"""Payments in the workbench."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render

from mingtang.domains.services.payments.permissions import READ_PAYMENTS
from mingtang.domains.services.payments.queries import readable_orders
from mingtang.domains.services.payments.views.pieces import listing
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column

LISTING = listing(
    Column("payer", "缴款人", sort="payer_name", value=lambda row: row.payer_name),
    Column("reference", "办件编号", sort="reference", value=lambda row: row.reference, minor=True),
    Column("organ", "收费单位", sort="organ__name", value=lambda row: row.organ.label, minor=True),
    Column("receipt", "票据号", sort="receipt", value=lambda row: row.receipt, middle=True),
    caption="缴费",
)


@asks(READ_PAYMENTS)
def payments(request: Any) -> HttpResponseBase:
    """Orders of the reader's organs; two statements."""
    rows = readable_orders(request.actor)
    if request.GET.get("export"):
        return LISTING.export(request, rows, "缴费")
    return render(request, "payments/office.html", {"page": LISTING.page(request, rows)})
