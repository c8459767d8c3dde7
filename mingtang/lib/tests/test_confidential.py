"""Encrypted fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.lib.confidential import FieldForged, Keyring, MalformedField, UnknownKey, WeakKey

OLD, NEW = "0f" * 32, "a1" * 32
ring = Keyring(OLD)
FIELD = ring.encrypt("林叙", b"row 7")
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, st.binary(max_size=20))
def test_what_was_encrypted_can_be_decrypted(text: str, context: bytes) -> None:
    assert ring.decrypt(ring.encrypt(text, context), context) == text


def test_the_same_text_never_looks_the_same() -> None:
    assert len({ring.encrypt("11010519491231002X") for _ in range(100)}) == 100


def test_a_field_says_its_version_and_key_and_nothing_of_its_text() -> None:
    field = ring.encrypt("11010519491231002X")
    assert field.startswith(f"1.{ring.current_key_id}.")
    assert field.isascii()
    assert "1949" not in field.split(".")[3]


def test_a_field_does_not_open_in_another_context() -> None:
    field = ring.encrypt("13812342046", b"person.phone")
    with pytest.raises(FieldForged):
        ring.decrypt(field, b"person.identity_number")


@given(st.data())
def test_no_changed_character_goes_unnoticed(data: st.DataObject) -> None:
    field = FIELD
    place = data.draw(st.integers(0, len(field) - 1))
    character = data.draw(st.sampled_from("Aa0_-.").filter(lambda drawn: drawn != field[place]))
    try:
        opened = ring.decrypt(field[:place] + character + field[place + 1 :], b"row 7")
    except (FieldForged, UnknownKey, MalformedField):
        return
    assert opened == "林叙"  # only the unused last bits of base64 may differ


@pytest.mark.parametrize(
    "field", ["", "1.2.3", "2.00000000.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA", "林叙", "1.x.?.?", "1.x.AAAA.AAAA"]
)
def test_other_text_is_not_taken_for_a_field(field: str) -> None:
    with pytest.raises(MalformedField):
        ring.decrypt(field)


def test_keys_rotate() -> None:
    field = Keyring(OLD).encrypt("许青禾")
    rotated = Keyring(NEW, older=[OLD])
    assert rotated.decrypt(field) == "许青禾"
    assert not rotated.is_current(field)
    renewed = rotated.encrypt(rotated.decrypt(field))
    assert rotated.is_current(renewed)
    assert Keyring(NEW).decrypt(renewed) == "许青禾"
    with pytest.raises(UnknownKey):
        Keyring(NEW).decrypt(field)


def test_rows_under_an_older_key_are_still_found() -> None:
    stored = Keyring(OLD).blind_index("11010519491231002X")
    rotated = Keyring(NEW, older=[OLD])
    assert rotated.blind_index("11010519491231002X") != stored
    assert rotated.blind_indexes("11010519491231002X") == [rotated.blind_index("11010519491231002X"), stored]


@given(texts, texts, st.binary(max_size=4), st.binary(max_size=4))
def test_indexes_are_equal_only_for_equal_text_and_context(left: str, right: str, here: bytes, there: bytes) -> None:
    same = (left, here) == (right, there)
    assert (ring.blind_index(left, here) == ring.blind_index(right, there)) == same


def test_indexes_of_other_keys_do_not_match() -> None:
    assert Keyring(OLD).blind_index("x") != Keyring(NEW).blind_index("x")


@pytest.mark.parametrize("key", ["", "0f" * 15, "not hexadecimal at all, by any means"])
def test_weak_keys_are_refused(key: str) -> None:
    with pytest.raises(WeakKey):
        Keyring(key)


def test_a_ring_does_not_show_its_keys() -> None:
    assert OLD not in repr(ring)
    assert OLD not in repr(vars(ring))
