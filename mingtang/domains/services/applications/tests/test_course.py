"""The course of an application, each test a sentence of the law or of the practice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State, is_query_code
from mingtang.domains.services.applications.tests.desk import CHECKER, CLERK, DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.directory.models import Account

pytestmark = pytest.mark.django_db


def it_is(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Move the clock to a moment of local time."""
    now = timezone.make_aware(moment).astimezone(UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


def letters(application: Application) -> list[str]:
    return list(application.letters.values_list("kind", flat=True))


def decision(*, granted: bool = True) -> api.Decision:
    return api.Decision(
        granted, "材料齐全，符合条件。", "食品安全法第三十五条", "" if granted else "专间没有物理隔断。"
    )


def test_a_submitted_application_has_number_code_part_and_case(desk: Desk) -> None:
    application = desk.filed()
    assert application.state == State.SUBMITTED
    assert application.number == f"{desk.item.task_code}{timezone.localdate():%Y%m%d}0001"
    assert is_query_code(application.query_code)
    assert desk.open(application) == ["receive"]
    assert desk.part(application).number == application.number


def test_submitting_twice_is_submitting_once(desk: Desk) -> None:
    application = desk.filed()
    actor: Any = desk.world.actor("citizen")
    assert api.submit(actor, desk.fresh(application)).number == application.number
    assert Application.objects.count() == 1


def test_filing_needs_a_matched_identity(desk: Desk) -> None:
    Account.objects.filter(pk=desk.world.account("citizen").pk).update(assurance=0)
    with pytest.raises(Refused, match="实名认证"):
        desk.filed()


def test_an_item_that_is_suspended_takes_nothing(desk: Desk) -> None:
    desk.item.state = "suspended"
    with pytest.raises(Refused, match="暂停办理"):
        desk.filed()


def test_receipt_gives_a_paper_with_the_query_code_and_the_last_day_of_acceptance(desk: Desk) -> None:
    application = desk.received()
    assert application.state == State.RECEIVED
    receipt = application.letters.get(kind="receipt")
    assert receipt.data["query_code"] == application.query_code
    assert "五个工作日" in receipt.data["time_words"]
    assert receipt.number.startswith("澄市监收字〔")


def test_before_receipt_it_is_sent_back_once_and_only_with_a_reason(desk: Desk) -> None:
    application = desk.filed()
    clerk = desk.world.actor(CLERK)
    with pytest.raises(Refused, match="请写明"):
        api.send_back(clerk, application, desk.no(application, "receive"), " ")
    api.send_back(clerk, application, desk.no(application, "receive"), "请选择经营项目。")
    application = desk.fresh(application)
    assert application.state == State.PRE_RETURNED
    actor: Any = desk.world.actor("citizen")
    api.answer(actor, application, {})
    application = desk.fresh(application)
    assert application.state == State.SUBMITTED
    with pytest.raises(Refused, match="只能退回一次"):
        api.send_back(clerk, application, desk.no(application, "receive"), "还有。")


def test_acceptance_starts_the_promised_and_the_statutory_limit(desk: Desk) -> None:
    application = desk.accepted()
    part = desk.part(application)
    assert application.state == State.REVIEWING
    assert part.accepted_on == timezone.localdate()
    running = {
        view.clock.code: view.due.total for view in clocks.clocks_of(application.case) if not view.clock.stopped_at
    }
    assert running == {"services.promise": 7, "services.decision": 10}
    assert letters(application) == ["receipt", "acceptance"]


def test_all_defects_are_told_at_once_and_the_acceptance_limit_stands_until_they_are_corrected(desk: Desk) -> None:
    application = desk.received()
    handler, part = desk.world.actor(HANDLER), desk.part(application)
    missing = [api.Missing("平面图", "请标明水池位置"), api.Missing("制度清单", "缺少健康管理制度")]
    api.ask_correction(handler, part, desk.no(application, "accept"), missing)
    application = desk.fresh(application)
    assert application.state == State.CORRECTING
    assert [row[0] for row in application.letters.get(kind="correction").data["defects"]] == ["平面图", "制度清单"]
    actor: Any = desk.world.actor("citizen")
    api.answer(actor, application, {})
    application = desk.fresh(application)
    assert application.state == State.RECEIVED
    with pytest.raises(Refused, match="一次告知"):
        api.ask_correction(
            handler, desk.part(application), desk.no(application, "accept"), [api.Missing("执照", "复印件")]
        )


def test_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    application = desk.received()
    it_is(monkeypatch, datetime(2026, 3, 10, 0, 30))
    desk.work_off()
    part = desk.part(application)
    assert part.deemed
    assert part.accepted_on == date(2026, 3, 2)
    assert part.promise_due_at == timezone.make_aware(datetime(2026, 3, 12))
    assert application.letters.get(kind="acceptance").data["deemed"] is True
    assert desk.open(application) == ["review"]


def test_a_correction_that_does_not_come_ends_the_application(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    application = desk.received()
    api.ask_correction(
        desk.world.actor(HANDLER), desk.part(application), desk.no(application, "accept"), [api.Missing("平面图", "缺")]
    )
    it_is(monkeypatch, datetime(2026, 3, 24, 0, 30))
    desk.work_off()
    application = desk.fresh(application)
    assert application.state == State.LAPSED
    assert application.case.status == "completed"


def test_not_accepting_needs_reason_basis_and_a_second_officer_and_names_the_remedies(desk: Desk) -> None:
    application = desk.received()
    part, no = desk.part(application), desk.no(application, "accept")
    with pytest.raises(Refused, match="依据"):
        api.propose_refusal(desk.world.actor(HANDLER), part, no, api.Reasons("不属于本机关职权", ""))
    api.propose_refusal(desk.world.actor(HANDLER), part, no, api.Reasons("不需要许可", "食品安全法第三十五条"))
    assert "non_acceptance" not in letters(application)
    api.confirm_refusal(desk.world.actor(CHECKER), desk.part(application), desk.no(application, "refuse"))
    application = desk.fresh(application)
    assert application.state == State.NOT_ACCEPTED
    told = application.letters.get(kind="non_acceptance").data
    assert told["reason"] == "不需要许可"
    assert "和源市澄江区人民法院" in told["remedies"]


def test_whoever_handled_does_not_decide(desk: Desk) -> None:
    application = desk.reviewed()
    with pytest.raises(Refused, match="承办人不能决定"):
        api.decide(desk.world.actor(HANDLER), desk.part(application), desk.no(application, "decide"), decision())


def test_a_refusal_gives_its_reason(desk: Desk) -> None:
    application = desk.reviewed()
    with pytest.raises(Refused, match="请写明理由"):
        api.decide(
            desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"),
            api.Decision(granted=False, facts="不符合", law="食品安全法第三十五条"),
        )  # fmt: skip


def test_the_decision_ends_its_limits_and_begins_that_of_the_delivery(desk: Desk) -> None:
    application = desk.reviewed()
    api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision())
    application = desk.fresh(application)
    assert application.state == State.ISSUING
    running = [view.clock.code for view in clocks.clocks_of(application.case) if not view.clock.stopped_at]
    assert running == ["services.delivery"]
    assert "approval" in letters(application)


def test_an_application_goes_from_filing_to_delivery_and_the_result_date_is_that_of_the_decision(desk: Desk) -> None:
    application = desk.reviewed()
    api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision())
    decided = desk.part(application).decided_at
    api.issue_result(desk.world.actor(HANDLER), application, desk.no(application, "issue"))
    at = timezone.now() + timedelta(minutes=1)
    api.deliver(
        desk.world.actor(CLERK), application, desk.no(application, "deliver"), api.Receipt("窗口领取", "林叙", at)
    )
    application = desk.fresh(application)
    assert application.state == State.CLOSED
    assert application.decided_at == decided
    assert letters(application) == ["receipt", "acceptance", "approval", "delivery"]
    assert application.case.status == "completed"


def test_an_applicant_takes_back_until_the_decision(desk: Desk) -> None:
    application = desk.accepted()
    api.withdraw(desk.world.actor("citizen"), application, "不开店了")
    assert desk.fresh(application).state == State.WITHDRAWN
    decided = desk.reviewed()
    api.decide(desk.world.actor(DECIDER), desk.part(decided), desk.no(decided, "decide"), decision())
    with pytest.raises(Refused, match="不能撤回"):
        api.withdraw(desk.world.actor("citizen"), desk.fresh(decided), "")


def test_nobody_takes_back_what_another_has_filed(desk: Desk) -> None:
    application = desk.accepted()
    with pytest.raises(Refused, match="自己提交"):
        api.withdraw(desk.world.actor("agent"), application, "")


def test_what_was_promised_for_later_must_come_before_the_decision(desk: Desk) -> None:
    materials = [{"material_name": "制度清单", "material_key": "rules", "is_need": "3"}]
    item = desk.offer({**DOCUMENT, "materials": materials}, code="11990102MB0A1234204000131004002")
    draft = desk.drafted(item)
    actor: Any = desk.world.actor("citizen")
    with pytest.raises(api.Incomplete, match="制度清单"):
        api.submit(actor, draft)
    api.save_draft(actor, draft, seen="", scenario={"later": ["rules"]})
    application = desk.reviewed(desk.fresh(api.submit(actor, draft)))
    assert application.fault_tolerant
    with pytest.raises(Refused, match="容缺材料还没有补齐：制度清单"):
        api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision())
