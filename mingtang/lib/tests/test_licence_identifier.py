"""Identifiers of electronic licences."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingtang.lib.identifiers import (
    InvalidIdentifier,
    LicenceIdentifier,
    WrongCheckCharacter,
    WrongLength,
    licence_check_character,
    licence_type_code,
)

PUBLISHED = "1.2.156.3005.2.11100000000013338W011.11654201MB00000195.20260000001.001.0"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

identifiers = st.builds(
    LicenceIdentifier.of,
    st.text(ALPHABET, min_size=21, max_size=21),
    st.text(ALPHABET, min_size=18, max_size=18),
    st.text(ALPHABET, min_size=1, max_size=32),
    st.integers(1, 999),
)


def test_the_vector_is_read_and_written_again() -> None:
    identifier = LicenceIdentifier.parse(PUBLISHED)
    assert identifier == LicenceIdentifier("11100000000013338W011", "11654201MB00000195", "20260000001", 1)
    assert (identifier.check_character, identifier.definer) == ("0", "11100000000013338W")
    assert str(identifier) == PUBLISHED


@given(identifiers)
def test_what_is_written_is_read_as_the_same(identifier: LicenceIdentifier) -> None:
    assert LicenceIdentifier.parse(str(identifier).lower()) == identifier


@given(st.text(ALPHABET, min_size=2, max_size=80), st.data())
def test_one_wrong_character_changes_the_check_character(body: str, data: st.DataObject) -> None:
    place, other = data.draw(st.integers(0, len(body) - 1)), data.draw(st.sampled_from(ALPHABET))
    assume(other != body[place])
    wrong = body[:place] + other + body[place + 1 :]
    assert licence_check_character(wrong) != licence_check_character(body)


def test_a_wrong_check_character_of_somebody_else_is_a_warning_and_no_refusal() -> None:
    assert LicenceIdentifier.has_right_check(PUBLISHED)
    assert not LicenceIdentifier.has_right_check(PUBLISHED[:-1] + "7")
    with pytest.raises(WrongCheckCharacter):
        LicenceIdentifier.parse(PUBLISHED[:-1] + "7")


def test_the_next_version_has_a_check_character_of_its_own() -> None:
    following = LicenceIdentifier.parse(PUBLISHED).next_version()
    assert str(following).endswith(f".002.{following.check_character}")
    with pytest.raises(InvalidIdentifier):
        LicenceIdentifier.of("1" * 21, "1" * 18, "1", 999).next_version()


@pytest.mark.parametrize(
    "typed", ["", PUBLISHED.removeprefix("1."), PUBLISHED.replace(".001.", ".1."), PUBLISHED.replace("W011", "011")]
)
def test_what_has_another_form_is_refused(typed: str) -> None:
    with pytest.raises(InvalidIdentifier):
        LicenceIdentifier.has_right_check(typed)


def test_a_type_is_named_by_its_definer_and_three_digits() -> None:
    assert licence_type_code("11100000000013338W", 11) == "11100000000013338W011"
    with pytest.raises(WrongLength):
        licence_type_code("1110", 11)
    with pytest.raises(InvalidIdentifier):
        licence_type_code("11100000000013338W", 1000)
