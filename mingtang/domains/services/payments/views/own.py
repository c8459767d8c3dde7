"""What one has to pay: the list, and the page of an order from which one goes to the till."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.services.payments.providers import online_till
from mingtang.domains.services.payments.queries import own_orders, readable_orders
from mingtang.domains.services.payments.rules import State
from mingtang.domains.services.payments.views.pieces import TONES, listing
from mingtang.kernel.evidence.api import signed_in
from mingtang.ui.listing import Column

LISTING = listing(
    Column("organ", gettext_lazy("收费单位"), sort="organ__name", value=lambda row: row.organ.label, middle=True),
    caption=gettext_lazy("我的缴费"),
)


@never_cache
@signed_in
@require_safe
def own_payments(request: HttpRequest) -> HttpResponseBase:
    """What the reader has to pay, or has paid."""
    rows = own_orders(request.actor)  # type: ignore[attr-defined]
    if request.GET.get("export"):
        return LISTING.export(request, rows, str(_("我的缴费")))
    return render(request, "payments/own.html", {"page": LISTING.page(request, rows)})


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def payment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One order: every fee with its standard and basis, and the way to the till for whoever has to pay; four statements."""
    actor = request.actor  # type: ignore[attr-defined]
    order = readable_orders(actor).filter(pk=pk).first()
    if order is None:
        raise Http404
    till, mine = online_till(), order.owner_id == actor.account_id
    if request.method == "POST" and till is not None and mine and order.is_open:
        return redirect(till.address(order))
    context = {
        "order": order,
        "lines": order.lines.all(),
        "refunds": order.refunds.all(),
        "tone": TONES[State(order.state)],
        "till": till if mine and order.is_open else None,
        "at_window": mine and order.is_open and till is None,
    }
    return render(request, "payments/order.html", context)
