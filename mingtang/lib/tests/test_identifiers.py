"""Identifiers of people, organisations and places."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingtang.lib.identifiers import (
    CreditCode,
    IdentityKind,
    IdentityNumber,
    ImpossibleDate,
    InvalidIdentifier,
    RegionCode,
    RegionLevel,
    Sex,
    WrongCharacter,
    WrongCheckCharacter,
    WrongLength,
    identity_check_character,
    is_credit_code,
    is_identity_number,
    is_mobile_phone,
    is_organization_code,
    make_credit_code,
    make_identity_number,
    make_organization_code,
    mask_identity_number,
    mask_name,
    mask_phone,
    normalise_identifier,
    parse_mobile_phone,
    parse_organization_code,
)

DIGITS = "0123456789"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

regions = st.from_regex(r"[1-7][0-9]{5}", fullmatch=True)
identity_numbers = st.builds(
    make_identity_number, regions, st.dates(date(1900, 1, 1), date(2026, 12, 31)), st.integers(0, 999)
)
credit_codes = st.builds(
    make_credit_code,
    st.sampled_from(["11", "12", "13", "51", "52", "53", "91", "92", "93", "N2"]),
    regions,
    st.text(CREDIT_ALPHABET, min_size=8, max_size=8),
)
organization_codes = st.builds(make_organization_code, st.text(CREDIT_ALPHABET, min_size=8, max_size=8))


def full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def replaced(text: str, place: int, character: str) -> str:
    return text[:place] + character + text[place + 1 :]


# The normal form


@given(st.one_of(identity_numbers, credit_codes))
def test_full_width_lower_case_and_blanks_are_forgiven(code: str) -> None:
    typed = f"　{full_width(code[:6])} {code[6:].lower()}\u200b\n"
    assert normalise_identifier(typed) == code


@given(st.text())
def test_the_normal_form_is_stable(text: str) -> None:
    assert normalise_identifier(normalise_identifier(text)) == normalise_identifier(text)


@pytest.mark.parametrize("look_alike", ["①", "٣", "²", "十", "О"])
def test_look_alikes_of_digits_and_letters_are_not_turned_into_them(look_alike: str) -> None:
    assert normalise_identifier(look_alike) == look_alike
    with pytest.raises(WrongCharacter):
        IdentityNumber.parse(replaced("11010519491231002X", 3, look_alike))


# Unified social credit codes


@pytest.mark.parametrize("code", ["91350100M000100Y43", "11654201MB00000195"])
def test_published_credit_codes_are_valid(code: str) -> None:
    assert CreditCode.parse(code).text == code


def test_parts_of_a_credit_code() -> None:
    code = CreditCode.parse("91350100M000100Y43")
    assert (code.category, code.region, code.organization_code) == ("企业", "350100", "M000100Y4")
    assert not code.is_public_body
    assert CreditCode.parse("11654201MB00000195").is_public_body


@given(credit_codes, st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_one_wrong_character_never_makes_another_valid_credit_code(code: str, place: int, character: str) -> None:
    assume(code[place] != character)
    assert not is_credit_code(replaced(code, place, character))


@given(credit_codes, st.integers(0, 15))
def test_swapped_neighbours_never_make_another_valid_credit_code(code: str, place: int) -> None:
    assume(code[place] != code[place + 1])
    assert not is_credit_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


@given(credit_codes)
def test_the_organization_code_inside_a_made_credit_code_is_valid(code: str) -> None:
    assert is_organization_code(CreditCode.parse(code).organization_code)


@pytest.mark.parametrize(
    ("typed", "fault", "message"),
    [
        ("", WrongLength, "统一社会信用代码应为 18 位，现在是 0 位"),
        ("91350100M000100Y4", WrongLength, "统一社会信用代码应为 18 位，现在是 17 位"),
        (
            "91350100M000I00Y43",
            WrongCharacter,
            "统一社会信用代码第 13 位“I”不对，只能是数字或大写字母，且不使用 I、O、S、V、Z",
        ),
        (
            "9135A100M000100Y43",
            WrongCharacter,
            "统一社会信用代码第 5 位“A”不对，第 3 至 8 位是行政区划代码，只能是数字",
        ),
        ("91350100M000100Y44", WrongCheckCharacter, "统一社会信用代码的校验码不对，请逐位核对"),
    ],
)
def test_the_message_says_what_is_wrong_with_a_credit_code(
    typed: str, fault: type[InvalidIdentifier], message: str
) -> None:
    with pytest.raises(fault) as raised:
        CreditCode.parse(typed)
    assert str(raised.value) == message


# Organization codes


@given(organization_codes, st.integers(0, 7), st.sampled_from(DIGITS))
def test_a_wrong_digit_is_found_in_an_organization_code_of_digits(code: str, place: int, digit: str) -> None:
    assume(code[place] in DIGITS and code[place] != digit)
    assert not is_organization_code(replaced(code, place, digit))


def test_an_organization_code_may_be_written_with_a_hyphen() -> None:
    assert parse_organization_code("m000100y-4") == "M000100Y4"


@pytest.mark.parametrize("typed", ["M000100Y5", "M000100Y", "M000100YA", "M0001中0Y4"])
def test_wrong_organization_codes_are_refused(typed: str) -> None:
    with pytest.raises(InvalidIdentifier, match="组织机构代码"):
        parse_organization_code(typed)


# Identity numbers


def test_the_sample_of_the_standard() -> None:
    number = IdentityNumber.parse("11010519491231002x")
    assert number.text == "11010519491231002X"
    assert (number.kind, number.region, number.birth_date, number.sex) == (
        IdentityKind.RESIDENT,
        "110105",
        date(1949, 12, 31),
        Sex.FEMALE,
    )


@given(regions, st.dates(date(1900, 1, 1), date(2026, 12, 31)), st.integers(0, 999))
def test_what_goes_into_an_identity_number_comes_out_of_it(region: str, birth_date: date, sequence: int) -> None:
    number = IdentityNumber.parse(make_identity_number(region, birth_date, sequence), today=date(2026, 12, 31))
    assert (number.region, number.birth_date) == (region, birth_date)
    assert (number.sex is Sex.MALE) == (sequence % 2 == 1)


@given(identity_numbers, st.integers(0, 17), st.sampled_from(DIGITS + "X"))
def test_one_wrong_character_never_makes_another_valid_identity_number(code: str, place: int, character: str) -> None:
    assume(code[place] != character)
    assert not is_identity_number(replaced(code, place, character))


@pytest.mark.parametrize("birth", ["20230229", "20231301", "00000000", "18490101", "20230431"])
def test_a_date_of_birth_that_does_not_exist_is_refused(birth: str) -> None:
    body = f"990102{birth}001"
    with pytest.raises(ImpossibleDate, match=birth):
        IdentityNumber.parse(body + identity_check_character(body))


def test_nobody_is_born_tomorrow() -> None:
    text = make_identity_number("990102", date(2026, 9, 30), 1)
    assert is_identity_number(text, today=date(2026, 9, 30))
    with pytest.raises(ImpossibleDate, match="晚于今天"):
        IdentityNumber.parse(text, today=date(2026, 9, 29))


@pytest.mark.parametrize("prefix", ["810000", "820000", "830000"])
def test_permits_of_hong_kong_macao_and_taiwan_have_the_same_check_character(prefix: str) -> None:
    number = IdentityNumber.parse(make_identity_number(prefix, date(1990, 5, 6), 12))
    assert number.kind is IdentityKind.PERMIT
    assert number.birth_date == date(1990, 5, 6)


def test_a_permit_is_not_forced_to_tell_a_date_of_birth() -> None:
    body = "81000099999999001"
    number = IdentityNumber.parse(body + identity_check_character(body))
    assert number.birth_date is None
    assert number.age_on(date(2026, 1, 1)) is None


def test_the_card_of_a_foreigner_is_told_from_a_resident_card() -> None:
    assert IdentityNumber.parse(make_identity_number("931156", date(1980, 1, 2), 3)).kind is IdentityKind.FOREIGN
    assert IdentityNumber.parse(make_identity_number("990100", date(1980, 1, 2), 3)).kind is IdentityKind.RESIDENT


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 2, 28), 25), (date(2026, 3, 1), 26), (date(2024, 2, 29), 24), (date(2000, 2, 29), 0)]
)
def test_age_counts_full_years(day: date, age: int) -> None:
    assert IdentityNumber.parse(make_identity_number("990102", date(2000, 2, 29), 2)).age_on(day) == age


def test_an_identity_number_does_not_show_itself_in_logs() -> None:
    assert repr(IdentityNumber.parse("11010519491231002X")) == "IdentityNumber('1101**********002X')"


@given(st.text(max_size=30))
def test_parsers_answer_any_text_with_a_value_or_a_chinese_sentence(text: str) -> None:
    for parse in (CreditCode.parse, IdentityNumber.parse, RegionCode.parse, parse_mobile_phone):
        assert fault_of(parse, text) is None or re.search("[\u4e00-\u9fff]", fault_of(parse, text) or "")


def fault_of(parse: Callable[[str], object], text: str) -> str | None:
    try:
        parse(text)
    except InvalidIdentifier as fault:
        return str(fault)
    return None


# Telephones


@pytest.mark.parametrize("typed", ["138 1234 2046", "+86 138-1234-2046", "008613812342046", "１３８１２３４２０４６"])
def test_a_mobile_number_may_be_written_in_several_ways(typed: str) -> None:
    assert parse_mobile_phone(typed) == "13812342046"


@pytest.mark.parametrize("typed", ["", "1381234204", "23812342046", "12012342046", "1381234204a"])
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    assert not is_mobile_phone(typed)


# Regions


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("99", RegionLevel.PROVINCE, None),
        ("9901", RegionLevel.CITY, "99"),
        ("990121", RegionLevel.COUNTY, "9901"),
        ("990121100", RegionLevel.TOWNSHIP, "990121"),
        ("990121100201", RegionLevel.VILLAGE, "990121100"),
    ],
)
def test_level_and_parent_follow_from_the_length(code: str, level: RegionLevel, parent: str | None) -> None:
    region = RegionCode.parse(code)
    assert region.level is level
    assert (region.parent.text if region.parent else None) == parent


def test_a_subtree_is_a_prefix() -> None:
    city, county, village = map(RegionCode.parse, ["9901", "990121", "990121100201"])
    assert village.is_within(county)
    assert county.is_within(county)
    assert not city.is_within(county)
    assert village.ancestors[:3] == (RegionCode("99"), city, county)


@pytest.mark.parametrize(
    ("padded", "short"), [("990000", "99"), ("990100", "9901"), ("990121", "990121"), ("990121100000", "990121100")]
)
def test_padded_codes_are_shortened(padded: str, short: str) -> None:
    assert RegionCode.from_padded(padded).text == short
    assert RegionCode.parse(short).padded(len(padded)) == padded


@pytest.mark.parametrize("typed", ["", "9", "99012", "0901", "99O1"])
def test_wrong_region_codes_are_refused(typed: str) -> None:
    with pytest.raises(InvalidIdentifier, match="行政区划代码"):
        RegionCode.parse(typed)


# Masks


def test_masks_look_as_people_expect() -> None:
    assert mask_identity_number("11010519491231002x") == "1101**********002X"
    assert mask_identity_number("E12345678") == "E******78"
    assert mask_phone("138 1234 2046") == "138****2046"
    assert mask_phone("0999-8123456") == "**********56"
    assert mask_name("许青禾") == "许**"
    assert mask_name("阿依古丽·买买提") == "阿***·***"


@given(st.text("0123456789X", min_size=1, max_size=20))
def test_a_mask_hides_at_least_four_characters_or_all(text: str) -> None:
    for masked in (mask_identity_number(text), mask_phone(text)):
        assert len(masked) == len(text)
        assert masked.count("*") >= min(4, len(text))
