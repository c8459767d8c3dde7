"""The course of a joint matter (并联审批, services.md 8), each test a sentence of the rules."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.charging import charge_fees
from mingtang.domains.services.applications.actions.distributing import notify
from mingtang.domains.services.applications.actions.extending import ask_extension, decide_extension
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.joint_desk import PEOPLE, JointDesk, joint_document
from mingtang.domains.services.applications.tests.test_course import it_is, letters
from mingtang.domains.services.applications.tests.test_notices import inbox
from mingtang.kernel.cases.api import clocks, handle, steps_to_return_to
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.lib.flow.commands import Return
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 10)


@pytest.fixture
def joint(world: World) -> JointDesk:
    return JointDesk(world)


def running_limits(application: Application) -> dict[str, int]:
    """The limits that run for parts and whole, with their working days."""
    views = clocks.clocks_of(application.case)
    return {view.clock.code: view.due.total for view in views if not view.clock.stopped_at and not view.clock.no}


def test_submitting_makes_a_part_for_the_whole_and_for_each_branch_that_is_needed(joint: JointDesk) -> None:
    application = joint.applied(special="no")
    parts = {part.branch: part for part in application.parts.all()}
    assert set(parts) == {"", "drawing", "planning", "permit"}
    assert len({part.number for part in parts.values()}) == 4
    assert application.case.vars["active"] == ["drawing", "planning", "permit"]


def test_receipt_distributes_in_writing_and_each_organ_has_its_first_look(joint: JointDesk) -> None:
    application = joint.applied()
    assert letters(application) == ["receipt", "distribution"]
    assert joint.open(application) == ["defects_drawing", "defects_fire", "defects_permit", "defects_planning"]
    assert joint.states(application)["fire"] == State.RECEIVED


def test_what_all_organs_miss_is_told_in_one_notice_while_the_others_go_on(joint: JointDesk) -> None:
    application = joint.applied()
    joint.complete_all(application, "fire", "permit")
    assert joint.open(application) == ["accept_drawing", "notify", "opine_planning"]
    assert joint.states(application)["fire"] == State.CORRECTING
    notify(joint.handler("permit"), application, joint.no(application, "notify"))
    application = joint.fresh(application)
    told = application.letters.get(kind="correction").data["defects"]
    assert [row[0] for row in told] == ["fire 图纸（市消防救援支队）", "permit 图纸（市住建局）"]
    joint.decide(application, "drawing")
    assert joint.open(application) == ["correct", "opine_planning"]  # fire waits for the correction
    citizen: Any = joint.world.actor("citizen")
    api.answer(citizen, joint.fresh(application), {})
    assert joint.open(application) == ["accept_fire", "opine_planning"]


def test_silence_about_defects_means_complete(joint: JointDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, MONDAY)
    application = joint.applied()
    it_is(monkeypatch, datetime(2026, 3, 5, 0, 30))
    joint.work_off()
    assert joint.open(application) == ["accept_drawing", "opine_planning"]
    assert joint.states(application) == {
        "": State.REVIEWING, "drawing": State.RECEIVED, "fire": State.WAITING, "planning": State.REVIEWING,
        "permit": State.WAITING,
    }  # fmt: skip


def test_days_of_correction_count_by_the_law_but_not_in_the_promise_of_the_whole(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, MONDAY)
    application = joint.applied()
    joint.complete_all(application, "fire")
    notify(joint.handler("permit"), application, joint.no(application, "notify"))
    joint.accept(application, "drawing")
    whole = joint.part(application)
    latest = whole.statutory_due_at
    assert whole.promise_due_at is None
    assert joint.fresh(application).due_at == latest
    words = {view.clock.code: view.sentence for view in clocks.clocks_of(application.case)}
    assert "因等待补正暂停" in words["services.promise"]
    it_is(monkeypatch, datetime(2026, 3, 5, 10))  # three working days later
    citizen: Any = joint.world.actor("citizen")
    api.answer(citizen, joint.fresh(application), {})
    whole = joint.part(application)
    assert whole.promise_due_at == timezone.make_aware(datetime(2026, 3, 27))  # 15 and 3 working days
    assert whole.statutory_due_at == latest


def test_the_promise_runs_on_when_the_correction_does_not_come(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, MONDAY)
    application = joint.applied()
    joint.complete_all(application, "fire")
    joint.accept(application, "drawing")
    assert joint.part(application).promise_due_at is not None  # nobody has told the applicant yet
    notify(joint.handler("permit"), joint.fresh(application), joint.no(application, "notify"))
    assert joint.part(application).promise_due_at is None
    it_is(monkeypatch, datetime(2026, 3, 25, 0, 30))
    joint.work_off()
    assert joint.part(application).promise_due_at is not None


def test_a_correction_that_does_not_come_ends_its_branch_and_what_waits_for_it_but_not_the_others(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, MONDAY)
    application = joint.applied()
    joint.complete_all(application, "fire")
    notify(joint.handler("permit"), application, joint.no(application, "notify"))
    joint.opine(application)
    joint.decide(application, "drawing")
    it_is(monkeypatch, datetime(2026, 3, 25, 0, 30))
    joint.work_off()
    application = joint.fresh(application)
    assert joint.states(application)["fire"] == State.LAPSED
    assert joint.states(application)["permit"] == State.TERMINATED
    assert joint.open(application) == ["conclude"]


def test_each_branch_has_its_limits_and_the_whole_those_of_the_longest_path(joint: JointDesk) -> None:
    application = joint.running()
    joint.accept(application, "drawing")
    assert running_limits(application) == {
        "services.promise/drawing": 7, "services.decision/drawing": 20, "services.promise": 7 + 5 + 3,
        "services.joint_decision": 45,
    }  # fmt: skip
    without_fire = joint.running(special="no")
    joint.accept(without_fire, "drawing")
    assert running_limits(without_fire)["services.promise"] == 7 + 3
    assert joint.fresh(without_fire).due_at == joint.part(without_fire).promise_due_at


def test_a_decision_ends_the_limits_of_its_branch_and_no_others(joint: JointDesk) -> None:
    application = joint.running()
    joint.decide(application, "drawing")
    assert running_limits(application) == {"services.promise": 15, "services.joint_decision": 45}
    assert joint.open(application) == ["accept_fire", "opine_planning"]
    part = joint.part(application, "drawing")
    assert (part.decision, part.state) == ("granted", State.DECIDED)
    assert joint.fresh(application).decided_at is None


def test_every_organ_issues_its_own_document_under_its_own_number(joint: JointDesk) -> None:
    application = joint.running(special="no")
    joint.decide(application, "drawing")
    joint.opine(application)
    joint.decide(application, "permit")
    numbers = [letter.number for letter in application.letters.filter(kind="approval").order_by("pk")]
    assert numbers[0].startswith("和审图许准字〔")
    assert numbers[1].startswith("和建")


def test_a_branch_does_not_ask_for_a_correction_of_its_own(joint: JointDesk) -> None:
    application = joint.running()
    client = joint.world.client("drawing-reviewer")
    client.get(f"/workbench/applications/{application.case_id}/turn/")
    answer = client.post(
        f"/workbench/applications/{application.case_id}/turn/",
        {"outcome": "补正", "missing-0-about": "图纸", "missing-0-requirement": "补", "missing-rows": "1"},
    )
    assert answer.status_code == 422
    assert "accept_drawing" in joint.open(application)


def test_only_disagreement_needs_its_reason(joint: JointDesk) -> None:
    application = joint.running()
    with pytest.raises(Refused, match="必须附理由"):
        joint.opine(application, "不同意")
    joint.opine(application, "不同意", "退线不足。")
    part = joint.part(application, "planning")
    assert (part.decision, part.state) == ("disagreed", State.DECIDED)


def test_a_late_opinion_is_urged_by_the_lead_and_never_taken_for_granted(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, MONDAY)
    application = joint.running()
    it_is(monkeypatch, datetime(2026, 3, 6, 0, 30))
    joint.work_off()
    assert "urge_planning" in joint.open(application)
    assert joint.part(application, "planning").decision == ""


def test_silence_is_agreement_where_a_local_rule_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    document = joint_document(world)
    document["branches"][2] |= {"branch_timeout": "deemed_agree", "branch_basis": "并联审批办法第十二条"}
    joint = JointDesk(world, branches=document["branches"])
    it_is(monkeypatch, MONDAY)
    application = joint.running()
    it_is(monkeypatch, datetime(2026, 3, 6, 0, 30))
    joint.work_off()
    part = joint.part(application, "planning")
    assert (part.decision, part.deemed, part.state) == ("agreed", True, State.DECIDED)
    assert joint.open(application) == ["accept_drawing"]


def test_a_denied_branch_cancels_what_waits_for_it_and_the_applicant_is_told_what_was_granted(
    joint: JointDesk,
) -> None:
    application = joint.running()
    joint.decide(application, "drawing")
    joint.decide(application, "fire", granted=False)
    assert joint.states(application)["permit"] == State.TERMINATED
    assert joint.open(application) == ["opine_planning"]
    joint.opine(application)
    joint.conclude(application)
    application = joint.fresh(application)
    assert joint.part(application).decision == Part.Decision.PARTLY
    told = application.letters.get(kind="joint_result").data
    assert told["result"] == "部分准予"
    assert [row[2] for row in told["branches"]] == ["准予", "不予", "同意", "终止办理"]
    assert list(running_limits(application)) == ["services.delivery"]


def test_a_joint_matter_goes_from_filing_to_one_delivery_of_everything(joint: JointDesk) -> None:
    application = joint.running()
    for key in ("drawing", "fire"):
        joint.decide(application, key)
    joint.opine(application)
    joint.decide(application, "permit")
    joint.conclude(application)
    lead = joint.handler("permit")
    api.issue_result(lead, joint.fresh(application), joint.no(application, "issue"))
    receipt = api.Receipt("窗口领取", "林叙", timezone.now())
    no = joint.no(application, "deliver")
    api.deliver(joint.world.actor("window-clerk"), joint.fresh(application), no, receipt)
    application = joint.fresh(application)
    assert application.state == State.CLOSED
    assert set(joint.states(application).values()) == {State.CLOSED}
    assert letters(application)[-1] == "delivery"


def test_returning_one_branch_leaves_the_opinions_and_decisions_of_the_others(joint: JointDesk) -> None:
    application = joint.running()
    joint.opine(application, "同意但需报上级", "报省自然资源厅。")
    joint.decide(application, "drawing")
    joint.accept(application, "fire")
    handler, head = (joint.world.actor(who) for who in PEOPLE["fire"])
    no = joint.no(application, "review_fire")
    api.review(handler, joint.part(application, "fire"), no, "提交", "符合。")
    check = joint.no(application, "check_fire")
    earlier = {row.node: row.no for row in steps_to_return_to(application.case, check)}
    handle(head, application.case_id, Return(check, earlier["review_fire"]), opinion="请补写消防车道。")
    assert joint.open(application) == ["review_fire"]
    assert joint.part(application, "planning").decision == "upwards"
    assert joint.part(application, "drawing").decision == "granted"
    assert running_limits(application)["services.promise/fire"] == 5


def test_silence_about_acceptance_of_a_branch_counts_from_its_turn(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, MONDAY)
    application = joint.running()
    it_is(monkeypatch, datetime(2026, 3, 4, 10))
    joint.decide(application, "drawing")
    it_is(monkeypatch, datetime(2026, 3, 12, 0, 30))
    joint.work_off()
    part = joint.part(application, "fire")
    assert part.deemed
    assert part.accepted_on == datetime(2026, 3, 4).date()


def test_more_time_for_the_whole_is_granted_by_the_head_of_the_government_alone(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, MONDAY)
    application = joint.running()
    joint.accept(application, "drawing")
    whole = joint.part(application)
    ask_extension(joint.handler("permit"), whole, 15, "施工图需要两轮复审。")
    with pytest.raises(NotPermitted):
        decide_extension(joint.world.actor("housing-director"), whole, granted=True)
    page = joint.world.client("deputy-mayor").get(f"/workbench/cases/{application.case_id}/").content.decode()
    assert f"/workbench/applications/parts/{whole.pk}/decide_extension/" in page
    decide_extension(joint.world.actor("deputy-mayor"), whole, granted=True)
    assert running_limits(application)["services.joint_decision"] == 45 + 15
    assert application.letters.get(kind="extension").data["approver"] == "本级人民政府负责人"


def test_withdrawing_a_joint_matter_ends_every_branch_and_tells_its_handlers(joint: JointDesk) -> None:
    """services.md 4: any before decision → withdrawn, effect "branches informed"."""
    application = joint.running()
    joint.accept(application, "drawing")
    handler = joint.handler("drawing")
    no = joint.no(application, "review_drawing")
    api.review(handler, joint.part(application, "drawing"), no, "提交", "符合。")
    api.withdraw(joint.world.actor("citizen"), joint.fresh(application), "不建了")
    assert set(joint.states(application).values()) == {State.WITHDRAWN}
    assert joint.open(application) == []
    assert inbox(joint.world.account(PEOPLE["drawing"][0]))[-1] == "申请人已撤回：林叙，施工许可并联审批"


def test_the_lead_tells_the_fees_of_all_branches_once_but_not_of_those_that_are_not_needed(world: World) -> None:
    rows = [("图纸审查费", "drawing"), ("消防检测费", "fire"), ("工本费", "")]
    fees = [{"fee_name": name, "fee_amount": "10.00", "fee_branches": keys} for name, keys in rows]
    joint = JointDesk(world, is_fee=True, fee_basis="和源市收费标准", fees=fees)
    application = joint.running(special="no")
    joint.accept(application, "drawing")
    with pytest.raises(Refused, match="牵头部门一次告知"):
        charge_fees(joint.handler("drawing"), joint.part(application, "drawing"), [("图纸审查费", 1)])
    lead, whole = joint.handler("permit"), joint.part(application)
    with pytest.raises(Refused, match="消防检测费"):
        charge_fees(lead, whole, [("图纸审查费", 1), ("消防检测费", 1)])
    assert charge_fees(lead, whole, [("图纸审查费", 1), ("工本费", 1)]).amount == 2000
