"""Lights of running applications: raised once, told, explained, confirmed or revoked, counted."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api as applications
from mingtang.domains.services.applications.tests.desk import DECIDER, HANDLER, Desk
from mingtang.domains.services.efficiency import api
from mingtang.domains.services.efficiency.models import Light, LightStep
from mingtang.domains.services.efficiency.rules.course import Stage
from mingtang.domains.services.efficiency.ruleset import all_rules
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted

pytestmark = pytest.mark.django_db


def it_is(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Move the clock to a moment of local time."""
    now = timezone.make_aware(moment).astimezone(UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


def shining() -> list[str]:
    return [f"{each.rule} {each.level}" for each in Light.objects.open().order_by("pk")]


@pytest.fixture
def late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Light:
    """An application accepted on 2 March, promised in 7 working days, still open on the 12th."""
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    desk.accepted()
    it_is(monkeypatch, datetime(2026, 3, 12, 10))
    api.sweep()
    return Light.objects.get(rule="R03")


def test_a_promise_warns_one_day_before_its_end_and_is_red_after_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    desk.accepted()
    assert api.sweep() == 0
    it_is(monkeypatch, datetime(2026, 3, 10, 10))
    assert api.sweep() == 1
    assert shining() == ["R02 yellow"]
    it_is(monkeypatch, datetime(2026, 3, 12, 10))
    assert api.sweep() == 1
    assert shining() == ["R03 red"]
    assert Light.objects.get(rule="R02").stage == Stage.PASSED


def test_a_light_says_when_its_state_arose_who_is_responsible_and_until_when_to_explain(late: Light) -> None:
    assert timezone.localtime(late.at) == timezone.make_aware(datetime(2026, 3, 12))
    assert late.number.startswith("澄市监监察〔2026〕")
    assert late.description == "承诺办结时限已于 2026-03-11 届满。"
    assert late.answer_due_at == timezone.make_aware(datetime(2026, 3, 18))
    assert late.organ.label in late.part.organ.name or late.organ == late.part.organ


def test_the_sweep_finds_a_thing_once(late: Light) -> None:
    assert api.sweep() == 0
    assert Light.objects.filter(rule="R03").count() == 1


def test_the_end_of_the_statutory_limit_is_a_serious_red(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    desk.accepted()
    it_is(monkeypatch, datetime(2026, 3, 17, 10))
    api.sweep()
    assert shining() == ["R03 red", "R04 red"]
    assert Light.objects.get(rule="R04").serious


def test_silence_for_five_days_is_acceptance_and_red(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    application = desk.received()
    it_is(monkeypatch, datetime(2026, 3, 6, 10))
    api.sweep()
    assert shining() == ["R01 yellow"]
    it_is(monkeypatch, datetime(2026, 3, 10, 0, 30))
    desk.work_off()
    api.examine([application.pk])
    assert "R01 red" in shining()


def test_a_decision_after_the_promise_is_red_although_nothing_runs_any_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    application = desk.reviewed()
    it_is(monkeypatch, datetime(2026, 3, 12, 10))
    decision = applications.Decision(granted=True, facts="符合", law="食品安全法第三十五条")
    applications.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision)
    api.examine([application.pk])
    assert shining() == ["R03 red"]


def test_the_organ_appeals_and_the_supervisor_revokes_and_every_step_stays(late: Light, desk: Desk) -> None:
    api.explain(desk.world.actor("district-market-director"), late, "系统故障", appeal=True)
    api.revoke(SYSTEM, late, "情况属实")
    assert list(LightStep.objects.values_list("stage", flat=True)) == ["notified", "appealed", "revoked"]
    late.refresh_from_db()
    assert late.stage == Stage.REVOKED
    assert late.description == "承诺办结时限已于 2026-03-11 届满。"


def test_whoever_is_not_responsible_explains_nothing_and_nobody_without_words(late: Light, desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        api.explain(desk.world.actor("official"), late, "我来说")
    with pytest.raises(Refused, match="填写内容"):
        api.explain(desk.world.actor("district-market-director"), late, " ")


def test_three_working_days_of_silence_confirm_and_then_it_is_too_late(
    late: Light, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 18, 0, 1))
    with pytest.raises(Refused, match="期限已过"):
        api.explain(desk.world.actor("district-market-director"), late, "来晚了")
    api.sweep()
    late.refresh_from_db()
    assert late.stage == Stage.CONFIRMED


def test_the_way_of_a_light_has_no_short_cut(late: Light, desk: Desk) -> None:
    with pytest.raises(Refused, match="不能改为"):
        api.close(SYSTEM, late, "")
    api.confirm(SYSTEM, late, "属实")
    with pytest.raises(Refused, match="不能改为"):
        api.confirm(SYSTEM, late, "再次")
    api.rectify(desk.world.actor("district-market-director"), late, "已补办")
    api.close(SYSTEM, late, "")
    late.refresh_from_db()
    assert late.stage == Stage.CLOSED


def test_an_official_of_another_organ_confirms_nothing(late: Light, desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        api.confirm(desk.world.actor(HANDLER), late, "")


def test_a_supervisor_raises_a_light_by_hand_after_a_complaint(desk: Desk) -> None:
    application = desk.accepted()
    rule = next(each for each in all_rules() if each.condition == "by_hand")
    light = api.raise_by_hand(SYSTEM, rule, application, "符合条件而拟不予许可")
    assert (light.rule, light.level, light.stage) == ("R08", "red", Stage.NOTIFIED)
    api.sweep()
    assert light.is_open


def test_an_order_is_sent_answered_and_closed(late: Light, desk: Desk) -> None:
    supervisor: Any = desk.world.actor("efficiency-head")
    order = api.send_order(supervisor, late.organ, "请说明超期原因", datetime(2026, 3, 20).date(), light=late)
    with pytest.raises(Refused, match="不能再办理"):
        api.close_order(supervisor, order)
    api.answer_order(desk.world.actor("district-market-director"), order, "已增派人员")
    api.close_order(supervisor, order)
    order.refresh_from_db()
    assert (order.state, order.application_id) == ("closed", late.application_id)
