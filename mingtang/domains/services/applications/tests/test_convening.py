"""Joint site visits and review meetings (services.md 8, rule 6), each test a sentence of the rule."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications.actions.convening import (
    Appointment,
    cancel_meeting,
    close_meeting,
    convene,
    record_seat,
)
from mingtang.domains.services.applications.course import Measure, Standing, Together, why_not
from mingtang.domains.services.applications.models import Application, JointMeeting
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.joint_desk import JointDesk, joint_document
from mingtang.domains.services.applications.tests.test_course import it_is
from mingtang.kernel.cases import api as cases
from mingtang.kernel.cases.api import Token, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted, deliver_due
from mingtang.kernel.messaging.models import Notice
from mingtang.lib.flow.commands import Complete
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY, THAT_DAY = datetime(2026, 3, 2, 10), datetime(2026, 3, 4, 11)
VISIT = Appointment(Together.VISIT, "查看消防车道", timezone.make_aware(datetime(2026, 3, 4, 9, 30)), "枢纽大道 12 号")
RULE = "和源市并联审批办法第十二条"


@pytest.fixture
def joint(world: World, monkeypatch: pytest.MonkeyPatch) -> JointDesk:
    it_is(monkeypatch, MONDAY)
    document = joint_document(world)
    document["branches"][2] |= {"branch_timeout": "deemed_agree", "branch_basis": RULE}
    return JointDesk(world, branches=document["branches"])


def convened(joint: JointDesk, kind: Together = Together.VISIT) -> tuple[Application, JointMeeting]:
    """Under review; the lead has called three organs."""
    application = joint.running()
    joint.accept(application, "drawing")
    to = Appointment(kind, VISIT.matter, VISIT.at, VISIT.place)
    meeting = convene(joint.handler("permit"), joint.part(application), to, ["drawing", "fire", "planning"])
    return joint.fresh(application), meeting


def arrive() -> None:
    while deliver_due():
        pass


def tasks(application: Application) -> list[str]:
    return list(Token.objects.filter(case=application.case_id, node="", life="A").values_list("title", flat=True))


def test_one_appointment_is_a_task_for_each_organ_and_the_applicant_is_told(joint: JointDesk) -> None:
    application, _ = convened(joint)
    assert tasks(application) == ["联合踏勘：施工图审查", "联合踏勘：消防设计审查", "联合踏勘：规划意见"]
    arrive()
    told = list(Notice.objects.filter(subject__contains="联合踏勘").values_list("body", flat=True))
    assert told == ["各部门一次到场。查看消防车道，2026年3月4日 09:30，枢纽大道 12 号"]
    assert Notice.objects.filter(subject__contains="牵头部门召集").count() == 3
    page = joint.world.client("fire-design-officer").get(f"/workbench/cases/{application.case_id}/").content.decode()
    assert f"/workbench/applications/parts/{joint.part(application, 'fire').pk}/record_seat/" in page


def test_a_place_at_a_meeting_is_not_ticked_off_without_a_record(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, _ = convened(joint)
    it_is(monkeypatch, THAT_DAY)
    assert application.case_id is not None
    task = Token.objects.filter(case=application.case_id, node="", life="A", title__contains="消防").get()
    with pytest.raises(cases.Refused, match="本部门的记录"):
        handle(joint.handler("fire"), application.case_id, Complete(task.no))
    record_seat(joint.handler("fire"), joint.part(application, "fire"), ["祁连", "安澜"], "车道宽 4.2 米。")
    assert "联合踏勘：消防设计审查" not in tasks(application)


def test_each_organ_records_for_itself_with_two_people_at_a_site(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, meeting = convened(joint)
    fire, officer = joint.part(application, "fire"), joint.handler("fire")
    with pytest.raises(Refused, match="还没有到"):
        record_seat(officer, fire, ["祁连", "安澜"], "车道宽 4.2 米。")
    it_is(monkeypatch, THAT_DAY)
    with pytest.raises(Refused, match="两名以上"):
        record_seat(officer, fire, ["祁连"], "车道宽 4.2 米。")
    with pytest.raises(NotPermitted):
        record_seat(joint.handler("drawing"), fire, ["祁连", "安澜"], "车道宽 4.2 米。")
    record_seat(officer, fire, ["祁连", "安澜"], "车道宽 4.2 米。")
    assert "联合踏勘：消防设计审查" not in tasks(application)
    assert meeting.seats.get(part=fire).state == "recorded"
    with pytest.raises(Refused, match="没有等待"):
        record_seat(officer, fire, ["祁连", "安澜"], "再来一次。")


def test_who_was_absent_agrees_with_the_joint_record_only_by_a_local_rule(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, meeting = convened(joint)
    it_is(monkeypatch, THAT_DAY)
    record_seat(joint.handler("fire"), joint.part(application, "fire"), ["祁连", "安澜"], "车道宽 4.2 米。")
    close_meeting(joint.handler("permit"), joint.part(application), "符合开工条件。")
    seats = {seat.part.branch: (seat.state, seat.basis) for seat in meeting.seats.all()}
    assert seats == {"drawing": ("absent", ""), "fire": ("recorded", ""), "planning": ("deemed", RULE)}
    assert tasks(application) == []
    letter = application.letters.get(kind="joint_visit")
    assert letter.data["organs"][1] == ["和源市消防救援支队", "祁连、安澜", "车道宽 4.2 米。"]
    assert (
        application.parts.get(branch="planning").decision == ""
    )  # it agrees with what was seen, and has decided nothing
    page = joint.world.client("drawing-reviewer").get(f"/workbench/cases/{application.case_id}/").content.decode()
    assert "符合开工条件。" in page


def test_minutes_of_a_review_meeting_go_to_every_organ_and_the_applicant_reads_none(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, _ = convened(joint, Together.REVIEW)
    it_is(monkeypatch, THAT_DAY)
    record_seat(joint.handler("planning"), joint.part(application, "planning"), ["陆远"], "同意。")
    close_meeting(joint.handler("permit"), joint.part(application), "各部门同意。")
    arrive()
    assert Notice.objects.filter(subject__contains="纪要已分送").count() == 3
    assert application.letters.filter(kind="joint_minutes").exists()
    address = f"/api/services/applications/{application.pk}/course"
    lead, own = (joint.world.client(who).get(address).json()[0]["meetings"][0] for who in ("permit-officer", "citizen"))
    assert (lead["record"], own["record"], own["seats"][2]["record"]) == ("各部门同意。", "", "")


def test_only_the_lead_convenes_two_organs_or_more_in_time_to_come_and_once_at_a_time(joint: JointDesk) -> None:
    application, _ = convened(joint)
    lead, whole = joint.handler("permit"), joint.part(application)
    with pytest.raises(Refused, match="已经召集"):
        convene(lead, whole, VISIT, ["drawing", "fire"])
    cancel_meeting(lead, whole, "天气原因。")
    assert tasks(application) == []
    with pytest.raises(Refused, match="两个部门"):
        convene(lead, whole, VISIT, ["drawing"])
    with pytest.raises(Refused, match="已经过去"):
        convene(lead, whole, Appointment(Together.VISIT, "x", timezone.make_aware(MONDAY), "y"), ["drawing", "fire"])
    with pytest.raises(NotPermitted):
        convene(joint.handler("fire"), whole, VISIT, ["drawing", "fire"])


def test_an_organ_alone_convenes_nobody() -> None:
    assert "联办" in why_not(Measure.CONVENE, Standing(State.REVIEWING))
    assert "联办" in why_not(Measure.CONVENE, Standing(State.REVIEWING, is_branch=True))
    assert why_not(Measure.CONVENE, Standing(State.REVIEWING, is_joint=True)) == ""


def test_programs_convene_and_record(joint: JointDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    application = joint.running()
    joint.accept(application, "drawing")
    address = f"/api/services/applications/{application.pk}/measures"

    def take(who: str, branch: str, measure: str, answers: dict[str, Any]) -> Any:
        sent = {"part": joint.part(application, branch).pk, "measure": measure, "answers": answers}
        return joint.world.client(who).post(address, sent, content_type="application/json")

    told = {"kind": "visit", "matter": "查看场地", "day": "2026-03-04", "time": "09:30", "place": "枢纽大道 12 号"}
    assert take("permit-officer", "", "convene", {**told, "branches": ["drawing", "nobody"]}).status_code == 422
    rows = take("permit-officer", "", "convene", {**told, "branches": ["drawing", "fire"]}).json()
    assert [seat["organ"] for seat in rows[0]["meetings"][0]["seats"]] == ["和源市施工图审查中心", "和源市消防救援支队"]
    it_is(monkeypatch, THAT_DAY)
    seen = {"people": [{"name": "祁连"}, {"name": "安澜"}], "record": "符合。"}
    assert take("fire-design-officer", "fire", "record_seat", seen).status_code == 200
    assert take("permit-officer", "", "close_meeting", {"record": "符合。"}).json()[0]["meetings"][0]["state"] == "held"
