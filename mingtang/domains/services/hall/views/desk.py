"""A window: who is there, who is next; the tickets of the day, the appointments, the figures."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingtang.domains.services.hall.actions import calling
from mingtang.domains.services.hall.actions.arranging import leave, sit_down
from mingtang.domains.services.hall.forms import PeriodForm, TicketFilter, TransferForm
from mingtang.domains.services.hall.models import Appointment, Ticket, Window
from mingtang.domains.services.hall.permissions import MANAGE_HALL, SERVE_AT_WINDOW
from mingtang.domains.services.hall.queries import queue
from mingtang.domains.services.hall.rules import TicketState
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

SHOWN = 12
TONES = {
    TicketState.WAITING: "warn",
    TicketState.CALLED: "state",
    TicketState.SERVING: "brand",
    TicketState.DONE: "good",
}

TICKETS = Listing(
    columns=(
        Column("number", "号码", sort="number", sub=lambda row: row.business.name),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display(),
               show=lambda row: tag(row.get_state_display(), TONES.get(TicketState(row.state), "off"))),
        Column("favour", "优先", value=lambda row: row.favour or "—", minor=True),
        Column("arrived", "取号", sort="arrived_at", value=lambda row: row.arrived_at, kind="datetime"),
        Column("waited", "等候", value=lambda row: row.waited, kind="number", show=lambda row: _minutes(row.waited), middle=True),
        Column("served", "办理", value=lambda row: row.served, kind="number", show=lambda row: _minutes(row.served), middle=True),
        Column("window", "窗口", value=lambda row: str(row.window or "—"), middle=True),
    ),
    default_sort="-arrived", filter_form=TicketFilter, caption="排队号", unit="个", exportable=True,
    empty="还没有人取号。",
)  # fmt: skip
APPOINTMENTS = Listing(
    columns=(
        Column("business", "业务", value=lambda row: row.business.name, sub=lambda row: row.hall.name),
        Column("slot", "时段", sort="slot", kind="datetime"),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display()),
        Column("who", "预约人", value=lambda row: f"{row.account.holder_name[:1]}＊＊", middle=True),
    ),
    default_sort="-slot", caption="预约", unit="次", exportable=True, empty="还没有预约。",
)  # fmt: skip


def _minutes(number: int | None) -> str:
    return "—" if number is None else f"{number} 分钟"


@never_cache
@asks(SERVE_AT_WINDOW)
def window(request: Any) -> HttpResponseBase:
    """One's window: the ticket that is there, the queue behind it; without a window, those that are free."""
    own = queue.window_of(request.actor)
    if own is None:
        return render(request, "hall/seats.html", {"halls": _free_windows(request.actor)})
    present, today = queue.at_window(own), timezone.localdate()
    context = {
        "window": own, "present": present, "waiting": queue.waiting_tickets(own, today)[:SHOWN],
        "board": queue.board_of(own.hall, today), "transfer": TransferForm(hall=own.hall),
        "may_manage": request.actor.may(MANAGE_HALL),
    }  # fmt: skip
    return render(request, "hall/window.html", context)


def _free_windows(actor: Actor) -> list[tuple[Any, list[Window]]]:
    halls = list(queue.halls_of(actor))
    rows = Window.objects.filter(hall__in=halls, clerk=None).order_by("number")
    return [(hall, [each for each in rows if each.hall_id == hall.pk]) for hall in halls]


@require_POST
@asks(SERVE_AT_WINDOW)
def seat(request: Any, pk: int) -> HttpResponseBase:
    """Sit down at a window, or leave it."""
    halls = queue.halls_of(request.actor)
    found: Window = get_object_or_404(Window.objects.select_related("hall__organ").filter(hall__in=halls), pk=pk)
    _told(request, lambda: (leave if "leave" in request.POST else sit_down)(request.actor, found))
    return redirect("hall_window")


_VERBS: dict[str, Callable[[Actor, Ticket], None]] = {
    "again": calling.call_again,
    "start": calling.start,
    "finish": calling.finish,
    "pass": calling.pass_over,
}


@require_POST
@asks(SERVE_AT_WINDOW)
def call(request: Any) -> HttpResponseBase:
    """The next one, or the next step of the one who is there (`do`)."""
    own = queue.window_of(request.actor)
    if own is None:
        messages.warning(request, "请先选择窗口。")
        return redirect("hall_window")
    verb = _VERBS.get(request.POST.get("do", ""))
    if verb is None:
        _told(request, lambda: _next(request, own))
    elif (present := queue.at_window(own)) is not None:
        _told(request, lambda: verb(request.actor, present))
    return redirect("hall_window")


def _next(request: Any, own: Window) -> None:
    ticket = calling.call_next(request.actor, own)
    if ticket is None:
        messages.info(request, "现在没有人等候。")
    else:
        messages.success(request, f"请 {ticket.number} 号到 {own}。")


@require_POST
@asks(SERVE_AT_WINDOW)
def transfer(request: Any) -> HttpResponseBase:
    """Send whoever is there on to another business; he keeps his place."""
    own = queue.window_of(request.actor)
    present = queue.at_window(own) if own else None
    form = TransferForm(request.POST, hall=own.hall) if own else None
    if present is None or form is None or not form.is_valid():
        messages.warning(request, "请选择转到哪项业务。")
        return redirect("hall_window")
    business = form.cleaned_data["business"]
    business.hall = present.hall
    _told(request, lambda: _sent_on(request, present, business))
    return redirect("hall_window")


def _sent_on(request: Any, present: Ticket, business: Any) -> None:
    successor = calling.transfer(request.actor, present, business)
    messages.success(request, f"已转到{business.name}，新号 {successor.number}。")


@require_POST
@asks(SERVE_AT_WINDOW)
def line_up(request: Any, pk: int) -> HttpResponseBase:
    """Who was passed over waits again."""
    found = get_object_or_404(queue.tickets_of_reader(request.actor).select_related("hall"), pk=pk)
    _told(request, lambda: calling.line_up_again(request.actor, found))
    return redirect("hall_window")


def _told(request: Any, do: Callable[[], Any]) -> None:
    """Do it; say why not."""
    try:
        do()
    except Refused as refusal:
        messages.warning(request, str(refusal))


@asks(SERVE_AT_WINDOW)
def tickets(request: Any) -> HttpResponseBase:
    """Tickets of the halls in which the reader serves."""
    rows = queue.tickets_of_reader(request.actor)
    if request.GET.get("export"):
        return TICKETS.export(request, rows, "排队号")
    passed = rows.filter(Q(day=timezone.localdate()), state=TicketState.PASSED).order_by("-ended_at")[:SHOWN]
    return render(request, "hall/tickets.html", {"page": TICKETS.page(request, rows), "passed": passed})


@asks(SERVE_AT_WINDOW)
def appointments(request: Any) -> HttpResponseBase:
    """Who has booked; names by their first character."""
    rows = Appointment.objects.visible_to(request.actor).select_related(
        "hall", "business", "account__person", "account__legal_person"
    )
    if request.GET.get("export"):
        return APPOINTMENTS.export(request, rows, "预约")
    return render(request, "hall/appointments.html", {"page": APPOINTMENTS.page(request, rows)})


@asks(SERVE_AT_WINDOW)
def statistics(request: Any) -> HttpResponseBase:
    """Of each business: how many came, how long they waited and were served; today unless the address asks otherwise."""
    form = PeriodForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    today = timezone.localdate()
    since, until = asked.get("since") or today, asked.get("until") or today
    rows = queue.figures_by_business(request.actor, since, until)
    bars = [{"label": f"{row['business__name']}", "value": row["waited"] or 0} for row in rows]
    context = {
        "form": form, "rows": rows, "since": since, "until": until, "bars": bars,
        "most": max([bar["value"] for bar in bars] or [1]) or 1, "height": 48 * len(bars) + 8,
    }  # fmt: skip
    return render(request, "hall/statistics.html", context)
