"""The hall for its visitors: which there are, taking a ticket, following it, booking a half-hour."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingtang.domains.services.hall.actions.booking import book, cancel
from mingtang.domains.services.hall.actions.queueing import arrive, give_up, take_ticket
from mingtang.domains.services.hall.forms import SlotForm, TicketForm
from mingtang.domains.services.hall.models import Appointment, Business, Hall, Ticket
from mingtang.domains.services.hall.opening import is_open
from mingtang.domains.services.hall.queries.booking import blocked_until, free_slots, own_appointments
from mingtang.domains.services.hall.queries.desk import in_cabinets_for
from mingtang.domains.services.hall.queries.queue import ahead_of, board_of, ticket_with
from mingtang.domains.services.hall.rules import Priority, TicketState
from mingtang.domains.services.ratings.api import invitation_of_visit
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

REFRESH = "15"
"""Seconds after which a page that shows the queue asks again, with or without scripts (the header Refresh)."""


OWN = Listing(
    columns=(
        Column("business", gettext_lazy("业务"), value=lambda row: row.business.name, sub=lambda row: row.hall.name),
        Column("slot", gettext_lazy("时段"), sort="slot", kind="datetime"),
        Column("state", gettext_lazy("状态"), sort="state", value=lambda row: row.get_state_display(),
               show=lambda row: tag(row.get_state_display(), "brand" if row.state == "booked" else "off")),
        Column("code", gettext_lazy("预约码"), value=lambda row: row.code if row.state == "booked" else "—", middle=True),
    ),
    default_sort="-slot", caption=gettext_lazy("我的预约"), unit=gettext_lazy("次"), page_size=20, exportable=True,
    empty=gettext_lazy("还没有预约。选一个大厅和业务，预约半小时的时段。"),
)  # fmt: skip


@require_safe
def halls(request: HttpRequest) -> HttpResponseBase:
    """The halls of the node."""
    return render(request, "hall/halls.html", {"halls": Hall.objects.select_related("organ")})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hall(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One hall: how many wait, what can be booked, and a ticket on line for whoever has signed in."""
    found: Hall = get_object_or_404(Hall.objects.select_related("organ"), pk=pk)
    actor: Any = request.actor  # type: ignore[attr-defined]
    may_take = actor.account_id is not None and actor.kind != "official"
    form = TicketForm(request.POST or None, hall=found) if may_take else None
    if request.method == "POST":
        if form is None:
            return redirect("sign_in")
        if form.is_valid():
            try:
                business = form.cleaned_data["business"]
                business.hall = found
                return redirect(take_ticket(actor, business, Priority(form.cleaned_data["priority"] or "")))
            except Refused as refusal:
                form.add_error(None, str(refusal))
    now = timezone.now()
    context = {
        "hall": found, "board": board_of(found, timezone.localdate(now)), "form": form, "is_open": is_open(found, now),
    }  # fmt: skip
    return render(request, "hall/hall.html", context, status=422 if form is not None and form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: HttpRequest, code: str) -> HttpResponseBase:
    """How one's ticket stands; whoever has its address may follow it, and give it up."""
    found = ticket_with(code)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            give_up(request.actor, found)  # type: ignore[attr-defined]
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(found)
    context = {"ticket": found, **_standing(found)}
    answer = render(request, "hall/ticket.html", context)
    if found.state in {TicketState.WAITING, TicketState.CALLED}:
        answer.headers["Refresh"] = REFRESH
    return answer


def _standing(ticket: Ticket) -> dict[str, Any]:
    waits = ticket.state == TicketState.WAITING
    return {
        "ahead": ahead_of(ticket) if waits else None,
        "successor": getattr(ticket, "successor", None),
        "invitation": invitation_of_visit(f"ticket:{ticket.pk}") if ticket.state == TicketState.DONE else None,
    }


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def booking(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The free half-hours of a business; one of them is booked."""
    business: Business = get_object_or_404(Business.objects.select_related("hall__organ"), pk=pk, is_bookable=True)
    actor: Any = request.actor  # type: ignore[attr-defined]
    form = SlotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = book(actor, business, form.cleaned_data["slot"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("预约好了。到厅凭预约码 %(code)s 取号。") % {"code": made.code})
            return redirect("own_hall")
    today = timezone.localdate()
    context = {
        "business": business, "days": free_slots(business, today), "form": form,
        "blocked": blocked_until(actor, business.hall, today),
    }  # fmt: skip
    return render(request, "hall/booking.html", context, status=422 if form.errors else 200)


@never_cache
@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponseBase:
    """One's own appointments and tickets of today, and what lies in a cabinet."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = own_appointments(actor)
    if request.GET.get("export"):
        return OWN.export(request, rows, str(_("我的预约")))
    tickets = Ticket.objects.filter(account=actor.account_id, day=timezone.localdate()).select_related(
        "business", "hall"
    )
    context = {
        "page": OWN.page(request, rows),
        "open": [each for each in rows if each.state == Appointment.State.BOOKED],
        "tickets": tickets,
        "cabinets": in_cabinets_for(actor),
        "today": timezone.localdate(),
    }
    return render(request, "hall/own.html", context)


@signed_in
@require_POST
def cancellation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a half-hour back."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    appointment = get_object_or_404(own_appointments(actor), pk=pk)
    try:
        cancel(actor, appointment)
        messages.success(request, _("预约已取消。"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("own_hall")


@signed_in
@require_POST
def arrival(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Turn today's appointment into a ticket."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    appointment = get_object_or_404(own_appointments(actor), pk=pk)
    try:
        return redirect(arrive(actor, appointment))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("own_hall")
