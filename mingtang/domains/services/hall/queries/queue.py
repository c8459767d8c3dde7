"""The queue of a hall as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils import timezone

from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.domains.services.hall.models import Business, Hall, Ticket, Window
from mingtang.domains.services.hall.rules import Priority, TicketState, Waiting
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor

_PRESENT = (TicketState.CALLED, TicketState.SERVING)


def businesses_of(window: Window) -> list[int]:
    """The kinds of business whose tickets a window calls; one statement, two for windows that call all."""
    own = list(window.businesses.values_list("pk", flat=True))
    return own or list(Business.objects.filter(hall=window.hall_id).values_list("pk", flat=True))


def coverable_organs(hall: Hall) -> QuerySet[Organ]:
    """The organs of a hall's region that offer items, whose business may be done in it."""
    offering = ServiceItem.objects.offered().order_by().values("organ")
    rows: QuerySet[Organ] = Organ.objects.filter(region=hall.organ.region_id, pk__in=offering)
    return rows.order_by("name")


def waiting_tickets(window: Window, day: date) -> QuerySet[Ticket]:
    """Today's tickets that wait for a window, the longest first."""
    rows: QuerySet[Ticket] = Ticket.objects.filter(
        hall=window.hall_id, day=day, state=TicketState.WAITING, business__in=businesses_of(window)
    )
    return rows.select_related("business").order_by("arrived_at", "pk")


def waiting_for(window: Window) -> list[Waiting]:
    """The same as the rule wants it."""
    rows = waiting_tickets(window, timezone.localdate())
    return [Waiting(each.pk, each.arrived_at, each.slot, each.priority != Priority.NONE, each.behind) for each in rows]


def jumped_in_a_row(window: Window, most: int) -> int:
    """How many of a window's latest calls, one after another, passed over somebody; one statement."""
    latest = Ticket.objects.filter(window=window, called_at__isnull=False).order_by("-called_at", "-pk")
    number = 0
    for jumped in latest.values_list("jumped", flat=True)[: max(most, 0)]:
        if not jumped:
            break
        number += 1
    return number


def at_window(window: Window) -> Ticket | None:
    """The ticket that was called to a window and is not over."""
    rows: QuerySet[Ticket] = Ticket.objects.filter(window=window, state__in=_PRESENT)
    return rows.select_related("business", "hall__organ", "organ", "window", "account__person", "appointment").first()


def ahead_of(ticket: Ticket) -> int:
    """How many wait for the same business and came before; one statement. Appointments and priority may still pass."""
    rows = Ticket.objects.filter(business=ticket.business_id, day=ticket.day, state=TicketState.WAITING)
    return int(
        rows.filter(Q(arrived_at__lt=ticket.arrived_at) | Q(arrived_at=ticket.arrived_at, pk__lt=ticket.pk)).count()
    )


@dataclass(frozen=True)
class Board:
    """What the screen of a hall shows: who is called where, and how many wait for what."""

    called: Sequence[Ticket]
    waiting: Sequence[tuple[Business, int]]

    @property
    def total(self) -> int:
        return sum(number for _business, number in self.waiting)


def board_of(hall: Hall, day: date, most: int = 8) -> Board:
    """Four statements however many wait. No names: numbers and windows only."""
    called = Ticket.objects.filter(hall=hall, day=day, state__in=_PRESENT).select_related("window", "business")
    rows = Ticket.objects.filter(hall=hall, day=day, state=TicketState.WAITING).order_by()
    counted = dict(rows.values_list("business").annotate(number=Count("pk")))
    businesses = Business.objects.filter(hall=hall).prefetch_related("organs")
    return Board(list(called.order_by("-called_at")[:most]), [(each, counted.get(each.pk, 0)) for each in businesses])


def tickets_of_reader(actor: Actor) -> QuerySet[Ticket]:
    """Tickets of the halls that an official serves in."""
    rows: QuerySet[Ticket] = Ticket.objects.visible_to(actor)
    return rows.select_related("business", "window", "clerk__person")


def ticket_with(code: str) -> Ticket | None:
    """The ticket that an address names."""
    rows = Ticket.objects.select_related("hall__organ", "business", "window", "organ")
    found: Ticket | None = rows.filter(code=code).first() if code else None
    return found


def halls_of(actor: Actor) -> QuerySet[Hall]:
    """Halls in which an official serves."""
    rows: QuerySet[Hall] = Hall.objects.visible_to(actor)
    return rows.select_related("organ")


def window_of(actor: Actor) -> Window | None:
    """The window at which an official sits."""
    return Window.objects.select_related("hall__organ").filter(clerk=actor.account_id).first()


def _lasting(begins: str, ends: str) -> Any:
    return Avg(ExpressionWrapper(F(ends) - F(begins), output_field=DurationField()))


def figures_by_business(actor: Actor, since: date, until: date) -> list[dict[str, Any]]:
    """Of each kind of business in a period: tickets, served, passed over, appointments, mean minutes; one statement."""
    rows = Ticket.objects.visible_to(actor).filter(day__gte=since, day__lte=until).order_by()
    counted = rows.values("business_id", "business__prefix", "business__name", "hall__name").annotate(
        tickets=Count("pk"),
        done=Count("pk", filter=Q(state=TicketState.DONE)),
        passed=Count("pk", filter=Q(state=TicketState.PASSED)),
        booked=Count("pk", filter=Q(slot__isnull=False)),
        waiting_time=_lasting("arrived_at", "called_at"),
        serving_time=_lasting("started_at", "ended_at"),
    )
    found = [dict(row) for row in counted]
    for row in found:
        row["waited"], row["served"] = _minutes(row.pop("waiting_time")), _minutes(row.pop("serving_time"))
    return sorted(found, key=lambda row: (row["hall__name"], row["business__prefix"]))


def _minutes(lasting: Any) -> float | None:
    return None if lasting is None else round(lasting.total_seconds() / 60, 1)
