"""Lists of revoked certificates, full and delta: written, read, refused."""

from datetime import timedelta

import pytest
from cryptography import x509

from mingtang.lib.crypto import der
from mingtang.lib.crypto.faults import CryptoFault, IssueRefused, Malformed, NotTrusted
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Reason, Revoked, make_crl, read_crl
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, hierarchy

REVOKED = [
    Revoked(200, NOW - DAY, Reason.KEY_COMPROMISE),
    Revoked(1 << 158, NOW - 2 * DAY),
    Revoked(127, NOW - 3 * DAY, Reason.HOLD),
    Revoked(128, NOW.replace(year=2055), Reason.PRIVILEGE_WITHDRAWN),
]


@pytest.fixture(params=[KeyKind.SM2, KeyKind.ECDSA_P256], ids=str)
def h(request):
    return hierarchy(request.param)


def listed(h, revoked=REVOKED, number=9, **options):
    return make_crl(h.city, revoked, number=number, this_update=NOW, next_update=NOW + DAY, **options)


def test_a_list_is_read_as_it_was_written(h):
    found = read_crl(listed(h))
    assert found.revoked == {each.serial: each for each in REVOKED}
    assert (found.number, found.base, found.this_update, found.next_update) == (9, None, NOW, NOW + DAY)
    assert found.is_issued_by(h.city.certificate)
    assert not found.is_issued_by(h.root.certificate)
    assert read_crl(listed(h, [])).revoked == {}


def test_another_reader_reads_the_same(h):
    theirs = x509.load_der_x509_crl(listed(h))
    for each in REVOKED:
        entry = theirs.get_revoked_certificate_by_serial_number(each.serial)
        assert entry.revocation_date_utc == each.moment
        told = [extension.value.reason for extension in entry.extensions]
        assert len(told) == (each.reason != Reason.UNSPECIFIED)
    assert theirs.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number == 9


def test_a_delta_adds_changes_and_removes(h):
    changes = [Revoked(127, NOW, Reason.REMOVE_FROM_LIST), Revoked(5, NOW, Reason.SUPERSEDED)]
    full, delta = read_crl(listed(h)), read_crl(listed(h, changes, 10, base=9))
    assert delta.base == 9
    after = full.updated_by(delta)
    assert after.revoked.keys() == {200, 1 << 158, 128, 5}
    assert after.number == 10
    later = read_crl(listed(h, changes, 12, base=11))
    for one, other in [(full, later), (after, read_crl(listed(h, [], 9, base=8))), (full, full), (delta, delta)]:
        with pytest.raises(NotTrusted):
            one.updated_by(other)


def test_an_altered_list_is_malformed_or_not_the_authoritys(h):
    whole = listed(h)
    for at in range(0, len(whole), 3):
        altered = whole[:at] + bytes((whole[at] ^ 0x15,)) + whole[at + 1 :]
        try:
            believed = read_crl(altered).is_issued_by(h.city.certificate)
        except CryptoFault:
            believed = False
        assert not believed
    for size in range(0, len(whole), 7):
        with pytest.raises(Malformed):
            read_crl(whole[:size])


@pytest.mark.parametrize(
    ("revoked", "options"),
    [
        ([Revoked(127, NOW, Reason.REMOVE_FROM_LIST)], {}),
        ([Revoked(0, NOW)], {}),
        ([Revoked(1 << 159, NOW)], {}),
        ([], {"base": 9}),
        ([], {"number": -1}),
    ],
)
def test_lists_that_mean_nothing_are_not_written(revoked, options):
    with pytest.raises(IssueRefused):
        listed(hierarchy(KeyKind.SM2), revoked, **options)


def test_a_list_ends_after_it_begins():
    with pytest.raises(IssueRefused):
        make_crl(hierarchy(KeyKind.SM2).city, [], number=1, this_update=NOW, next_update=NOW)


def test_lists_with_doubled_entries_or_for_a_part_only_are_malformed(h):
    entry = Revoked(5, NOW, Reason.HOLD)
    with pytest.raises(Malformed, match="twice"):
        read_crl(listed(h, [entry, entry]))
    number = der.oid("2.5.29.27")
    with pytest.raises(Malformed, match="not understood"):
        read_crl(listed(h, base=3).replace(number, der.oid("2.5.29.28")))


@pytest.mark.slow
def test_a_hundred_thousand_entries_are_written_and_read(h):
    many = [Revoked(10**37 + n, NOW - timedelta(minutes=n % 5000), Reason(n % 6)) for n in range(100_000)]
    found = read_crl(listed(h, many))
    assert len(found.revoked) == 100_000
    assert found.revoked[10**37 + 4321] == many[4321]
    assert found.is_issued_by(h.city.certificate)
