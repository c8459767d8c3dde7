"""政务服务办件: what officials do beside the steps; the applicant's answer about a hearing."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Router, Schema

from mingtang.domains.services.applications.actions.hearing import request_hearing, waive_hearing
from mingtang.domains.services.applications.actions.taking import OFFICIAL, may_take, take_measure
from mingtang.domains.services.applications.course import (
    MEETINGS,
    SEATS,
    TITLES,
    TOGETHER,
    Meeting,
    Seat,
    Together,
    why_not,
)
from mingtang.domains.services.applications.measure_forms import form_of
from mingtang.domains.services.applications.models import Application, JointMeeting, MeetingSeat, Part
from mingtang.domains.services.applications.queries.own import own_applications, readable_applications
from mingtang.domains.services.applications.queries.standing import Beside, all_beside
from mingtang.lib.forms import validate
from mingtang.ui.rest.fields import Key, Line, Request, labelled
from mingtang.ui.rest.problems import INVALID, NOT_PERMITTED, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["政务服务办件"])
ONE = "/services/applications/{int:application_id}"


class SpecialProcedureOut(Schema):
    """A special procedure."""

    id: int
    kind: str = Field(description="种类")
    name: str = Field(description="名称")
    reason: str = Field(description="原因")
    basis: str = Field(description="依据")
    planned_days: int = Field(description="所需工作日")
    is_counted: bool = Field(description="是否计入期限")
    state: str = Field(description="状态：asked、running、ended、declined")
    started_at: datetime | None = Field(description="开始时间")
    until: date | None = Field(description="预计结束")
    ended_at: datetime | None = Field(description="结束时间")
    result: str = Field(description="结果")


class ApplicationExtensionOut(Schema):
    """An extension of the time to decide."""

    id: int
    amount: int = Field(description="延长天数")
    reason: str = Field(description="理由")
    state: str = Field(description="状态：asked、granted、declined")
    granted_by: str = Field(description="批准机关负责人")
    until: date | None = Field(description="延长后的期限")


class HearingOut(Schema):
    """A hearing."""

    state: str = Field(description="状态：told、requested、notified、held、waived、lapsed")
    reason: str = Field(description="告知理由")
    told_at: datetime = Field(description="告知时间")
    scheduled_at: datetime | None = Field(description="听证时间")
    place: str = Field(description="地点")
    held_at: datetime | None = Field(description="结束时间")


class MeetingSeatOut(Schema):
    """One organ in a joint site visit or review meeting."""

    organ: str = Field(description="部门")
    state: Annotated[Seat, labelled(SEATS)] = Field(description="状态")
    people: list[str] = Field(description="参加人员；只给工作人员看")
    record: str = Field(description="本部门记录；只给工作人员看")
    basis: str = Field(description="缺席视为同意的依据")


class JointMeetingOut(Schema):
    """A joint site visit or review meeting; of a branch only its own organ stands in it."""

    id: int
    kind: Annotated[Together, labelled(TOGETHER)] = Field(description="种类")
    state: Annotated[Meeting, labelled(MEETINGS)] = Field(description="状态")
    matter: str = Field(description="事由")
    scheduled_at: datetime = Field(description="时间")
    place: str = Field(description="地点")
    record: str = Field(description="联合记录、会议纪要，或者取消的原因；只给工作人员看")
    seats: list[MeetingSeatOut] = Field(description="各部门")

    @staticmethod
    def of(meeting: JointMeeting, seats: list[MeetingSeat], actor: Any) -> "JointMeetingOut":
        """As the reader may see it: what organs say to one another is not the applicant's to read."""
        told = bool(actor.organ_id)
        return JointMeetingOut(
            id=meeting.pk, kind=Together(meeting.kind), state=Meeting(meeting.state), matter=meeting.matter,
            scheduled_at=meeting.scheduled_at, place=meeting.place, record=meeting.record if told else "",
            seats=[
                MeetingSeatOut(
                    organ=seat.part.organ.name, state=Seat(seat.state), people=seat.people if told else [],
                    record=seat.record if told else "", basis=seat.basis,
                )
                for seat in seats
            ],
        )  # fmt: skip


class CourseOut(Schema):
    """What stands beside the steps of a part, and what the reader may do."""

    part: int = Field(description="办理部分")
    specials: list[SpecialProcedureOut] = Field(description="特别程序")
    extensions: list[ApplicationExtensionOut] = Field(description="延期")
    hearing: HearingOut | None = Field(description="听证")
    meetings: list[JointMeetingOut] = Field(description="联合踏勘、联审会议")
    payment: int | None = Field(description="缴费单")
    measures: list[str] = Field(description="现在可以办理的事宜，其名称见提交接口")


class MeasureIn(Request):
    """One measure of an official; what it asks depends on it."""

    part: Key = Field(description="办理部分")
    measure: Annotated[str, Line(30, shortest=1)] = Field(
        description="事宜：" + "，".join(f"{each.value} {TITLES[each]}" for each in OFFICIAL)
    )
    answers: dict[str, Any] = Field(default_factory=dict, description="要填的内容")


class HearingAnswerIn(Request):
    part: Key = Field(description="办理部分")
    answer: Literal["request", "waive"] = Field(description="request 要求听证，waive 放弃听证")
    reason: Annotated[str, Line(1000)] = Field("", description="理由")


@router.get(ONE + "/course", response=list[CourseOut], summary="特别程序、延期、听证、缴费、联合踏勘和联审会议")
def show_course(request: SignedIn, application_id: Key) -> list[dict[str, Any]]:
    application = found(readable_applications(request.actor), application_id)
    return [_told(request.actor, each) for each in all_beside(application, list(application.parts.all()))]


def _told(actor: Any, row: Beside) -> dict[str, Any]:
    standing, heard = row.standing, row.hearing
    return {
        "part": row.part.pk,
        "specials": row.specials,
        "extensions": row.extensions,
        "hearing": heard and {"state": row.hearing_word, **{n: getattr(heard, n) for n in _OF_HEARING}},
        "meetings": [JointMeetingOut.of(meeting, seats, actor) for meeting, seats in row.meetings],
        "payment": row.order.pk if row.order else None,
        "measures": [m.value for m in OFFICIAL if not why_not(m, standing) and may_take(actor, row.part, m)],
    }


_OF_HEARING = ("reason", "told_at", "scheduled_at", "place", "held_at")


@router.post(
    ONE + "/measures", response=list[CourseOut], summary="办理特别程序、延期、听证、缴费、联合踏勘、联审会议、终止"
)
def take_application_measure(request: SignedIn, application_id: Key, details: MeasureIn) -> list[dict[str, Any]]:
    application = found(readable_applications(request.actor), application_id)
    part = _part(application, details.part)
    measure = next((each for each in OFFICIAL if each == details.measure), None)
    if measure is None:
        raise Problem(INVALID, faults=[Fault("没有这项事宜。", "measure")])
    if not may_take(request.actor, part, measure):
        raise Problem(NOT_PERMITTED)
    answers, errors = validate(form_of(measure, part), details.answers)
    if errors:
        raise Problem(INVALID, faults=[Fault(said[0], f"answers.{path}") for path, said in errors.items()])
    take_measure(request.actor, part, measure, answers)
    return show_course(request, application_id)


@router.post(ONE + "/hearing", response=list[CourseOut], summary="答复是否要求听证")
def answer_hearing(request: SignedIn, application_id: Key, details: HearingAnswerIn) -> list[dict[str, Any]]:
    actor: Any = request.actor
    part = _part(found(own_applications(actor).select_related("version"), application_id), details.part)
    if details.answer == "request":
        request_hearing(actor, part, details.reason)
    else:
        waive_hearing(actor, part)
    return show_course(request, application_id)


def _part(application: Application, key: int) -> Part:
    part: Part = referred(application.parts.select_related("organ"), key, "part")
    part.application = application
    return part
