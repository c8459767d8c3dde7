"""Digests and the canonical form of structured data."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.lib import digests
from mingtang.lib.digests import NotCanonical, canonical_json, hmac_sm3, sm3, sm3_hasher, sm3_hex

ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD_16 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@pytest.fixture(params=["interpreter", "bundled"])
def _either_sm3(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "bundled":
        monkeypatch.setattr(digests, "hashlib", _WithoutSm3)


class _WithoutSm3:
    @staticmethod
    def new(name: str, data: bytes = b"") -> None:
        raise ValueError(f"unsupported hash type {name}")


@pytest.mark.usefixtures("_either_sm3")
def test_vectors_of_the_standard() -> None:
    assert sm3_hex(b"abc") == ABC
    assert sm3_hex(b"abcd" * 16) == ABCD_16
    assert sm3(b"abc").hex() == ABC


@pytest.mark.usefixtures("_either_sm3")
def test_a_keyed_digest_is_the_one_other_programs_compute() -> None:
    """Expected value: openssl dgst -sm3 -mac HMAC -macopt hexkey:0102...20 over "abcd..." of GM/T 0042."""
    key = bytes(range(1, 33))
    data = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq" * 2
    assert hmac_sm3(key, data).hex() == "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"


@pytest.mark.usefixtures("_either_sm3")
def test_a_stream_has_the_digest_of_the_whole() -> None:
    hasher = sm3_hasher()
    hasher.update(b"a")
    branch = hasher.copy()
    hasher.update(b"bc")
    branch.update(b"XY")
    assert hasher.hexdigest() == ABC
    assert hasher.digest().hex() == ABC
    assert branch.digest() == sm3(b"aXY")


def test_long_keys_are_digested_first() -> None:
    assert hmac_sm3(b"k" * 65, b"data") == hmac_sm3(sm3(b"k" * 65), b"data")


@given(values)
def test_canonical_json_reads_back_as_the_same_value(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text("abc", max_size=3), st.integers(), min_size=2, max_size=6))
def test_the_order_of_insertion_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


def test_canonical_json_is_what_it_says() -> None:
    value = {"b": [1, True, None, '明堂\n"'], "a": {"é": (), "z": -(10**20)}}
    assert canonical_json(value) == (
        '{"a":{"z":-100000000000000000000,"é":[]},"b":[1,true,null,"明堂\\n\\""]}'.encode()
    )


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (0.5, r"^\$: float"),
        ({"a": [1, float("nan")]}, r"^\$\.a\[1\]: float"),
        ({"at": datetime(2026, 1, 1, tzinfo=UTC)}, r"^\$\.at: datetime"),
        ([b"bytes"], r"^\$\[0\]: bytes"),
        ({1: "x"}, "key 1"),
        ({"a": {2, 3}}, "set"),
        ("\ud800", "surrogate"),
    ],
)
def test_values_without_a_canonical_form_are_named(value: object, place: str) -> None:
    with pytest.raises(NotCanonical, match=place):
        canonical_json(value)


def test_a_value_that_contains_itself_is_refused() -> None:
    value: list[object] = []
    value.append(value)
    with pytest.raises(NotCanonical, match="nested"):
        canonical_json(value)


def test_the_interpreter_here_has_sm3_of_its_own() -> None:
    assert hashlib.new("sm3", b"abc").hexdigest() == ABC
