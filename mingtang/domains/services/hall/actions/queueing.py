"""Taking a ticket, with or without an appointment; giving it up."""

from django.utils import timezone

from mingtang.domains.services.hall import acts
from mingtang.domains.services.hall.models import Appointment, Business, Ticket
from mingtang.domains.services.hall.numbering import fresh_code, next_serial
from mingtang.domains.services.hall.opening import is_open
from mingtang.domains.services.hall.rules import Priority, TicketState, ticket_number, why_not_become
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act

_OPEN = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING)


def take_ticket(actor: Actor, business: Business, priority: Priority = Priority.NONE) -> Ticket:
    """Take a ticket for today. Raises Refused when the hall is closed, or while one's other ticket for it is open."""
    _require_open(business)
    _require_no_other(actor, business)
    with act(acts.TAKE_TICKET, actor, within=business.hall) as deed:
        return put_in_line(deed, business, priority=priority, account_id=visitor_of(actor))


def visitor_of(actor: Actor) -> int | None:
    """The account of a visitor; officials and machines take tickets for others."""
    return None if actor.kind == "official" else actor.account_id


def _require_open(business: Business) -> None:
    if not is_open(business.hall, timezone.now()):
        raise Refused("大厅现在不在办公时间，请在办公时间取号，或者预约。")


def _require_no_other(actor: Actor, business: Business) -> None:
    account = visitor_of(actor)
    if account is None:
        return
    other = Ticket.objects.filter(account=account, business=business, day=timezone.localdate(), state__in=_OPEN).first()
    if other is not None:
        raise Refused(f"您已经取了 {other.number} 号，请等候叫号。")


def arrive(actor: Actor, appointment: Appointment, priority: Priority = Priority.NONE) -> Ticket:
    """Turn an appointment of today into a ticket. Raises Refused on another day, or when that was done."""
    if appointment.state != Appointment.State.BOOKED:
        raise Refused(f"这个预约{appointment.get_state_display()}，不能再取号。")
    if timezone.localdate(appointment.slot) != timezone.localdate():
        raise Refused(f"这个预约是 {timezone.localtime(appointment.slot):%-m月%-d日 %H:%M} 的，请当天取号。")
    with act(acts.TAKE_TICKET, actor, within=appointment.hall) as deed:
        deed.change(appointment, state=Appointment.State.ARRIVED)
        return put_in_line(
            deed, appointment.business, priority=priority, account_id=appointment.account_id, appointment=appointment
        )


def put_in_line(
    deed: Deed, business: Business, *, priority: str = "", account_id: int | None = None,
    appointment: Appointment | None = None, origin: Ticket | None = None,
) -> Ticket:  # fmt: skip
    """A ticket with the next number of its business, inside an act. What was transferred keeps its time of arrival."""
    now, day = timezone.now(), timezone.localdate()
    ticket = Ticket(
        hall=business.hall, organ_id=business.hall.organ_id, business=business, day=day, code=fresh_code(),
        number=ticket_number(business.prefix, next_serial(business.pk, day)), priority=priority, account_id=account_id,
        appointment=appointment, slot=appointment.slot if appointment else None, origin=origin,
        arrived_at=origin.arrived_at if origin else now,
    )  # fmt: skip
    deed.create(ticket)
    return ticket


def give_up(actor: Actor, ticket: Ticket) -> None:
    """Give one's ticket up before it is called. Raises Refused afterwards."""
    if refusal := why_not_become(TicketState(ticket.state), TicketState.PASSED):
        raise Refused(refusal)
    with act(acts.GIVE_UP_TICKET, actor, ticket) as deed:
        deed.change(ticket, state=TicketState.PASSED, ended_at=timezone.now())
