"""Fees, replies, remedies, silence, likeness: rules without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.disclosure.requests.fees import Measure, fee
from mingtang.domains.disclosure.requests.replies import remedies, reply_choices, reply_kinds
from mingtang.domains.disclosure.requests.rules import (
    Asked,
    Facts,
    Opinion,
    State,
    likeness,
    meaning_of,
    state_at,
    state_at_end,
    why_not_reply,
)


@pytest.mark.parametrize(
    ("pieces", "yuan"), [(10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (45, 5500), (51, 7400)]
)
def test_by_piece_each_ten_beyond_thirty_are_dearer(pieces: int, yuan: int) -> None:
    assert fee(Measure.PIECES, pieces) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"), [(30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)]
)
def test_by_page_only_what_lies_beyond_a_step_is_dearer(pages: int, yuan: int) -> None:
    assert fee(Measure.PAGES, pages) == yuan


@given(st.sampled_from(Measure), st.integers(1, 5000))
def test_one_more_never_costs_less_and_never_less_than_the_one_before(measure: Measure, count: int) -> None:
    before = fee(measure, count) - (fee(measure, count - 1) if count > 1 else 0)
    assert fee(measure, count + 1) - fee(measure, count) >= before >= 0


def test_nothing_is_not_charged() -> None:
    with pytest.raises(ValueError, match="大于零"):
        fee(Measure.PAGES, 0)


def test_the_kinds_of_reply_are_the_rows_of_the_report_in_its_order() -> None:
    groups = [kind.group for kind in reply_kinds().values()]
    counts = [(group, groups.count(group)) for group in dict.fromkeys(groups)]
    assert counts == [
        ("予以公开", 1), ("部分公开", 1), ("不予公开", 8), ("无法提供", 3), ("不予处理", 5), ("其他处理", 3),
    ]  # fmt: skip
    assert all(kind.law and kind.title and "{detail}" in kind.text for kind in reply_kinds().values())
    assert len(reply_choices()) == len(groups) - 2


@pytest.mark.parametrize("kind", reply_kinds().values(), ids=lambda kind: kind.code)
def test_refusals_go_to_reconsideration_first_and_a_full_grant_names_no_remedy(kind: object) -> None:
    words = remedies(kind, reviewed_by="和源市人民政府")  # type: ignore[arg-type]
    code = kind.code  # type: ignore[attr-defined]
    if code == "granted":
        assert words == ""
    elif code == "partial" or code.startswith("denied"):
        assert "先向和源市人民政府申请行政复议" in words
        assert "六个月" not in words
    else:
        assert "六个月" in words


def test_silence_of_a_co_maker_is_consent_and_that_of_a_third_party_is_nothing() -> None:
    assert "视为同意" in meaning_of(Asked.CO_MAKER, Opinion.SILENT)
    third = meaning_of(Asked.THIRD_PARTY, Opinion.SILENT)
    assert "同意" not in third
    assert "由本机关依照条例决定" in third


def test_a_reply_rests_on_what_the_law_asks_before_it() -> None:
    assert "先告知补正" in why_not_reply("unable.unclear", Facts())
    assert not why_not_reply("unable.unclear", Facts(corrected=True))
    assert "征求第三方" in why_not_reply("denied.third_party", Facts())
    assert not why_not_reply("denied.third_party", Facts(third_party_heard=True))
    assert "文号" in why_not_reply("not_handled.repeat", Facts())
    assert why_not_reply("other.no_fee", Facts())
    assert not why_not_reply("granted", Facts())


def test_the_same_matter_in_other_words_is_found() -> None:
    one, other = "2025年南门片区拆迁补偿方案", "南门片区拆迁补偿方案（2025年）全文"
    assert likeness(one, other) > 0.5 > likeness(one, "2024年度部门决算公开表")
    assert likeness("", "x") == 0


def test_states_follow_the_open_step_and_its_outcome() -> None:
    assert state_at(["consult"], "征求意见", asks_third_party=True) is State.THIRD_PARTY
    assert state_at(["handle"], "登记", asks_third_party=False) is State.REGISTERED
    assert state_at(["handle"], "退回修改", asks_third_party=False) is State.IN_PROCESS
    assert state_at_end("已送达") is State.REPLIED
    assert state_at_end("") is State.WITHDRAWN
