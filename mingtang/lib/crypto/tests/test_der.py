from datetime import UTC, datetime, timedelta, timezone

import pytest
from asn1crypto import core
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.crypto import der
from mingtang.lib.crypto.faults import Malformed

arcs = st.tuples(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, 1 << 80), max_size=8))
dotted = arcs.map(lambda made: ".".join(map(str, (made[0], made[1], *made[2]))))


@settings(deadline=None)
@given(st.integers())
def test_numbers_are_written_as_asn1crypto_writes_them(number):
    assert der.integer(number) == core.Integer(number).dump()


@settings(deadline=None)
@given(st.integers(min_value=0))
def test_a_number_is_read_as_it_was_written(number):
    assert der.unsigned_of(der.one_value(der.integer(number))) == number


@settings(deadline=None)
@given(dotted)
def test_identifiers_are_written_as_asn1crypto_writes_them_and_read_back(identifier):
    assert der.oid(identifier) == core.ObjectIdentifier(identifier).dump()
    assert der.object_identifier_of(der.one_value(der.oid(identifier))) == identifier


@settings(deadline=None)
@given(st.binary(max_size=70_000))
def test_bytes_are_written_as_asn1crypto_writes_them_and_read_back(data):
    assert der.octet_string(data) == core.OctetString(data).dump()
    assert der.octets_of(der.one_value(der.octet_string(data))) == data
    assert der.bits_of(der.one_value(der.bit_string(data))) == data


@settings(deadline=None)
@given(st.lists(st.binary(max_size=9), max_size=6))
def test_a_sequence_gives_back_its_values_in_order(items):
    values = der.sequence_of(der.sequence(*map(der.octet_string, items)))
    assert [der.octets_of(value) for value in values] == items


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_whatever_is_read_has_no_second_encoding(data):
    try:
        value = der.one_value(data)
    except Malformed:
        return
    assert der.tlv(value.tag, value.body) == data == value.whole


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_foreign_bytes_are_read_or_refused_and_nothing_else(data):
    for read in (der.unsigned_of, der.octets_of, der.bits_of, der.object_identifier_of):
        for tag in (2, 3, 4, 6):
            try:
                read(der.Value(tag, data, data))
            except Malformed:
                continue


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "30",
        "3080020101 0000",  # indefinite length
        "308103020101",  # length not in its shortest form
        "30820003020101",
        "3084ffffffff",
        "3085000000000102",
        "1f8101 00",  # long tag
        "300302010100",  # something follows
        "3004020101",  # cut short
        "30050201010202",
    ],
)
def test_what_is_not_strict_der_is_refused(bad):
    with pytest.raises(Malformed):
        der.sequence_of(bytes.fromhex(bad))


@pytest.mark.parametrize("bad", ["0200", "020200 01", "0201ff", "020300007f", "040101"])
def test_numbers_that_are_negative_or_padded_are_refused(bad):
    with pytest.raises(Malformed):
        der.unsigned_of(der.one_value(bytes.fromhex(bad)))


def test_a_structure_above_a_megabyte_is_not_looked_at():
    with pytest.raises(Malformed):
        der.one_value(der.octet_string(bytes(1 << 20)))


def test_times_are_utc_and_change_their_form_in_2050():
    china = timezone(timedelta(hours=8))
    assert der.time(datetime(2026, 1, 1, 7, 30, 15, tzinfo=china)) == b"\x17\x0d251231233015Z"
    assert der.time(datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC)) == b"\x17\x0d491231235959Z"
    assert der.time(datetime(2050, 1, 1, tzinfo=UTC)) == b"\x18\x0f20500101000000Z"
    assert der.gentime(datetime(800, 1, 1, tzinfo=UTC)) == b"\x18\x0f08000101000000Z"
    for impossible in (datetime(2050, 1, 1, tzinfo=UTC), datetime(1949, 1, 1, tzinfo=UTC), datetime(2026, 1, 1)):
        with pytest.raises(ValueError):
            der.utctime(impossible)


def test_small_values_have_the_bytes_of_the_standard():
    assert der.boolean(value=True) + der.boolean(value=False) + der.NULL == bytes.fromhex("0101ff0101000500")
    assert der.bit_string(b"\x06", unused=1) == bytes.fromhex("03020106")
    assert der.explicit(3, der.NULL) == bytes.fromhex("a3020500")
    assert der.context(0, b"good") == bytes.fromhex("8004676f6f64")
    assert der.set_of(der.integer(2), der.integer(1)) == bytes.fromhex("3106020101020102")
    assert der.utf8("明") == bytes.fromhex("0c03e6988e")
    assert der.enumerated(1) + der.printable("CN") + der.ia5("a@b") == bytes.fromhex("0a01011302434e1603614062")
    for impossible in (lambda: der.bit_string(b"\x07", unused=1), lambda: der.printable("a@b"), lambda: der.ia5("明")):
        with pytest.raises(ValueError):
            impossible()
    for impossible in ("1", "3.1", "1.40", "1.-2"):
        with pytest.raises(ValueError):
            der.oid(impossible)
