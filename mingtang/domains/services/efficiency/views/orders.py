"""Orders: the list, sending one from a light, answering and closing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from mingtang.domains.services.efficiency.actions.ordering import answer_order, close_order, send_order
from mingtang.domains.services.efficiency.forms import AnswerForm, OrderFilter, OrderForm
from mingtang.domains.services.efficiency.models import SupervisionOrder
from mingtang.domains.services.efficiency.permissions import ANSWER_LIGHTS, SUPERVISE_EFFICIENCY
from mingtang.domains.services.efficiency.views.lights import light_for
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

_TONES = {"sent": "warn", "answered": "brand", "closed": "off"}

LISTING = Listing(
    columns=(
        Column("number", "督办编号", sort="number", link=lambda row: row.get_absolute_url(), sub=lambda row: row.content[:40]),
        Column("organ", "督办对象", sort="organ__name", value=lambda row: row.organ.label, middle=True),
        Column("content", "督办内容", export_only=True),
        Column("sent", "发出时间", sort="sent_at", value=lambda row: row.sent_at, kind="datetime", minor=True),
        Column("due", "答复期限", sort="due_at", value=lambda row: last_day(row.due_at), kind="date", middle=True),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display(),
               show=lambda row: tag(row.get_state_display(), _TONES[row.state])),
        Column("answer", "答复", export_only=True),
    ),
    default_sort="-sent", filter_form=OrderFilter, caption="督办单", unit="份", exportable=True, empty="没有督办单。",
)  # fmt: skip


@officials_only
def orders(request: Any) -> HttpResponseBase:
    """Orders that the reader supervises or has to answer; two statements."""
    rows = SupervisionOrder.objects.visible_to(request.actor).select_related("organ")
    if request.GET.get("export"):
        return LISTING.export(request, rows, "督办单")
    return render(request, "efficiency/orders.html", {"page": LISTING.page(request, rows)})


@asks(SUPERVISE_EFFICIENCY)
def send(request: Any, pk: int) -> HttpResponseBase:
    """Send an order because of a light."""
    light = light_for(request, pk)
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_order(
                request.actor, light.organ, form.cleaned_data["content"], form.cleaned_data["until"], light=light
            )
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        else:
            messages.success(request, f"已发出督办单 {sent.number}。")
            return redirect(sent)
    return render(
        request, "efficiency/send_order.html", {"light": light, "form": form}, status=422 if form.errors else 200
    )


@never_cache
@officials_only
def order(request: Any, pk: int) -> HttpResponseBase:
    """One order, with the answer or the form for it."""
    rows = SupervisionOrder.objects.visible_to(request.actor).select_related(
        "organ", "light", "sender__person", "answered_by__person"
    )
    found: SupervisionOrder | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None if "answer" in request.POST else None)
    if request.method == "POST":
        try:
            if _done(request, found, form):
                return redirect(found)
        except Refused as fault:
            form.add_error(None, str(fault)) if form.is_bound else messages.warning(request, str(fault))
    context = {
        "order": found, "form": form, "due_on": last_day(found.due_at),
        "may_answer": found.state == "sent" and request.actor.may(ANSWER_LIGHTS, found),
        "may_close": found.state == "answered" and request.actor.may(SUPERVISE_EFFICIENCY, found),
    }  # fmt: skip
    return render(request, "efficiency/order.html", context, status=422 if form.errors else 200)


def _done(request: Any, found: SupervisionOrder, form: AnswerForm) -> bool:
    """Answer or close; False when the answer has faults."""
    if "close" in request.POST:
        close_order(request.actor, found)
        messages.success(request, "督办已办结。")
        return True
    if not form.is_valid():
        return False
    answer_order(request.actor, found, form.cleaned_data["answer"])
    messages.success(request, "已答复。")
    return True
