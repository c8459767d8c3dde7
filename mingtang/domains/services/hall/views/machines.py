"""The machines of a hall: where tickets are taken, and the screen that calls. No names, no accounts."""

import segno
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.services.hall.actions.queueing import arrive, take_ticket
from mingtang.domains.services.hall.forms import ArrivalForm, TicketForm
from mingtang.domains.services.hall.models import Hall, Ticket
from mingtang.domains.services.hall.queries.booking import appointment_at
from mingtang.domains.services.hall.queries.queue import ahead_of, board_of
from mingtang.domains.services.hall.rules import Priority, TicketState
from mingtang.kernel.directory.api import Nobody, Refused
from mingtang.ui.rates import within_rate

SCREEN_REFRESH = "10"
PER_MINUTE = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, key: str) -> HttpResponseBase:
    """The ticket machine of a hall, at an address that only the machine knows."""
    hall = get_object_or_404(Hall.objects.select_related("organ"), kiosk_key=key)
    arriving = "code" in request.POST
    form = TicketForm(request.POST if request.method == "POST" and not arriving else None, hall=hall)
    arrival = ArrivalForm(request.POST if arriving else None)
    sent = arrival if arriving else form
    if request.method == "POST" and sent.is_valid():
        try:
            return _taken(request, _take(request, hall, form, arrival))
        except Refused as refusal:
            sent.add_error(None, str(refusal))
    context = {"hall": hall, "form": form, "arrival": arrival, "board": board_of(hall, timezone.localdate())}
    return render(request, "hall/kiosk.html", context, status=422 if sent.errors else 200)


def _take(request: HttpRequest, hall: Hall, form: TicketForm, arrival: ArrivalForm) -> Ticket:
    """A ticket for whoever stands at the machine, whose account nobody knows. Raises Refused."""
    if not within_rate(request, "kiosk", per_minute=PER_MINUTE):
        raise Refused(str(_("取号太频繁，请稍等。")))
    machine = Nobody(origin=request.actor.origin)  # type: ignore[attr-defined]
    if not arrival.is_bound:
        business = form.cleaned_data["business"]
        business.hall = hall
        return take_ticket(machine, business, Priority(form.cleaned_data["priority"] or ""))
    appointment = appointment_at(hall, arrival.cleaned_data["code"], timezone.localdate())
    if appointment is None:
        raise Refused(str(_("没有今天的这个预约，请核对预约码，或者直接取号。")))
    return arrive(machine, appointment)


def _taken(request: HttpRequest, ticket: Ticket) -> HttpResponseBase:
    """The ticket on the screen of the machine, with a code for the telephone."""
    address = request.build_absolute_uri(ticket.get_absolute_url())
    code = segno.make(address, error="m").svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
    context = {"hall": ticket.hall, "ticket": ticket, "ahead": ahead_of(ticket), "code": SafeString(code)}
    answer = render(request, "hall/printed.html", context)
    answer.headers["Refresh"] = f"20; url={request.path}"
    return answer


@never_cache
@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who is called where: numbers and windows only; asks again by itself."""
    hall = get_object_or_404(Hall.objects.select_related("organ"), pk=pk)
    board = board_of(hall, timezone.localdate())
    calls = [
        {"number": each.number, "window": str(each.window), "now": each.state == TicketState.CALLED}
        for each in board.called
    ]
    waiting = [{"label": business.name, "value": number, "unit": _("人等候")} for business, number in board.waiting]
    context = {"hall": hall, "calls": calls, "waiting": waiting, "now": timezone.localtime()}
    answer = render(request, "hall/screen.html", context)
    answer.headers["Refresh"] = SCREEN_REFRESH
    return answer
