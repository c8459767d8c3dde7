"""Special procedures, sentence by sentence (行政许可法第四十五条)."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.special import (
    Plan,
    ask_special,
    decide_special,
    end_special,
    tell_overrun,
)
from mingtang.domains.services.applications.models import Application, Part, SpecialProcedure
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.calendar_days import day, it_is
from mingtang.domains.services.applications.tests.desk import CHECKER, DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.evidence.models import Fact

pytestmark = pytest.mark.django_db

TESTING = Plan("testing", "自备水源，需要检测水质。", 5)


def last_days(part: Part) -> tuple[date | None, date | None]:
    """The last days of promise and statutory limit as the part keeps them."""
    part.refresh_from_db()
    promise, statutory = part.promise_due_at, part.statutory_due_at
    return _day_before(promise), _day_before(statutory)


def _day_before(end: datetime | None) -> date | None:
    return timezone.localdate(end - timedelta(seconds=1)) if end else None


def running(desk: Desk, application: Application, plan: Plan = TESTING) -> Part:
    part = desk.part(application)
    ask_special(desk.world.actor(HANDLER), part, plan)
    decide_special(desk.world.actor(CHECKER), part, granted=True)
    return desk.part(application)


def test_it_stops_promise_and_statutory_limit_and_the_step_goes_on_where_it_was_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, day("03-02"))
    twenty = desk.offer({**DOCUMENT, "anticipate_day": 20}, code="11990102MB0A1234204000131004009")
    application = desk.accepted(desk.filed(twenty))
    it_is(monkeypatch, day("03-10"))
    part = running(desk, application, Plan("expert_review", "工艺复杂，需要专家评审。", 15))
    assert (part.state, desk.fresh(application).state) == (State.SPECIAL, State.SPECIAL)
    assert last_days(part) == (None, None)
    views = [view for view in clocks.clocks_of(application.case) if not view.clock.stopped_at]
    assert {view.clock.code: view.due.standing for view in views} == {
        "services.promise": "paused", "services.decision": "paused", "services.special_procedure": "running",
    }  # fmt: skip
    with pytest.raises(StepRefused, match="挂起"):
        _review(desk, application)
    it_is(monkeypatch, day("03-25"))
    end_special(desk.world.actor(HANDLER), part, "专家一致同意。")
    assert part.state == State.REVIEWING
    assert desk.fresh(application).state == State.REVIEWING
    assert last_days(part) == (day("03-26"), day("04-15"))  # services.md 6: eleven working days are free
    assert application.letters.get(kind="special_procedure").data["days"] == "15个工作日"
    _review(desk, application)


def _review(desk: Desk, application: Application) -> None:
    api.review(desk.world.actor(HANDLER), desk.part(application), desk.no(application, "review"), "提交", "符合条件。")


def test_whoever_asks_for_it_does_not_grant_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    part = desk.part(desk.accepted())
    ask_special(desk.world.actor(HANDLER), part, TESTING)
    with pytest.raises(NotPermitted):
        decide_special(desk.world.actor(HANDLER), part, granted=True)
    SpecialProcedure.objects.update(asked_by=desk.world.account(CHECKER))
    with pytest.raises(Refused, match="自己提出"):
        decide_special(desk.world.actor(CHECKER), part, granted=True)
    with pytest.raises(Refused, match="不同意的理由"):
        decide_special(desk.world.actor(CHECKER), part, granted=False)


def test_two_do_not_overlap_and_one_that_was_declined_may_be_asked_for_again(desk: Desk) -> None:
    part = desk.part(desk.accepted())
    handler = desk.world.actor(HANDLER)
    ask_special(handler, part, TESTING)
    with pytest.raises(Refused, match="不能重叠"):
        ask_special(handler, part, TESTING)
    decide_special(desk.world.actor(CHECKER), part, granted=False, opinion="已有检测报告。")
    assert part.state == State.REVIEWING
    ask_special(handler, part, TESTING)


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (Plan("walk", "散步", 5), "选择特别程序的种类"),
        (Plan("testing", "", 5), "理由"),
        (Plan("testing", "水质", 0), "工作日数"),
        (Plan("testing", "水质", 11), "不能超过"),
        (Plan("other", "踏勘", 5, name="现场核查"), "依据"),
        (Plan("other", "踏勘", 5, basis="办法第三条"), "程序名称"),
    ],
)
def test_it_needs_kind_reason_basis_and_no_more_days_than_the_item_announces(
    desk: Desk, plan: Plan, reason: str
) -> None:
    table = [{"special_name": "水质检测", "special_type": "2", "special_day": 10, "special_unit": "working_days"}]
    item = desk.offer({**DOCUMENT, "special_procedure": table}, code="11990102MB0A1234204000131004008")
    with pytest.raises(Refused, match=reason):
        ask_special(desk.world.actor(HANDLER), desk.part(desk.accepted(desk.filed(item))), plan)


def test_what_the_law_does_not_list_stops_nothing_and_supervision_hears_of_it(desk: Desk) -> None:
    application = desk.accepted()
    before = last_days(desk.part(application))
    part = running(desk, application, Plan("other", "场所偏远。", 5, "本地规定第三条", "现场核查"))
    assert part.state == State.REVIEWING
    assert last_days(part) == before
    assert "special_procedure" not in application.letters.values_list("kind", flat=True)
    assert "services.SpecialProcedureUnlisted" in told()
    _review(desk, application)


def told() -> set[str]:
    """The names of the facts that have been announced."""
    return set(Fact.objects.values_list("name", flat=True))


def test_longer_than_announced_is_told_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, day("03-02"))
    application = desk.accepted()
    running(desk, application)
    assert tell_overrun(day("03-09")) == 0  # the fifth working day
    assert [tell_overrun(day("03-10")), tell_overrun(day("03-11"))] == [1, 0]


def test_no_decision_while_it_runs(desk: Desk) -> None:
    application = desk.reviewed()
    no = desk.no(application, "decide")
    running(desk, application)
    with pytest.raises(Refused, match="特别程序还没有结束"):
        api.decide(desk.world.actor(DECIDER), desk.part(application), no, api.Decision(True, "符合", "食品安全法"))
    end_special(desk.world.actor(HANDLER), desk.part(application), "合格。")
    assert desk.fresh(application).state == State.DECIDING
    api.decide(desk.world.actor(DECIDER), desk.part(application), no, api.Decision(True, "符合", "食品安全法"))
