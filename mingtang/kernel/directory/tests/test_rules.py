"""Pure rules: officers apart, numbers told apart, passwords, periods, locks."""

from datetime import UTC, date, datetime, timedelta
from string import Formatter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingtang.kernel.directory.rules import (
    NumberTemplateError,
    Officer,
    betrays_holder,
    check_number_template,
    conflicting_officer,
    format_number,
    password_faults,
    unlocks_at,
)

offices = st.sampled_from(["", *Officer])
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.lists(offices), offices)
def test_two_offices_conflict_exactly_when_they_are_two(held: list[str], wanted: str) -> None:
    clash = conflicting_officer(held, wanted)
    assert (clash is not None) == bool(wanted and set(held) - {"", wanted})
    assert clash is None or clash in set(held) - {"", wanted}


@given(offices, offices)
def test_officers_conflict_both_ways_or_not_at_all(one: str, other: str) -> None:
    assert bool(conflicting_officer([one], other)) == bool(conflicting_officer([other], one))


literals = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), max_size=6)
fields = st.sampled_from(["{year}", "{month}", "{month:02}", "{day:02}", "{n}", "{n:03}", "{n:06}", "{word}", "{code}"])


@st.composite
def templates(draw: st.DrawFn) -> str:
    """Templates that the rule accepts."""
    template = "".join(draw(st.lists(literals | fields, max_size=6)))
    try:
        check_number_template(template)
    except NumberTemplateError:
        assume(False)
    return template


numbers = st.integers(1, 99_999_999)


@given(templates(), numbers, days, st.sampled_from(["和政办发", "x7", ""]))
def test_every_accepted_template_can_be_filled(template: str, n: int, on: date, word: str) -> None:
    text = format_number(template, n=n, on=on, word=word)
    assert str(n) in text


@given(templates(), numbers, numbers, days, st.integers(1, 12), st.integers(1, 12))
def test_an_accepted_template_never_gives_one_number_twice_in_a_year(
    template: str, n: int, other: int, on: date, month: int, other_month: int
) -> None:
    assume(n != other)
    one = format_number(template, n=n, on=on.replace(day=1, month=month), word="和政办发")
    two = format_number(template, n=other, on=on.replace(day=1, month=other_month), word="和政办发")
    assert one != two


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("", "顺序号"),
        ("和政办发〔{year}〕号", "顺序号"),
        ("{n}{n}", "一处"),
        ("{n", "花括号"),
        ("n}", "花括号"),
        ("{}", "不认识"),
        ("{0}", "不认识"),
        ("{n.real}", "不认识"),
        ("{n[0]}", "不认识"),
        ("{password}{n}", "不认识"),
        ("{n!r}", "格式"),
        ("{n:{year}}", "格式"),
        ("{n:,}", "格式"),
        ("{n:0999}", "格式"),
        ("{n:>99999999}", "格式"),
        ("{word:06}{n}", "格式"),
        ("{month:06}{n}", "格式"),
        ("{month}{n}", "重复"),
        ("{n:03}{month}", "重复"),
        ("{month}0{n:06}", "重复"),
        ("{month}{year}{n}", "重复"),
    ],
)
def test_a_template_that_would_go_wrong_is_refused_in_words(template: str, says: str) -> None:
    with pytest.raises(NumberTemplateError, match=says):
        check_number_template(template)


@given(st.text(max_size=30))
def test_whatever_is_typed_as_template_is_accepted_or_refused_in_words(template: str) -> None:
    fault = ""
    try:
        check_number_template(template)
    except NumberTemplateError as error:
        fault = str(error)
    assert fault.endswith("。") or "n" in {name for _, name, _, _ in Formatter().parse(template)}


@pytest.mark.parametrize(
    ("template", "number"),
    [
        ("{word}〔{year}〕{n}号", "和政办发〔2026〕12号"),
        ("{code}/{year}-{n:05}", "1199010000400018X3/2026-00012"),
        ("{year}-{n:06}", "2026-000012"),
        ("{year}{month:02}{n:04}", "2026030012"),
        ("{month}月第{n}号", "3月第12号"),
        ("{{{n}}}", "{12}"),
    ],
)
def test_official_numbers_look_as_prescribed(template: str, number: str) -> None:
    check_number_template(template)
    filled = format_number(template, n=12, on=date(2026, 3, 1), word="和政办发", code="1199010000400018X3")
    assert filled == number


GOOD = ["Heyuan@2026", "abcdefG1", "12345678aA", "密码Abc123", "Aa1!Aa1!"]
BAD = {"": 2, "Aa1!": 1, "aaaaaaaa": 1, "aaaaaaa1": 1, "12345678": 1, "AAAAaaaa": 1, "aA1": 1}


@pytest.mark.parametrize("password", GOOD)
def test_long_and_mixed_passwords_are_good(password: str) -> None:
    assert password_faults(password) == []


@pytest.mark.parametrize(("password", "faults"), BAD.items())
def test_short_or_uniform_passwords_are_not(password: str, faults: int) -> None:
    assert len(password_faults(password)) == faults


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_password_betrays_a_text_it_contains_unless_it_is_very_short(password: str, text: str) -> None:
    assert betrays_holder(f"{password}{text}{password}", [text]) or len(text) < 4 or _folds_oddly(password, text)
    assert not betrays_holder(password, ["", "abc"[: len(text) % 4]])


def _folds_oddly(password: str, text: str) -> bool:
    """Lower case depends on neighbours for a few Greek letters."""
    return text.lower() not in f"{password}{text}{password}".lower()


@given(st.integers(0, 20), st.integers(1, 10), st.integers(1, 60))
def test_an_account_is_locked_from_the_last_allowed_failure_on(failures: int, after: int, minutes: int) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    expected = now + timedelta(minutes=minutes) if failures >= after else None
    assert unlocks_at(failures, now, after=after, minutes=minutes) == expected
