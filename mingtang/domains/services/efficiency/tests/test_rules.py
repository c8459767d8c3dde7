"""Each rule of services.md section 7 finds what it is for, and nothing in what is in order."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mingtang.domains.services.efficiency.rules.conditions import judge
from mingtang.domains.services.efficiency.rules.findings import (
    Announced,
    Fee,
    Grown,
    Late,
    Limit,
    Refusal,
    Rule,
    Standing,
    Stop,
)
from mingtang.domains.services.efficiency.ruleset import all_rules, rules_in_force

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
IN_ORDER = Standing(
    now=NOW,
    limits=tuple(Limit(kind, kind, 2, 10, overdue=False, due_on=date(2026, 3, 20)) for kind in ("acceptance", "promise", "statutory", "delivery")),
    accepted_on=date(2026, 3, 2), stops=(Stop(1, "expert_review", reason="依据"),),
    extensions=(Grown(1, in_time=True, approved=True),), refusals=(Refusal(1, "决定书", reasoned=True),),
    fees=(Fee(1, "工本费", listed=True, receipt=True),),
)  # fmt: skip


def rule(code: str, light: str, condition: str = "") -> Rule:
    return next(
        each for each in all_rules() if (each.code, each.light) == (code, light) and condition in each.condition
    )


def found(code: str, light: str, standing: Standing, condition: str = "") -> int:
    return len(judge(rule(code, light, condition), standing))


def with_limit(kind: str, used: int, total: int, *, overdue: bool = False, stopped: bool = False) -> Standing:
    return replace(IN_ORDER, limits=(Limit(kind, kind, used, total, overdue, stopped, date(2026, 3, 9)),))


def test_nothing_is_found_in_what_is_in_order() -> None:
    assert [(each.code, judge(each, IN_ORDER)) for each in all_rules() if judge(each, IN_ORDER)] == []


def test_all_thirteen_rules_are_in_force_and_name_their_source() -> None:
    rules = rules_in_force(date(2026, 3, 10))
    assert {each.code for each in rules} == {f"R{n:02}" for n in range(1, 14)}
    assert all(each.source for each in rules)
    assert "R11" not in {each.code for each in rules_in_force(date(2010, 1, 1))}


def test_r01_acceptance_warns_on_the_fourth_day_and_is_red_after_the_fifth() -> None:
    assert found("R01", "yellow", with_limit("acceptance", 3, 5)) == 0
    assert found("R01", "yellow", with_limit("acceptance", 4, 5)) == 1
    assert found("R01", "red", with_limit("acceptance", 5, 5)) == 0
    assert found("R01", "red", with_limit("acceptance", 6, 5, overdue=True)) == 1
    assert found("R01", "red", replace(IN_ORDER, deemed=True)) == 1


@pytest.mark.parametrize(("used", "total", "warned"), [(35, 40, 0), (36, 40, 1), (8, 10, 0), (9, 10, 1), (6, 7, 1)])
def test_r02_the_promise_warns_at_nine_tenths_or_one_day_before(used: int, total: int, warned: int) -> None:
    assert found("R02", "yellow", with_limit("promise", used, total)) == warned


def test_r03_r04_an_overdue_limit_is_red_also_when_it_was_ended_too_late() -> None:
    for code, kind in (("R03", "promise"), ("R04", "statutory"), ("R13", "delivery")):
        assert found(code, "red", with_limit(kind, 10, 10), "limit_over" if code == "R13" else "") == 0
        for stopped in (False, True):
            late = with_limit(kind, 11, 10, overdue=True, stopped=stopped)
            assert found(code, "red", late, "limit_over" if code == "R13" else "") == 1
    assert rule("R04", "red").serious
    assert not rule("R03", "red").serious


def test_r05_a_late_step_warns_only_while_the_whole_is_in_time() -> None:
    late = (Late(4, "审查"),)
    assert found("R05", "yellow", replace(IN_ORDER, late=late)) == 1
    assert found("R05", "yellow", replace(with_limit("promise", 9, 8, overdue=True), late=late)) == 0


def test_r06_the_second_notice_and_the_third_return_are_red() -> None:
    assert found("R06", "red", replace(IN_ORDER, notices=1, pre_returns=2)) == 0
    assert found("R06", "red", replace(IN_ORDER, notices=2)) == 1
    assert found("R06", "red", replace(IN_ORDER, pre_returns=3)) == 1


def test_r07_pauses_outside_the_list_without_basis_or_longer_than_announced() -> None:
    for stop in (Stop(1, "site_visit", lawful=False, reason="x"), Stop(1, "hearing")):
        assert found("R07", "red", replace(IN_ORDER, stops=(stop,)), "unlawful") == 1
    day = replace(IN_ORDER, announced=(Announced(1, "听证", NOW.date()),))
    assert found("R07", "yellow", day) == 1
    assert found("R07", "red", day, "long") == 0
    after = replace(day, now=NOW.replace(day=11))
    assert found("R07", "yellow", after) == 0
    assert found("R07", "red", after, "long") == 1
    in_time = replace(after, announced=(Announced(1, "听证", NOW.date(), ended_on=NOW.date()),))
    assert found("R07", "red", in_time, "long") == 0


def test_r08_a_refusal_without_reason_or_basis_is_red() -> None:
    assert found("R08", "red", replace(IN_ORDER, refusals=(Refusal(1, "决定书", reasoned=False),)), "silently") == 1


def test_r09_unlisted_fees_and_missing_receipts_are_red() -> None:
    for fee in (Fee(1, "服务费", listed=False, receipt=True), Fee(1, "工本费", listed=True, receipt=False)):
        assert found("R09", "red", replace(IN_ORDER, fees=(fee,))) == 1


def test_r10_a_late_or_unapproved_extension_is_red() -> None:
    for grown in (Grown(1, in_time=False, approved=True), Grown(1, in_time=True, approved=False)):
        assert found("R10", "red", replace(IN_ORDER, extensions=(grown,))) == 1


def test_r12_decided_before_accepted_in_bulk_at_night_or_changed_after_the_end() -> None:
    assert found("R12", "yellow", replace(IN_ORDER, decided_on=date(2026, 3, 1))) == 1
    night = replace(IN_ORDER, decided_on=date(2026, 3, 9), in_hours=False)
    assert found("R12", "yellow", replace(night, decided_beside=9)) == 0
    assert found("R12", "yellow", replace(night, decided_beside=10)) == 1
    assert found("R12", "yellow", replace(IN_ORDER, ended_at=NOW, changed_at=NOW.replace(hour=12))) == 1


def test_a_rule_that_cannot_be_watched_says_why_and_holds_on_no_day() -> None:
    unwatched = [each for each in all_rules() if each.unwatched]
    assert [each.title for each in unwatched] == ["热线投诉未按期处理"]
    assert not unwatched[0].holds_on(date(2026, 3, 10))


def test_the_same_thing_found_again_bears_the_same_mark_and_an_extension_another() -> None:
    once, again = (judge(rule("R03", "red"), with_limit("promise", 11, 10, overdue=True)) for _ in range(2))
    assert once == again
    moved = Limit("promise", "promise", 21, 20, overdue=True, due_on=date(2026, 4, 9))
    assert judge(rule("R03", "red"), replace(IN_ORDER, limits=(moved,)))[0].mark != once[0].mark
