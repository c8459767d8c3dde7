"""The law of applications, sentence by sentence."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from mingtang.domains.services.applications.rules import (
    OVER,
    STATES,
    Progress,
    State,
    is_query_code,
    part_state_at,
    project_number,
    query_code,
    state_at,
    why_not_correct,
    why_not_decide,
    why_not_extend,
    why_not_inspected,
    why_not_send_back,
)

HANDLER, DECIDER = 7, 8


def test_every_state_has_its_word() -> None:
    assert set(STATES) == set(State)
    assert set(STATES) >= OVER


def test_the_open_step_tells_the_state() -> None:
    assert state_at(["receive"]) is State.SUBMITTED
    assert state_at(["accept"]) is State.RECEIVED
    assert state_at(["correct"]) is State.CORRECTING
    assert state_at(["Activity_drawn_by_the_department"]) is State.REVIEWING
    assert state_at(["decide"]) is State.DECIDING
    assert state_at(["deliver", "verify"]) is State.ISSUING


def test_what_the_applicant_has_to_do_goes_before_what_organs_do_meanwhile() -> None:
    assert state_at(["correct", "review_fire"]) is State.CORRECTING
    assert part_state_at(["correct", "review_fire", "decide_health"], "health") is State.DECIDING
    assert part_state_at(["correct", "review_fire"], "health") is None


def test_whoever_handles_does_not_decide() -> None:
    progress = Progress(handlers=frozenset({HANDLER}))
    assert "承办人不能决定" in why_not_decide(progress, HANDLER)
    assert why_not_decide(progress, DECIDER) == ""
    assert why_not_decide(progress, HANDLER, separated=False) == ""


def test_no_decision_before_fees_supplements_and_the_hearing_right() -> None:
    assert "费用没有缴清：工本费" in why_not_decide(Progress(unpaid=("工本费",)), DECIDER)
    assert "容缺材料还没有补齐：平面图" in why_not_decide(Progress(outstanding=("平面图",)), DECIDER)
    assert "听证" in why_not_decide(Progress(hearing_owed=True), DECIDER)


def test_all_defects_are_told_at_once() -> None:
    assert why_not_correct(Progress(), ["平面图"]) == ""
    assert "全部内容" in why_not_correct(Progress(), [])
    second = Progress(correction_notices=1, corrected=frozenset({"平面图"}))
    assert why_not_correct(second, ["平面图"]) == ""
    assert "营业执照" in why_not_correct(second, ["平面图", "营业执照"])


def test_before_receipt_an_application_is_sent_back_once_only() -> None:
    assert why_not_send_back(Progress()) == ""
    assert why_not_send_back(Progress(pre_returns=1))


def test_a_site_is_inspected_by_two_or_more() -> None:
    assert why_not_inspected([1, 1])
    assert why_not_inspected([1, 2]) == ""


def test_a_limit_is_extended_once_and_before_it_ends() -> None:
    day = date(2026, 3, 30)
    assert why_not_extend(extended=0, times=1, today=day, due_on=day) == ""
    assert "不能再次延长" in why_not_extend(extended=1, times=1, today=day, due_on=day)
    assert "不能延长" in why_not_extend(extended=0, times=0, today=day, due_on=day)
    assert "已经届满" in why_not_extend(extended=0, times=1, today=date(2026, 3, 31), due_on=day)


def test_an_application_is_numbered_by_item_day_and_turn() -> None:
    code = "11654201MB00000195" + "4" + "000131004000"
    number = project_number(code, date(2026, 3, 2), 7)
    assert number == code + "202603020007"
    assert len(number) == 43


@given(some.text("0123456789", min_size=11, max_size=11), some.integers(0, 11), some.integers(1, 9))
def test_a_slip_in_the_query_code_is_noticed(digits: str, place: int, slip: int) -> None:
    code = query_code(digits)
    assert is_query_code(code)
    wrong = code[:place] + str((int(code[place]) + slip) % 10) + code[place + 1 :]
    assert not is_query_code(wrong)
    assert not is_query_code(code[:-1])
    assert not is_query_code("１" + code[1:])
