"""The desk where results are handed out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.hall.actions import handing_out
from mingtang.domains.services.hall.forms import ParcelForm, WaitingResultFilter, receiver_of
from mingtang.domains.services.hall.models import Handout
from mingtang.domains.services.hall.permissions import HAND_OUT
from mingtang.domains.services.hall.queries.desk import handouts_of, to_hand_out
from mingtang.kernel.cases.api import NotPermitted
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _last_day(row: Application) -> date | None:
    """The last day of what runs once it is decided, the limit of the delivery."""
    return last_day(row.case.due_at) if row.case and row.case.due_at else None


WAITING = Listing(
    columns=(
        Column("item", "事项", sort="item__name", value=lambda row: row.item.name,
               link=lambda row: reverse("hand_out", args=[row.pk]), sub=lambda row: row.shown_number),
        Column("applicant", "申请人", sort="applicant_name", value=lambda row: row.applicant_name),
        Column("organ", "承办机关", sort="organ__name", value=lambda row: row.organ.label, middle=True),
        Column("decided", "决定时间", sort="decided_at", value=lambda row: row.decided_at, kind="date", middle=True),
        Column("due", "送达期限", sort="case__due_at", value=_last_day, kind="date", minor=True),
    ),
    default_sort="decided", filter_form=WaitingResultFilter, caption="待出件", unit="件", exportable=True,
    empty="没有待出件的办件。证照文书制作完成以后会出现在这里。",
)  # fmt: skip
HANDOUTS = Listing(
    columns=(
        Column("item", "事项", value=lambda row: row.application.item.name, sub=lambda row: row.application.shown_number),
        Column("way", "方式", sort="way", value=lambda row: row.get_way_display(),
               show=lambda row: tag(row.get_way_display() if row.collected_at else f"在柜 {row.cabinet}", "good" if row.collected_at else "warn")),
        Column("receiver", "领取人", value=lambda row: row.receiver),
        Column("parcel", "快递", value=lambda row: " ".join(filter(None, (row.carrier, row.tracking))) or "—", middle=True),
        Column("at", "时间", sort="at", kind="datetime", middle=True),
    ),
    default_sort="-at", caption="出件记录", unit="件", exportable=True, empty="还没有出件。",
)  # fmt: skip


@asks(HAND_OUT)
def waiting(request: Any) -> HttpResponseBase:
    """What is ready, by number, query code or name."""
    rows = to_hand_out(request.actor)
    if request.GET.get("export"):
        return WAITING.export(request, rows, "待出件")
    return render(request, "hall/delivery.html", {"page": WAITING.page(request, rows)})


@never_cache
@asks(HAND_OUT)
def hand_out(request: Any, pk: int) -> HttpResponseBase:
    """Hand one result out; everything typed stays when it is refused."""
    application = to_hand_out(request.actor).select_related("window_filing").filter(pk=pk).first()
    if application is None:
        raise Http404
    form = ParcelForm(request.POST or None, initial=receiver_of(application))
    if request.method == "POST" and form.is_valid():
        try:
            done = handing_out.hand_out(request.actor, application, form.parcel)
        except (Refused, StepRefused, NotPermitted) as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            return _done(request, done)
    context = {"application": application, "form": form}
    return render(request, "hall/hand_out.html", context, status=422 if form.errors else 200)


def _done(request: Any, done: Handout) -> HttpResponseBase:
    if done.collected_at is None:
        messages.success(request, f"已放入柜门 {done.cabinet}，取件码 {done.pickup_code}。取走后请在出件记录里登记。")
        return redirect("handouts")
    messages.success(request, "已出件，送达回证已经出具。")
    return redirect("delivery_desk")


@asks(HAND_OUT)
def handouts(request: Any) -> HttpResponseBase:
    """What was handed out, and what still lies in a cabinet."""
    rows = handouts_of(request.actor)
    if request.GET.get("export"):
        return HANDOUTS.export(request, rows, "出件记录")
    lying = rows.filter(collected_at=None)
    return render(request, "hall/handouts.html", {"page": HANDOUTS.page(request, rows), "lying": lying})


@require_POST
@asks(HAND_OUT)
def collection(request: Any, pk: int) -> HttpResponseBase:
    """What lay in a cabinet was taken out."""
    found = get_object_or_404(handouts_of(request.actor), pk=pk)
    try:
        handing_out.collected(request.actor, found)
        messages.success(request, "已登记取走，送达回证已经出具。")
    except (Refused, StepRefused, NotPermitted) as refusal:
        messages.warning(request, str(refusal))
    return redirect("handouts")
