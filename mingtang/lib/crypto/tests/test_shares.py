import itertools
import json
import secrets
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.crypto.faults import Malformed, SharesRefused
from mingtang.lib.crypto.shares import Share, SplitRecord, combine_shares, require_genuine, split_secret
from mingtang.lib.crypto.shares.field import product, quotient, value_at, weights_at_zero
from mingtang.lib.digests import canonical_json

SECRET = secrets.token_bytes(32)
SHARES, RECORD = split_secret(SECRET, 3, 5)
byte = st.integers(0, 255)
part = st.integers(1, 255)


@settings(deadline=None)
@given(byte, byte, byte)
def test_the_field_is_a_field(one, other, third):
    assert product(one, other) == product(other, one)
    assert product(one, product(other, third)) == product(product(one, other), third)
    assert product(one, other ^ third) == product(one, other) ^ product(one, third)
    assert product(one, 1) == one
    if other:
        assert product(quotient(one, other), other) == one


def test_the_field_is_that_of_aes():
    assert product(0x57, 0x83) == 0xC1  # FIPS 197, 4.2
    with pytest.raises(ZeroDivisionError):
        quotient(1, 0)


@settings(deadline=None)
@given(st.lists(byte, min_size=1, max_size=5), st.lists(part, min_size=5, max_size=8, unique=True))
def test_a_polynomial_is_known_at_zero_from_as_many_places_as_it_has_coefficients(polynomial, places):
    value = 0
    for weight, place in zip(weights_at_zero(places), places, strict=True):
        value ^= product(weight, value_at(place, polynomial))
    assert value == polynomial[0] == value_at(0, polynomial)


@settings(deadline=None)
@given(st.binary(min_size=16, max_size=64), st.data())
def test_any_shares_as_many_as_the_threshold_give_the_secret_back(secret, data):
    threshold = data.draw(st.integers(2, 6))
    shares, record = split_secret(secret, threshold, data.draw(st.integers(threshold, 9)))
    chosen = data.draw(st.permutations(shares))[: data.draw(st.integers(threshold, len(shares)))]
    assert combine_shares(chosen, record) == secret


def test_every_three_of_five_do_and_no_two():
    for three in itertools.combinations(SHARES, 3):
        assert combine_shares(three, RECORD) == SECRET
    for two in itertools.combinations(SHARES, 2):
        with pytest.raises(SharesRefused, match="2 shares of the 3"):
            combine_shares(two, RECORD)
    with pytest.raises(SharesRefused, match="1 shares of the 3"):
        combine_shares([SHARES[0]] * 3, RECORD)


def test_fewer_shares_than_the_threshold_fit_every_secret():
    """For any other secret there is a third share with which the same two give it."""
    wanted, (first, second) = secrets.token_bytes(32), SHARES[:2]
    weights = weights_at_zero([1, 2, 3])
    third = bytes(
        quotient(want ^ product(weights[0], one) ^ product(weights[1], two), weights[2])
        for want, one, two in zip(wanted, first.data, second.data, strict=True)
    )
    rebuilt = bytes(
        product(weights[0], a) ^ product(weights[1], b) ^ product(weights[2], c)
        for a, b, c in zip(first.data, second.data, third, strict=True)
    )
    assert rebuilt == wanted


@settings(deadline=None)
@given(st.integers(0, 31), st.integers(1, 255), st.integers(0, 4))
def test_a_false_share_is_found_and_its_custodian_named(place, change, custodian):
    data = bytearray(SHARES[custodian].data)
    data[place] ^= change
    given_in = [*SHARES]
    given_in[custodian] = replace(SHARES[custodian], data=bytes(data))
    with pytest.raises(SharesRefused) as refused:
        combine_shares(given_in, RECORD)
    assert refused.value.custodians == (custodian + 1,)


def test_shares_of_another_split_or_under_another_number_are_false():
    others, record = split_secret(SECRET, 3, 5)
    renumbered = replace(SHARES[0], number=2)
    for false, number in ((others[3], 4), (renumbered, 2), (replace(SHARES[0], number=9), 9)):
        with pytest.raises(SharesRefused) as refused:
            require_genuine([SHARES[0], SHARES[2], false], RECORD)
        assert refused.value.custodians == (number,)
    with pytest.raises(SharesRefused, match="record"):
        combine_shares(SHARES, replace(RECORD, check=record.check))
    with pytest.raises(SharesRefused, match="record"):
        combine_shares(SHARES, replace(RECORD, threshold=2))


@settings(deadline=None)
@given(st.binary(min_size=16, max_size=64), part)
def test_a_share_copied_by_hand_is_the_same_share(data, number):
    share = Share(secrets.token_bytes(8), number, data)
    assert Share.from_text(share.to_text()) == share
    assert Share.from_text(f"  {share.to_text().lower()}\n") == share


def test_a_slip_of_the_pen_is_noticed():
    text = SHARES[1].to_text()
    for place, character in enumerate(text):
        slipped = text[:place] + ("A" if character != "A" else "B") + text[place + 1 :]
        with pytest.raises(Malformed):
            Share.from_text(slipped)
    for bad in ("", "MT1-", text[:-9], text + "-A", text.replace("-2-", "-256-"), text.replace("-2-", "-0-")):
        with pytest.raises(Malformed):
            Share.from_text(bad)


def test_the_record_of_a_split_is_a_document():
    document = RECORD.document()
    assert SplitRecord.of_document(json.loads(canonical_json(document))) == RECORD
    for bad in ({}, [], document | {"check": "x"}, document | {"threshold": 6}, document | {"shares": 5}):
        with pytest.raises(Malformed):
            SplitRecord.of_document(bad)


def test_a_share_does_not_show_itself_when_printed():
    assert SHARES[0].data.hex() not in repr(SHARES[0])
    assert repr(SHARES[0].data) not in repr(SHARES[0])


def test_secrets_and_numbers_of_custodians_have_limits():
    for secret, threshold, count in (
        (b"x" * 15, 2, 3),
        (b"x" * 65, 2, 3),
        (SECRET, 1, 3),
        (SECRET, 4, 3),
        (SECRET, 2, 256),
    ):
        with pytest.raises(Malformed):
            split_secret(secret, threshold, count)
    shares, record = split_secret(SECRET, 255, 255)
    assert combine_shares(shares, record) == SECRET
    assert record.count == 255
