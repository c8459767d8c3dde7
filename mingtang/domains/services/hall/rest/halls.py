"""政务大厅: halls and how many wait, tickets, appointments; calling and handing out for who serves there."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, FilterSchema, Query, Router, Schema, Status

from mingtang.domains.services.hall.actions import calling
from mingtang.domains.services.hall.actions.booking import book, cancel
from mingtang.domains.services.hall.actions.handing_out import Parcel, hand_out
from mingtang.domains.services.hall.actions.queueing import take_ticket
from mingtang.domains.services.hall.models import Appointment, Business, Hall, Handout, Ticket
from mingtang.domains.services.hall.permissions import SERVE_AT_WINDOW
from mingtang.domains.services.hall.queries.booking import free_slots, own_appointments
from mingtang.domains.services.hall.queries.desk import to_hand_out
from mingtang.domains.services.hall.queries.queue import (
    at_window,
    board_of,
    figures_by_business,
    tickets_of_reader,
    window_of,
)
from mingtang.domains.services.hall.rules import PRIORITIES, TICKET_STATES, Priority, TicketState
from mingtang.ui.rest.fields import Key, Line, Moment, Request, choices, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, NOT_PERMITTED, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["政务大厅"])
StateOfTicket = Annotated[TicketState, labelled(TICKET_STATES)]
PriorityOfTicket = Annotated[Priority, labelled(PRIORITIES)]


class HallQueueOut(Schema):
    """A kind of business, and how many wait for it."""

    id: int
    prefix: str = Field(description="号头")
    name: str = Field(description="业务")
    bookable: bool = Field(description="可以预约")
    waiting: int = Field(description="等候人数")


class ServiceHallOut(Schema):
    id: int
    name: str = Field(description="名称")
    place: str = Field(description="地址")
    phone: str = Field(description="电话")
    organ_id: int = Field(description="管理机构")


class HallTicketOut(Schema):
    id: int
    number: str = Field(description="号码")
    hall_id: int = Field(description="大厅")
    business_id: int = Field(description="业务")
    state: StateOfTicket = Field(description="状态")
    priority: PriorityOfTicket = Field(description="优先对象")
    slot: datetime | None = Field(description="预约时段")
    arrived_at: datetime = Field(description="取号时间")
    calls: int = Field(description="叫号次数")
    called_at: datetime | None = Field(description="首次叫号")
    started_at: datetime | None = Field(description="开始办理")
    ended_at: datetime | None = Field(description="结束")
    window_id: int | None = Field(description="窗口")
    waited: int | None = Field(description="等候分钟")
    served: int | None = Field(description="办理分钟")


class HallAppointmentOut(Schema):
    id: int
    hall_id: int = Field(description="大厅")
    business_id: int = Field(description="业务")
    slot: datetime = Field(description="时段")
    state: Annotated[Appointment.State, choices(Appointment.State)] = Field(description="状态")
    code: str = Field(description="预约码")


class FreeSlotOut(Schema):
    at: datetime = Field(description="时段")
    free: int = Field(description="余量")


class HallFiguresOut(Schema):
    business_id: int = Field(description="业务")
    tickets: int = Field(description="取号")
    booked: int = Field(description="预约")
    done: int = Field(description="办完")
    passed: int = Field(description="过号")
    waited: float | None = Field(description="平均等候分钟")
    served: float | None = Field(description="平均办理分钟")


class HallHandoutOut(Schema):
    id: int
    application_id: int = Field(description="办件")
    way: Annotated[Handout.Way, choices(Handout.Way)] = Field(description="方式")
    receiver: str = Field(description="领取人")
    at: datetime = Field(description="时间")
    collected_at: datetime | None = Field(description="取走时间")


class HallTicketIn(Request):
    business: Key = Field(description="业务")
    priority: PriorityOfTicket = Field(Priority.NONE, description="优先对象")


class HallAppointmentIn(Request):
    business: Key = Field(description="业务")
    slot: Moment = Field(description="时段")


class HallCallIn(Request):
    do: Literal["next", "again", "start", "finish", "pass"] = Field(description="叫下一位、再叫、开始、办完、过号")


class HallHandoutIn(Request):
    application: Key = Field(description="办件")
    way: Annotated[Handout.Way, choices(Handout.Way)] = Field(description="方式")
    receiver: Annotated[str, Line(100, shortest=1)] = Field(description="领取人")
    number: Annotated[str, Line(40)] = Field("", description="领取人证件号码，窗口领取时核对")
    carrier: Annotated[str, Line(40)] = Field("", description="快递公司")
    tracking: Annotated[str, Line(40)] = Field("", description="快递单号")
    cabinet: Annotated[str, Line(20)] = Field("", description="自助柜门")


class HallTicketFilter(FilterSchema):
    state: StateOfTicket | None = Field(None, description="状态")
    day: date | None = Field(None, description="日期")


@router.get("/services/halls", response=list[ServiceHallOut], summary="政务大厅")
@listed(orders=["id"])
def list_service_halls(request: SignedIn) -> QuerySet[Hall]:
    return Hall.objects.all()  # type: ignore[no-any-return]  # open to everybody


@router.get("/services/halls/{int:hall_id}/queues", response=list[HallQueueOut], summary="各项业务等候人数")
def list_queues(request: SignedIn, hall_id: Key) -> list[dict[str, Any]]:
    board = board_of(found(Hall.objects.all(), hall_id), timezone.localdate())
    return [
        {"id": each.pk, "prefix": each.prefix, "name": each.name, "bookable": each.is_bookable, "waiting": number}
        for each, number in board.waiting
    ]


@router.get("/services/hall-tickets", response=list[HallTicketOut], summary="可以查阅的排队号")
@listed(orders=["id", "arrived_at"])
def list_hall_tickets(request: SignedIn, filters: Query[HallTicketFilter]) -> QuerySet[Ticket]:
    return filters.filter(tickets_of_reader(request.actor))


@router.post("/services/hall-tickets", response={201: HallTicketOut}, summary="取号")
def take_hall_ticket(request: SignedIn, details: HallTicketIn) -> Status[Ticket]:
    business = referred(Business.objects.select_related("hall__organ"), details.business, "business")
    return Status(201, take_ticket(request.actor, business, details.priority))


@router.get("/services/hall-businesses/{int:business_id}/slots", response=list[FreeSlotOut], summary="可以预约的时段")
def list_free_slots(request: SignedIn, business_id: Key) -> list[Any]:
    business = found(Business.objects.select_related("hall"), business_id)
    return [slot for _day, slots in free_slots(business, timezone.localdate()) for slot in slots]


@router.get("/services/hall-appointments", response=list[HallAppointmentOut], summary="我的预约")
@listed(orders=["id", "slot"])
def list_hall_appointments(request: SignedIn) -> QuerySet[Appointment]:
    return own_appointments(request.actor)


@router.post("/services/hall-appointments", response={201: HallAppointmentOut}, summary="预约")
def book_hall_appointment(request: SignedIn, details: HallAppointmentIn) -> Status[Appointment]:
    business = referred(Business.objects.select_related("hall__organ"), details.business, "business")
    slot = details.slot if details.slot.tzinfo else timezone.make_aware(details.slot)
    actor: Any = request.actor
    return Status(201, book(actor, business, slot))


@router.post(
    "/services/hall-appointments/{int:appointment_id}/cancellation", response=HallAppointmentOut, summary="取消预约"
)
def cancel_hall_appointment(request: SignedIn, appointment_id: Key) -> Appointment:
    actor: Any = request.actor
    appointment = found(own_appointments(actor), appointment_id)
    cancel(actor, appointment)
    return appointment


@router.post("/services/hall-calls", response=HallTicketOut, summary="窗口叫号")
def call_at_window(request: SignedIn, details: HallCallIn) -> Ticket:
    actor = request.actor
    if not actor.may(SERVE_AT_WINDOW):
        raise Problem(NOT_PERMITTED)
    window = window_of(actor)
    if window is None:
        raise Problem(INVALID, faults=[Fault("请先到窗口值守。", "do")])
    ticket = calling.call_next(actor, window) if details.do == "next" else at_window(window)
    if ticket is None:
        raise Problem(INVALID, faults=[Fault("现在没有人等候，或者窗口没有人。", "do")])
    if details.do != "next":
        verbs = {
            "again": calling.call_again,
            "start": calling.start,
            "finish": calling.finish,
            "pass": calling.pass_over,
        }
        verbs[details.do](actor, ticket)
    return ticket


@router.post("/services/hall-handouts", response={201: HallHandoutOut}, summary="窗口出件")
def add_handout(request: SignedIn, details: HallHandoutIn) -> Status[Handout]:
    said = details.dict()
    rows = to_hand_out(request.actor).select_related("window_filing")
    application = referred(rows, said.pop("application"), "application")
    return Status(201, hand_out(request.actor, application, Parcel(**said)))


@router.get("/services/hall-figures", response=list[HallFiguresOut], summary="大厅统计")
def list_hall_figures(request: SignedIn, since: date | None = None, until: date | None = None) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return figures_by_business(request.actor, since or today, until or today)
