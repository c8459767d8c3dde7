"""Joint site visits and review meetings (services.md 8, rule 6): one appointment, one record for each organ, one for all of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.measuring import facts_about, require
from mingtang.domains.services.applications.actions.writing import issue_letter
from mingtang.domains.services.applications.course import (
    Measure,
    Meeting,
    Seat,
    Together,
    why_not_convened,
    why_not_recorded,
)
from mingtang.domains.services.applications.events import OrganCalled, SiteVisitArranged
from mingtang.domains.services.applications.joint.limits import branch_of
from mingtang.domains.services.applications.models import JointMeeting, MeetingSeat, Part
from mingtang.kernel.cases.api import Token, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act
from mingtang.lib.flow.commands import AddTask, Complete

LETTERS = {Together.VISIT: "joint_visit", Together.REVIEW: "joint_minutes"}


@dataclass(frozen=True)
class Appointment:
    """What organs are called to: which kind, about what, when and where."""

    kind: Together
    matter: str
    at: datetime
    place: str

    @property
    def words(self) -> str:
        return f"{_when(self.at)}，{self.place}"


def convene(actor: Actor, whole: Part, to: Appointment, branches: Collection[str]) -> JointMeeting:
    """The lead calls organs together; each has a task and is told, the applicant is told of a visit. Raises Refused."""
    with act(acts.CONVENE, actor, whole) as deed:
        require(Measure.CONVENE, whole)
        parts = list(whole.application.parts.filter(branch__in=branches).exclude(branch="").select_related("organ"))
        if refusal := why_not_convened(to.at, len({part.organ_id for part in parts}), now=timezone.now()):
            raise Refused(refusal)
        meeting = JointMeeting(
            application=whole.application, kind=to.kind, state=Meeting.CONVENED, matter=to.matter.strip()[:500],
            scheduled_at=to.at, place=to.place.strip()[:200], convened_at=timezone.now(),
            convened_by_id=actor.account_id, convened_name=actor.name,
        )  # fmt: skip
        deed.create(meeting)
        for part in parts:
            part.application = whole.application
            task = _task(part, f"{meeting.get_kind_display()}：{part.title}")
            deed.create(MeetingSeat(meeting=meeting, part=part, state=Seat.INVITED, task=task))
        _tell(deed, meeting, parts, f"{meeting.matter}，{to.words}")
    return meeting


def record_seat(actor: Actor, part: Part, people: Sequence[str], record: str) -> None:
    """An organ records for itself who came and what it found. Raises Refused for fewer than two people at a site."""
    with act(acts.RECORD_SEAT, actor, part) as deed:
        seat = require(Measure.RECORD_SEAT, part).open_seat
        assert seat is not None  # the rules have said so
        _require_held(seat.meeting)
        came = [name.strip() for name in people if name.strip()]
        if refusal := why_not_recorded(Together(seat.meeting.kind), came, record):
            raise Refused(refusal, "people")
        deed.change(
            seat, state=Seat.RECORDED, people=came, record=record.strip(), recorded_at=timezone.now(),
            recorded_name=actor.name,
        )  # fmt: skip
        _done(seat)


def close_meeting(actor: Actor, whole: Part, record: str) -> None:
    """The lead joins the records in writing and hands it to every organ, whoever came. Raises Refused without a record."""
    if not record.strip():
        raise Refused("请填写联合记录或者会议纪要。", "record")
    with act(acts.CLOSE_MEETING, actor, whole) as deed:
        meeting, seats = _open(whole, Measure.CLOSE_MEETING)
        _require_held(meeting)
        for seat in seats:
            _settle(deed, seat)
        deed.change(meeting, state=Meeting.HELD, ended_at=timezone.now(), record=record.strip())
        issue_letter(
            deed, actor, whole.application, LETTERS[Together(meeting.kind)], part=whole, matter=meeting.matter,
            when=_when(meeting.scheduled_at), place=meeting.place, record=meeting.record,
            organs=[[seat.part.organ.name, seat.names or seat.get_state_display(), _said(seat)] for seat in seats],
        )  # fmt: skip
        _tell_organs(deed, meeting, [seat.part for seat in seats], meeting.record)


def cancel_meeting(actor: Actor, whole: Part, reason: str) -> None:
    """It will not take place; whoever was told is told so. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("请写明取消的原因。", "reason")
    with act(acts.CANCEL_MEETING, actor, whole) as deed:
        meeting, seats = _open(whole, Measure.CANCEL_MEETING)
        for seat in seats:
            _done(seat)
        deed.change(meeting, state=Meeting.CANCELLED, ended_at=timezone.now(), record=reason.strip())
        _tell(deed, meeting, [seat.part for seat in seats], reason.strip())


def _open(whole: Part, measure: Measure) -> tuple[JointMeeting, list[MeetingSeat]]:
    """What is convened, and its seats."""
    found = require(measure, whole)
    assert found.meeting is not None  # the rules have said so
    return found.meeting, [seat for seat in found.seats if seat.meeting_id == found.meeting.pk]


def _require_held(meeting: JointMeeting) -> None:
    """Nobody records what has not been yet."""
    if timezone.now() < meeting.scheduled_at:
        raise Refused(f"约定的时间是 {_when(meeting.scheduled_at)}，还没有到；改期的请取消后重新召集。")


def _settle(deed: Deed, seat: MeetingSeat) -> None:
    """Who has recorded nothing was absent; by a local rule that is agreement with the joint record (缺席默认)."""
    if seat.state == Seat.INVITED:
        branch = branch_of(seat.part)
        basis = branch.basis if branch else ""
        deed.change(seat, state=Seat.DEEMED if basis else Seat.ABSENT, basis=basis)
        _done(seat)


def _said(seat: MeetingSeat) -> str:
    """The record of an organ, or by which rule it agrees without one."""
    return seat.record or (f"根据{seat.basis}，视为同意联合记录。" if seat.basis else "没有提出记录。")


def _when(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y年%-m月%-d日 %H:%M}"


def _task(part: Part, title: str) -> int:
    """A task for whoever handles things in the organ; answers its row."""
    case_id = part.application.case_id
    assert case_id is not None  # what is under review has been submitted
    handle(SYSTEM, case_id, AddTask(title[:120], f"role:handler@{part.organ_id}"))
    return int(Token.objects.filter(case=case_id, node="").latest("no").no)


def _done(seat: MeetingSeat) -> None:
    """The task is over, unless somebody has put it away already."""
    case_id = seat.part.application.case_id
    if case_id and seat.task and Token.objects.filter(case=case_id, no=seat.task, life="A").exists():
        handle(SYSTEM, case_id, Complete(seat.task))


def _tell(deed: Deed, meeting: JointMeeting, parts: Sequence[Part], words: str) -> None:
    """Organs are told, and of a visit the applicant too."""
    if meeting.kind == Together.VISIT:
        deed.announce(SiteVisitArranged(**facts_about(meeting.application), state=meeting.state, reason=words))
    _tell_organs(deed, meeting, parts, words)


def _tell_organs(deed: Deed, meeting: JointMeeting, parts: Sequence[Part], words: str) -> None:
    for part in parts:
        said = f"{meeting.get_kind_display()}：{words}"
        deed.announce(OrganCalled(**facts_about(meeting.application, part), state=meeting.state, reason=said))
