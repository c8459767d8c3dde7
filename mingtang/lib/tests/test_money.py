"""Amounts of money in figures and in capital characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mingtang.lib.money import MOST, capitals, fen, figures


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("20000005.10", "贰仟万零伍元壹角整"),
        ("1234567890123.45", "壹万亿贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"),
    ],
)
def test_an_amount_is_written_in_capitals(yuan: str, words: str) -> None:
    assert capitals(fen(yuan)) == f"人民币{words}"


@given(some.integers(0, MOST - 1))
def test_capitals_say_the_figures_and_never_two_zeros_in_a_row(amount: int) -> None:
    words = capitals(amount)
    assert fen(figures(amount).replace(",", "")) == amount
    assert "零零" not in words
    digits = [each for each in words if each in "壹贰叁肆伍陆柒捌玖"]
    assert digits == ["零壹贰叁肆伍陆柒捌玖"[int(each)] for each in str(amount) if each != "0"]


@pytest.mark.parametrize("text", ["", "一元", "-1", "0.001", "NaN", "1e30"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是金额"):
        fen(text)
