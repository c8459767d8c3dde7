"""A window calls, serves, passes over, transfers; the times are kept, so that waiting and serving can be told."""

from django.db.models import F
from django.utils import timezone

from mingtang.domains.services.hall import acts
from mingtang.domains.services.hall.actions.queueing import put_in_line
from mingtang.domains.services.hall.models import Business, Hall, Ticket, Window
from mingtang.domains.services.hall.queries.queue import at_window, jumped_in_a_row, waiting_for
from mingtang.domains.services.hall.rules import Manners, TicketState, next_call, why_not_become
from mingtang.domains.services.ratings.api import Visit, invite_visit
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def call_next(actor: Actor, window: Window) -> Ticket | None:
    """Call whoever is next for a window; None when nobody waits. Raises Refused while somebody is there already."""
    _require_own(actor, window)
    if (present := at_window(window)) is not None:
        raise Refused(f"{present.number} 号还没有办完，请先办完或者过号。")
    hall = window.hall
    with act(acts.CALL, actor, within=hall) as deed:
        Hall.objects.select_for_update(no_key=True).only("pk").get(pk=hall.pk)  # two windows never call one ticket
        queue = waiting_for(window)
        manners = Manners(hall.leeway, hall.in_a_row)
        call = next_call(queue, timezone.now(), manners, jumped_in_a_row(window, hall.in_a_row))
        if call is None:
            return None
        ticket: Ticket = Ticket.objects.select_related("business").get(pk=call.key)
        ticket.hall = hall
        deed.change(
            ticket, state=TicketState.CALLED, calls=1, jumped=call.jumped, behind=0, window=window,
            called_at=timezone.now(), clerk_id=actor.account_id,
        )  # fmt: skip
        Ticket.objects.filter(business=ticket.business_id, state=TicketState.WAITING, behind__gt=0).update(
            behind=F("behind") - 1
        )
    return ticket


def _require_own(actor: Actor, window: Window) -> None:
    if window.clerk_id != actor.account_id:
        raise Refused("请先到这个窗口值守，再叫号。")


def _require(actor: Actor, ticket: Ticket, then: TicketState) -> None:
    if ticket.clerk_id != actor.account_id:
        raise Refused("这张号不在您的窗口。")
    refusal = why_not_become(TicketState(ticket.state), then, calls=ticket.calls, most_calls=ticket.hall.most_calls)
    if refusal:
        raise Refused(refusal)


def call_again(actor: Actor, ticket: Ticket) -> None:
    """Call the same ticket once more. Raises Refused after the last time."""
    _require(actor, ticket, TicketState.CALLED)
    with act(acts.CALL, actor, ticket) as deed:
        deed.change(ticket, calls=ticket.calls + 1)


def start(actor: Actor, ticket: Ticket) -> None:
    """The visitor is at the window."""
    _require(actor, ticket, TicketState.SERVING)
    with act(acts.SERVE, actor, ticket) as deed:
        deed.change(ticket, state=TicketState.SERVING, started_at=timezone.now())


def finish(actor: Actor, ticket: Ticket) -> None:
    """The visitor has been served; he is asked to rate the visit."""
    _require(actor, ticket, TicketState.DONE)
    with act(acts.SERVE, actor, ticket) as deed:
        deed.change(ticket, state=TicketState.DONE, ended_at=timezone.now())
        invite_visit(_visit(ticket))


def _visit(ticket: Ticket) -> Visit:
    account = ticket.account
    person = account.person if account else None
    return Visit(
        f"ticket:{ticket.pk}", f"{ticket.hall.name}：{ticket.business.name}", ticket.organ, ticket.organ,
        ticket.clerk_id, str(ticket.window), ticket.account_id, account.holder_name if account else "",
        person.phone if person else "",
    )  # fmt: skip


def pass_over(actor: Actor, ticket: Ticket) -> None:
    """Nobody came (过号)."""
    _require(actor, ticket, TicketState.PASSED)
    with act(acts.CALL, actor, ticket) as deed:
        deed.change(ticket, state=TicketState.PASSED, ended_at=timezone.now())


def line_up_again(actor: Actor, ticket: Ticket) -> None:
    """Who was passed over today waits again, and lets some others pass first."""
    if refusal := why_not_become(TicketState(ticket.state), TicketState.WAITING):
        raise Refused(refusal)
    if ticket.day != timezone.localdate():
        raise Refused("只有当天的号可以重新排队。")
    with act(acts.TAKE_TICKET, actor, ticket) as deed:
        deed.change(
            ticket, state=TicketState.WAITING, behind=ticket.hall.let_pass, calls=0, window=None, clerk=None,
            ended_at=None,
        )  # fmt: skip


def transfer(actor: Actor, ticket: Ticket, business: Business) -> Ticket:
    """The matter belongs to other windows: a ticket of their business, which keeps its place by the time of arrival."""
    _require(actor, ticket, TicketState.TRANSFERRED)
    if business.hall_id != ticket.hall_id:
        raise Refused("只能转到本大厅的业务。", "business")
    if business.pk == ticket.business_id:
        raise Refused("已经是这项业务。", "business")
    with act(acts.SERVE, actor, ticket) as deed:
        deed.change(ticket, state=TicketState.TRANSFERRED, ended_at=timezone.now())
        return put_in_line(deed, business, priority=ticket.priority, account_id=ticket.account_id, origin=ticket)
