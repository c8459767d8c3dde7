"""任职: a person holds a post from–to."""

from datetime import date
from typing import Annotated

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.directory.actions.people import appoint, end_appointment
from mingtang.kernel.directory.models import Appointment, current_on
from mingtang.kernel.directory.queries import appointments_visible_to, officials_visible_to, posts_visible_to
from mingtang.kernel.directory.rest.choices import AppointmentKind
from mingtang.kernel.directory.rest.references import OrganRef, PersonRef, PostRef
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["任职"])

Basis = Annotated[str, Line(120)]


class AppointmentOut(Schema):
    id: int
    person: PersonRef = Field(description="人员")
    post: PostRef = Field(description="岗位")
    organ: OrganRef = Field(description="机构")
    kind: AppointmentKind = Field(description="方式")
    start: date = Field(description="起")
    end: date | None = Field(description="止，含当日")
    basis: str = Field(description="任免文件")


class AppointmentFilter(FilterSchema):
    person: Annotated[Key | None, FilterLookup("person_id")] = Field(None, description="人员")
    post: Annotated[Key | None, FilterLookup("post_id")] = Field(None, description="岗位")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="机构")
    kind: AppointmentKind | None = Field(None, description="方式")


class AppointmentIn(Request):
    official: Key = Field(description="工作人员（账号）")
    post: Key = Field(description="岗位")
    kind: AppointmentKind = Field(Appointment.Kind.REGULAR, description="方式")
    start: date = Field(description="起")
    end: date | None = Field(None, description="止，含当日")
    basis: Basis = Field("", description="任免文件")


class Termination(Request):
    last_day: date = Field(description="任职的最后一天")
    basis: Basis = Field("", description="任免文件")


@router.get("/appointments", response=list[AppointmentOut], summary="任职列表")
@listed(orders=["id"])
def list_appointments(
    request: SignedIn,
    filters: Query[AppointmentFilter],
    on: Annotated[date | None, Field(description="在这一天任职的")] = None,
) -> QuerySet[Appointment]:
    rows = filters.filter(appointments_visible_to(request.actor))
    return rows.filter(current_on(on)) if on else rows


@router.post("/appointments", response={201: AppointmentOut}, summary="任职")
def add_appointment(request: SignedIn, details: AppointmentIn) -> Status[Appointment]:
    actor, today = request.actor, timezone.localdate()
    official = referred(officials_visible_to(actor, today), details.official, "official")
    post = referred(posts_visible_to(actor, today), details.post, "post")
    given = details.dict(include={"kind", "start", "end", "basis"})
    return Status(201, appoint(actor, official.person, post, **given))


@router.get("/appointments/{int:appointment_id}", response=AppointmentOut, summary="查看任职")
def show_appointment(request: SignedIn, appointment_id: Key) -> Appointment:
    return found(appointments_visible_to(request.actor), appointment_id)


@router.post("/appointments/{int:appointment_id}/termination", response=AppointmentOut, summary="免职")
def add_termination(request: SignedIn, appointment_id: Key, termination: Termination) -> Appointment:
    appointment = found(appointments_visible_to(request.actor), appointment_id)
    end_appointment(request.actor, appointment, on=termination.last_day, basis=termination.basis)
    return appointment
