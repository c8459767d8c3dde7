"""Pure rules: nothing that tells who somebody is stays in a public text, and words are found however they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.domains.interaction.kinds import kinds, special_channels, words_in
from mingtang.domains.interaction.rules import (
    MASK,
    OF_OFFICES,
    Stage,
    is_evasive,
    masked,
    masked_name,
    personal_data,
    stage_of,
)

digits = st.text("0123456789", min_size=1)
grouped = st.sampled_from(["", " ", "-"])


def spaced(number: str, gap: str) -> str:
    return gap.join(number[start : start + 4] for start in range(0, len(number), 4))


identities = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)
telephones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
cards = st.builds(spaced, st.from_regex(r"6[0-9]{15,18}", fullmatch=True), grouped)
plates = st.from_regex(r"[京沪江川藏新][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5,6}", fullmatch=True).filter(
    lambda plate: plate[0] != "江"
)
words = st.text("我的身份证手机银行卡车牌号码是，。；\n", max_size=20)


@settings(max_examples=60)
@given(words, st.one_of(identities, telephones, cards, plates), words)
def test_whatever_tells_who_somebody_is_is_struck_out(before: str, number: str, after: str) -> None:
    text = masked(before + number + after)
    assert text == before + MASK + after
    assert personal_data(text) == []


@given(st.text("0123456789 -Xx京A是@.c１３８", max_size=60))
def test_a_masked_text_holds_no_personal_data_and_masking_it_again_changes_nothing(text: str) -> None:
    once = masked(text)
    assert personal_data(once) == []
    assert masked(once) == once


@given(words)
def test_a_text_without_numbers_stays_as_it_is(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "kinds_found"),
    [
        ("１３８１２３４５６７８", ["手机号"]),
        ("+86 138 1234 5678", ["手机号"]),
        ("0990-2123456", ["座机号"]),
        ("lin@example.cn", ["电子邮箱"]),
        ("热线 12345，编号 HY01-20260925-0038，第 2026 号", []),
        ("2026年11月23日 15:30", []),
    ],
)
def test_shapes_of_personal_data(text: str, kinds_found: list[str]) -> None:
    assert personal_data(text) == kinds_found


def test_answers_keep_the_telephone_of_the_office_and_lose_that_of_a_person() -> None:
    assert (
        masked("电话 0990-2123456，林叙 13812345678", names=["林叙"], allowed=OF_OFFICES)
        == f"电话 0990-2123456，林* {MASK}"
    )


def test_names_keep_their_first_character() -> None:
    assert [masked_name(name) for name in ("林叙", "欧阳明月", "", "张")] == ["林*", "欧**", "匿名", "张*"]


@pytest.mark.parametrize("text", ["代开发票", "代 开·发 票", "代開發票", "代，开，发。票"])
def test_words_are_found_through_marks_blanks_and_other_scripts(text: str) -> None:
    assert words_in(f"低价{text}欢迎")["block"] == ["广告"]


def test_ordinary_words_meet_nothing_and_some_only_warn() -> None:
    assert words_in("请问发票丢了怎么补开？") == {"block": [], "warn": []}
    assert words_in("再不解决我就不想活了")["warn"] == ["极端情绪"]


def test_kinds_and_channels_have_words() -> None:
    assert set(kinds()) == {"consult", "complaint", "report", "suggestion", "leader_mail", "site_error"}
    assert not kinds()["report"].may_be_public
    assert all(words for _, words in special_channels().values())


def test_evasive_answers_are_seen() -> None:
    assert is_evasive("您的来信收悉，请咨询有关部门。")
    assert not is_evasive("您的来信收悉，请咨询市公积金中心，电话 2123456。")
    assert not is_evasive("不需要本人到场，网上办理即可。")


@pytest.mark.parametrize(
    ("nodes", "status", "validity", "stage"),
    [
        (("screen",), "running", "", Stage.SCREENING),
        (("answer",), "running", "valid", Stage.ANSWERED),
        (("answer",), "running", "invalid", Stage.INVALID),
        ((), "completed", "referred", Stage.REFERRED),
        ((), "completed", "valid", Stage.ANSWERED),
        ((), "terminated", "valid", Stage.ENDED),
    ],
)
def test_stages(nodes: tuple[str, ...], status: str, validity: str, stage: Stage) -> None:
    assert stage_of(nodes, status=status, validity=validity) is stage
