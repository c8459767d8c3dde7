"""Guards and effects of the transitions that carry legal weight (services.md 4) that no other test speaks of.

Which test proves which row is told in `sentences.yaml`.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.materials import LABEL
from mingtang.domains.services.applications.models import Application, SpecialProcedure
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.calendar_days import day, it_is
from mingtang.domains.services.applications.tests.desk import CHECKER, CLERK, DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_course import decision, letters
from mingtang.domains.services.applications.tests.test_notices import asked, inbox
from mingtang.domains.services.applications.tests.test_special import running
from mingtang.domains.services.catalogue.models import ItemVersion
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.cases.api import clocks, history
from mingtang.kernel.cases.archiving.keeping import archive
from mingtang.kernel.content.api import Target, attach_material, store_file
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.evidence.models import Fact
from mingtang.kernel.messaging.models import NoticeDelivery

pytestmark = pytest.mark.django_db


def limits_running(application: Application) -> set[str]:
    """The codes of the limits that run now, those of single steps among them."""
    return {view.clock.code for view in clocks.clocks_of(application.case) if view.clock.stopped_at is None}


def facts(application: Application) -> list[str]:
    rows = Fact.objects.filter(subject=f"application:{application.pk}").order_by("pk")
    return [name.removeprefix("services.") for name in rows.values_list("name", flat=True)]


# ---- 已提交 → 已收件


def test_an_agent_files_only_what_and_while_his_authority_covers(desk: Desk) -> None:
    """services.md 4: submitted → received, guard "agent authorisation valid"; 3: scope and dates."""
    agent: Any = desk.world.actor("agent")
    scope, today = agent.agency.Scope, timezone.localdate()
    for changes, why in (({"scope": scope.RECEIVE}, "只有领取结果"), ({"end": today - timedelta(1)}, "有效期"),
                         ({"revoked_at": timezone.now()}, "有效期")):  # fmt: skip
        held = agent.agency.__class__(
            **{"legal_person": agent.agency.legal_person, "start": agent.agency.start} | changes
        )
        with pytest.raises(Refused, match=why):
            api.submit(replace(agent, agency=held), desk.drafted(who="agent"))
    assert desk.filed(who="agent").state == State.SUBMITTED


def test_only_a_front_clerk_receives(desk: Desk) -> None:
    """services.md 4: submitted → received, who; 行政许可法第三十二条第二款."""
    application = desk.filed()
    with pytest.raises(NotPermitted, match="没有分派给您"):
        api.receive(desk.world.actor(HANDLER), application, desk.no(application, "receive"))
    assert desk.fresh(application).state == State.SUBMITTED


def test_receipt_starts_the_five_working_days_of_acceptance_and_is_told_by_text_message(desk: Desk) -> None:
    """services.md 4: submitted → received, effects; 行政许可法第三十二条第一款第四项."""
    application = desk.received()
    views = [view for view in clocks.clocks_of(application.case) if view.clock.stopped_at is None]
    assert [(view.clock.code, view.due.total) for view in views] == [("services.acceptance", 5)]
    inbox(desk.world.account("citizen"))
    assert NoticeDelivery.objects.filter(notice__subject__contains="已收件", channel="sms").exists()


# ---- 已收件 ↔ 待补正, 已收件 → 不予受理


def test_after_the_fifth_working_day_nothing_can_be_asked_for_and_nothing_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """services.md 4: received → correcting within 5 WD; silence means accepted (第三十二条第一款第四项), worker or no worker."""
    it_is(monkeypatch, day("03-02"))
    application = desk.received()
    part, no, handler = desk.part(application), desk.no(application, "accept"), desk.world.actor(HANDLER)
    it_is(monkeypatch, day("03-10"))
    with pytest.raises(Refused, match="即为受理"):
        api.ask_correction(handler, part, no, [api.Missing("平面图", "缺")])
    with pytest.raises(Refused, match="即为受理"):
        api.propose_refusal(handler, part, no, api.Reasons("不需要许可", "食品安全法"))
    it_is(monkeypatch, day("03-09"))
    api.ask_correction(handler, part, no, [api.Missing("平面图", "缺")])


def test_while_the_applicant_corrects_only_his_own_limit_runs(desk: Desk) -> None:
    """services.md 4: received → correcting, effects "stop clock, set applicant deadline"."""
    assert limits_running(asked(desk)) == {"services.correction"}


def test_a_correction_is_taken_only_with_every_material_that_was_asked_for(desk: Desk) -> None:
    """services.md 4: correcting → received, guard "all required items answered"."""
    materials = [{"material_name": name, "material_key": key} for name, key in (("平面图", "plan"), ("制度", "rules"))]
    item = desk.offer({**DOCUMENT, "materials": materials}, code="11990102MB0A1234204000131004011")
    citizen: Any = desk.world.actor("citizen")
    draft = desk.drafted(item)
    for key in ("plan", "rules"):
        hand_in(desk, draft, key)
    application = desk.received(desk.fresh(api.submit(citizen, draft)))
    missing = [api.Missing("平面图", "请标明水池位置"), api.Missing("制度清单", "请更新", material="rules")]
    api.ask_correction(desk.world.actor(HANDLER), desk.part(application), desk.no(application, "accept"), missing)
    application = desk.fresh(application)
    hand_in(desk, application, "plan")
    with pytest.raises(Refused, match="还没有补正：制度。"):
        api.answer(citizen, application, {})
    hand_in(desk, application, "rules")
    api.answer(citizen, application, {})
    assert desk.fresh(application).state == State.RECEIVED


def hand_in(desk: Desk, application: Application, key: str) -> None:
    citizen: Any = desk.world.actor("citizen")
    file = store_file(citizen, SimpleUploadedFile(f"{key}.txt", f"{key} {timezone.now()}".encode()))
    attach_material(citizen, file, Target(LABEL, str(application.pk)), key=key, name=key)


def test_what_was_corrected_is_received_anew_with_a_new_receipt_and_five_new_working_days(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """services.md 4: correcting → received, effects "new receipt, new 5-WD clock"; 第三十二条第一款第五项."""
    it_is(monkeypatch, day("03-02"))
    application = asked(desk)
    it_is(monkeypatch, day("03-16"))
    citizen: Any = desk.world.actor("citizen")
    api.answer(citizen, application, {})
    assert letters(application) == ["receipt", "correction", "receipt"]
    it_is(monkeypatch, day("03-23"))
    desk.work_off()
    assert desk.part(application).accepted_on is None
    it_is(monkeypatch, day("03-24"), hour=1)
    desk.work_off()
    assert (desk.part(application).deemed, desk.part(application).accepted_on) == (True, day("03-16"))


def test_whoever_proposes_not_to_accept_does_not_confirm_it(desk: Desk) -> None:
    """services.md 4: received → not_accepted by "authorised clerk + checker"."""
    application = desk.received()
    part, handler = desk.part(application), desk.world.actor(HANDLER)
    api.propose_refusal(handler, part, desk.no(application, "accept"), api.Reasons("不需要许可", "食品安全法"))
    with pytest.raises(Refused, match="不能自己审核"):
        api.confirm_refusal(handler, part, desk.no(application, "refuse"))
    assert desk.fresh(application).state == State.RECEIVED


# ---- 已收件 → 已受理


def test_acceptance_counts_by_the_version_of_the_item_at_submission(desk: Desk) -> None:
    """services.md 4: received → accepted, effect "due dates computed (item version was frozen at submission)"; 2.5."""
    application = desk.filed()
    document = {**DOCUMENT, "promise_day": 2}
    desk.item.versions.update(state=ItemVersion.State.SUPERSEDED)
    newer = ItemVersion.objects.create(
        item=desk.item, number=2, document=document, digest=ItemVersion.digest_of(document),
        state=ItemVersion.State.PUBLISHED, saved_at=timezone.now(),
    )  # fmt: skip
    type(desk.item).objects.filter(pk=desk.item.pk).update(in_force=newer)
    application = desk.accepted(application)
    promise = next(view for view in clocks.clocks_of(application.case) if view.clock.code == "services.promise")
    assert (application.version.number, promise.due.total) == (1, 7)


# ---- 待决定 → 准予 / 不予, 制证 → 送达


def test_no_decision_before_every_step_is_signed(desk: Desk) -> None:
    """services.md 4: deciding → approved/denied, guard "all steps signed"; 行政许可法第三十四条."""
    application = desk.accepted()
    for node, who, outcome in (("review", HANDLER, "提交"), ("check", CHECKER, "同意")):
        no = desk.no(application, node)
        with pytest.raises(NotPermitted, match="没有分派给您"):
            api.decide(desk.world.actor(DECIDER), desk.part(application), no, decision())
        with pytest.raises(StepRefused, match="请选择处理结果"):
            api.decide(desk.world.actor(who), desk.part(application), no, decision(), separated=False)
        api.review(desk.world.actor(who), desk.part(application), no, outcome, "符合条件。")
    api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision())


def test_a_denial_is_issued_and_delivered_like_a_grant_with_reason_and_remedies(desk: Desk) -> None:
    """services.md 4: deciding → denied → issuing → delivered; 行政许可法第三十八条第二款, 第四十四条."""
    application = desk.reviewed()
    denial = decision(granted=False)
    api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), denial)
    told = application.letters.get(kind="denial").data
    assert (told["reason"], "六个月内向和源市澄江区人民法院" in told["remedies"]) == ("专间没有物理隔断。", True)
    assert desk.fresh(application).state == State.ISSUING
    handed_over(desk, application)
    assert (desk.fresh(application).state, application.letters.get(kind="denial").delivered_at is None) == (
        State.CLOSED,
        False,
    )


def handed_over(desk: Desk, application: Application, receiver: str = "林叙") -> None:
    api.issue_result(desk.world.actor(HANDLER), application, desk.no(application, "issue"))
    receipt = api.Receipt("窗口领取", receiver, timezone.now())
    api.deliver(desk.world.actor(CLERK), desk.fresh(application), desk.no(application, "deliver"), receipt)


def test_the_result_is_handed_to_somebody_named_by_whoever_hands_out_and_its_limit_ends(desk: Desk) -> None:
    """services.md 4: issuing → delivered, who, guard and effects; 行政许可法第四十四条."""
    application = desk.reviewed()
    api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision())
    assert limits_running(application) == {"services.delivery"}
    api.issue_result(desk.world.actor(HANDLER), application, desk.no(application, "issue"))
    no, receipt = desk.no(application, "deliver"), api.Receipt("窗口领取", "林叙", timezone.now())
    with pytest.raises(NotPermitted, match="没有分派给您"):
        api.deliver(desk.world.actor(DECIDER), desk.fresh(application), no, receipt)
    with pytest.raises(Refused, match="签收人"):
        api.deliver(desk.world.actor(CLERK), desk.fresh(application), no, replace(receipt, receiver=" "))
    api.deliver(desk.world.actor(CLERK), desk.fresh(application), no, receipt)
    assert limits_running(application) == set()
    assert application.letters.get(kind="delivery").data["receiver"] == "林叙"


# ---- 决定之前 → 撤回, 终止; 办结 → 归档


def test_whoever_handles_is_told_that_the_applicant_has_taken_back(desk: Desk) -> None:
    """services.md 4: any before decision → withdrawn, effect "branches informed"."""
    application = desk.reviewed()
    api.withdraw(desk.world.actor("citizen"), application, "不开店了")
    assert inbox(desk.world.account(HANDLER))[-1] == "申请人已撤回：林叙，食品经营许可（餐饮服务）新办"


def test_withdrawal_ends_the_special_procedure_and_all_limits_with_it(desk: Desk) -> None:
    """services.md 4: withdrawn, clock "stops", also from `special`."""
    application = desk.accepted()
    running(desk, application)
    api.withdraw(desk.world.actor("citizen"), application, "不办了")
    assert limits_running(application) == set()
    assert SpecialProcedure.objects.get().state == "ended"


@pytest.mark.parametrize("end", ["closed", "withdrawn"])
def test_what_is_over_is_put_away_and_nothing_before(desk: Desk, end: str) -> None:
    """services.md 4: closed, withdrawn → archived; retention 永久/30年/10年."""
    application = desk.reviewed()
    with pytest.raises(Refused, match="还没有办结"):
        archive(SYSTEM, application.case)
    if end == "withdrawn":
        api.withdraw(desk.world.actor("citizen"), application, "不办了")
    else:
        api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision())
        handed_over(desk, application)
    assert archive(SYSTEM, desk.fresh(application).case).keep_until.year == timezone.localdate().year + 30


# ---- every transition


def test_every_transition_writes_who_when_in_which_words_with_its_papers_and_facts(desk: Desk) -> None:
    """services.md 4: "every transition writes actor, time, opinion, document ids, …, exchange event"."""
    application = desk.reviewed()
    api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision())
    handed_over(desk, application)
    rows = list(history(application.case).filter(command="Complete").order_by("pk"))
    assert [row.node for row in rows] == ["receive", "accept", "review", "check", "decide", "issue", "deliver"]
    assert all(row.account_id and row.name and row.at and row.outcome for row in rows)
    assert [row.opinion for row in rows][2:5] == ["符合条件。", "符合条件。", "材料齐全，符合条件。"]
    assert letters(application) == ["receipt", "acceptance", "approval", "delivery"]
    told = [name for name in facts(application) if name != "LetterIssued"]
    assert told == [
        "ApplicationSubmitted", "ApplicationReceived", "ApplicationAccepted", "ApplicationDecided", "ResultIssued",
        "ApplicationClosed",
    ]  # fmt: skip


def test_what_is_decided_on_the_spot_has_all_its_papers(desk: Desk) -> None:
    """services.md 4: "an immediate case walks accepted → approved → delivered in one transaction but still writes all records
    and documents"; 行政许可法第三十二条第二款, 第三十四条第二款.
    """
    item = desk.offer(
        {**DOCUMENT, "project_type": "1", "process_key": "service-immediate"}, code="11990102MB0A1234204000131004012"
    )
    application = desk.filed(item)
    api.decide(desk.world.actor(CLERK), desk.part(application), desk.no(application, "decide"), decision())
    application = desk.fresh(application)
    assert (application.state, letters(application)) == (
        State.CLOSED,
        ["receipt", "acceptance", "approval", "delivery"],
    )
    assert desk.part(application).accepted_on == timezone.localdate()
    assert None not in (application.received_at, application.decided_at, application.delivered_at)
