"""Payments in the workbench: the list, and one order with what may be recorded of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mingtang.domains.services.payments.actions.receiving import take_at_window
from mingtang.domains.services.payments.actions.refunding import order_refund, record_refund
from mingtang.domains.services.payments.forms import RefundForm, WindowPaymentForm, WindowRefundForm
from mingtang.domains.services.payments.models import PaymentOrder
from mingtang.domains.services.payments.permissions import CHARGE_FEES, READ_PAYMENTS
from mingtang.domains.services.payments.providers import till_named
from mingtang.domains.services.payments.queries import readable_orders
from mingtang.domains.services.payments.rules import State
from mingtang.domains.services.payments.views.pieces import TONES, listing
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, asks
from mingtang.ui.listing import Column

LISTING = listing(
    Column("payer", "缴款人", sort="payer_name", value=lambda row: row.payer_name),
    Column("reference", "办件编号", sort="reference", value=lambda row: row.reference, minor=True),
    Column("organ", "收费单位", sort="organ__name", value=lambda row: row.organ.label, minor=True),
    Column("receipt", "票据号", sort="receipt", value=lambda row: row.receipt, middle=True),
    caption="缴费",
    link=lambda row: reverse("payment_at_office", args=[row.pk]),
)
Record = Callable[[Actor, PaymentOrder, dict[str, Any]], None]
RECORDS: dict[str, tuple[str, Record]] = {
    "payment": ("登记窗口缴费", lambda actor, order, said: take_at_window(actor, order, said["receipt"])),
    "refund": ("决定退费", lambda actor, order, said: order_refund(actor, order, said["amount"], said["reason"])),
    "refunded": ("登记窗口退费", lambda actor, order, said: record_refund(actor, order, said["reference"])),
}
"""What may be recorded of an order: how it is called, what does it with the words of its form."""


@asks(READ_PAYMENTS)
def payments(request: Any) -> HttpResponseBase:
    """Orders of the reader's organs; two statements."""
    rows = readable_orders(request.actor)
    if request.GET.get("export"):
        return LISTING.export(request, rows, "缴费")
    return render(request, "payments/office.html", {"page": LISTING.page(request, rows)})


@never_cache
@asks(READ_PAYMENTS)
def payment(request: Any, pk: int) -> HttpResponseBase:
    """One order, and the form of what has to be recorded next: payment at a window, a refund, its payment there."""
    order = PaymentOrder.objects.visible_to(request.actor).select_related("organ").filter(pk=pk).first()
    if order is None:
        raise Http404
    what = _next(order) if request.actor.may(CHARGE_FEES, order) else ""
    form = _form(what, order, request.POST if request.method == "POST" and request.POST.get("what") == what else None)
    if form is not None and form.is_valid() and _recorded(request, order, what, form):
        return redirect("payment_at_office", pk=order.pk)
    context = {
        "order": order, "lines": order.lines.all(), "refunds": order.refunds.all(), "tone": TONES[State(order.state)],
        "form": form, "what": what, "label": RECORDS[what][0] if what else "",
    }  # fmt: skip
    return render(request, "payments/at_office.html", context, status=422 if form is not None and form.errors else 200)


def _next(order: PaymentOrder) -> str:
    """What is to be recorded next; "" when nothing is: money that a till took goes back by itself."""
    if order.is_open:
        return "payment"
    if order.refunds.filter(done_at=None).exists():
        return "" if till_named(order.provider) else "refunded"
    return "refund" if order.state == State.PAID else ""


def _form(what: str, order: PaymentOrder, sent: Any) -> Form | None:
    if what == "refund":
        return RefundForm(sent, left=order.left)
    return {"payment": WindowPaymentForm, "refunded": WindowRefundForm}[what](sent) if what else None


def _recorded(request: Any, order: PaymentOrder, what: str, form: Form) -> bool:
    """Record it; False with the fault beside its field."""
    label, record = RECORDS[what]
    try:
        record(request.actor, order, form.cleaned_data)
    except Refused as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return False
    messages.success(request, f"{label}：已登记。")
    return True
