"""Nothing that tells who somebody is stays in a masked text, and check digits tell numbers of people from other numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.identifiers import identity_check_character, is_luhn_number, luhn_digit
from mingtang.lib.personal_data import (
    MASK,
    OF_OFFICES,
    Find,
    Kind,
    find_personal_data,
    kinds_of_personal_data,
    masked,
    masked_name,
)

gaps = st.sampled_from(["", " ", "-"])


def spaced(number: str, gap: str) -> str:
    return gap.join(number[start : start + 4] for start in range(0, len(number), 4))


def completed_identity(region: str, day: str, sequence: str) -> str:
    body = region + day + sequence
    return body + identity_check_character(body)


identities = st.builds(
    completed_identity,
    st.sampled_from(["110105", "360102", "650104"]),
    st.dates().filter(lambda day: day.year >= 1900).map(lambda day: f"{day:%Y%m%d}"),
    st.from_regex(r"[0-9]{3}", fullmatch=True),
)
eighteen = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)
telephones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
cards = st.from_regex(r"6[0-9]{14,17}", fullmatch=True).map(lambda body: body + luhn_digit(body))
plates = st.from_regex(r"[京沪川藏新][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5,6}", fullmatch=True)
numbers = st.one_of(eighteen, identities, telephones, st.builds(spaced, cards, gaps), plates)
words = st.text("我的身份证手机银行卡车牌号码是，。；\n", max_size=20)


@settings(max_examples=60)
@given(words, numbers, words)
def test_whatever_tells_who_somebody_is_is_struck_out(before: str, number: str, after: str) -> None:
    text = before + number + after
    (find,) = find_personal_data(text)
    assert (find.start, find.end) == (len(before), len(before + number))
    assert masked(text) == before + MASK + after


@given(st.text("0123456789 -Xx京A是@.c１３８", max_size=60))
def test_a_masked_text_holds_no_personal_data_and_masking_it_again_changes_nothing(text: str) -> None:
    once = masked(text)
    assert find_personal_data(once) == []
    assert masked(once) == once


@given(st.text("0123456789 -Xx京A是@.c１３８＠．", max_size=60), st.sets(st.sampled_from(list(Kind))))
def test_finds_are_in_order_apart_inside_the_text_and_never_of_what_is_allowed(text: str, allowed: set[Kind]) -> None:
    finds, reached = find_personal_data(text, allowed=allowed), 0
    for find in finds:
        assert reached <= find.start < find.end <= len(text)
        reached = find.end
    assert not allowed & {find.kind for find in finds}


@given(words)
def test_a_text_without_numbers_stays_as_it_is(text: str) -> None:
    assert masked(text) == text


@given(identities, gaps)
def test_identity_numbers_are_certain_by_their_check_character_alone(number: str, gap: str) -> None:
    (find,) = find_personal_data(f"证件：{spaced(number, gap)}。")
    assert (find.kind, find.is_certain) == (Kind.IDENTITY, True)
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    (find,) = find_personal_data(f"证件：{wrong}。")
    assert (find.kind, find.is_certain) == (Kind.IDENTITY, False)


@given(cards)
def test_bank_cards_are_certain_by_their_luhn_digit_alone(number: str) -> None:
    assert is_luhn_number(number)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    if len(number) != 18:  # eighteen digits are looked at as a number of identity
        assert kinds_of_personal_data(number, certain=True) == ["银行卡号"]
        assert kinds_of_personal_data(wrong, certain=True) == []
        assert kinds_of_personal_data(wrong) == ["银行卡号"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("１３８１２３４５６７８", ["手机号"]),
        ("+86 138 1234 5678", ["手机号"]),
        ("0990-2123456", ["座机号"]),
        ("lin@example.cn", ["电子邮箱"]),
        ("写信 lin@example.cn 或者打 13812345678", ["电子邮箱", "手机号"]),
        ("11010519491231002X", ["身份证号"]),
        ("热线 12345，编号 HY01-20260925-0038，第 2026 号", []),
        ("2026年11月23日 15:30", []),
    ],
)
def test_shapes_of_personal_data(text: str, kinds: list[str]) -> None:
    assert kinds_of_personal_data(text) == kinds


def test_places_are_those_of_the_text_as_it_was_typed() -> None:
    assert find_personal_data("电话１３８１２３４５６７８。") == [Find(Kind.MOBILE, 2, 13, is_certain=True)]


def test_answers_keep_the_telephone_of_the_office_and_lose_that_of_a_person() -> None:
    text = "电话 0990-2123456，林叙 13812345678"
    assert masked(text, names=["林叙"], allowed=OF_OFFICES) == f"电话 0990-2123456，林* {MASK}"


def test_names_keep_their_first_character() -> None:
    assert [masked_name(name) for name in ("林叙", "欧阳明月", "", "张")] == ["林*", "欧**", "匿名", "张*"]
