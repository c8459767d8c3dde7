"""What is issued, for whom, and what is refused."""

import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import (
    PROFILES,
    AlternativeName,
    Authority,
    Identity,
    IdentityKind,
    KeyUse,
    Name,
    Term,
    check_csr,
    issue_certificate,
    make_csr,
    new_serial,
    read_certificate,
)
from mingtang.lib.crypto.certificates.extensions import extension
from mingtang.lib.crypto.certificates.identities import read_identity
from mingtang.lib.crypto.faults import CryptoFault, IssueRefused, KeyRefused, Malformed, NotTrusted
from mingtang.lib.crypto.keys import KeyKind, generate_key, key_identifier
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, PUBLICATION, hierarchy, issued, new_key, subject, term


@pytest.fixture(params=[KeyKind.SM2, KeyKind.ECDSA_P256], ids=str)
def h(request):
    return hierarchy(request.param)


def test_a_certificate_says_what_was_issued(h):
    names = [
        AlternativeName("dns", "*.heyuan.example"),
        AlternativeName("ip", "2001:db8::1"),
        AlternativeName("uri", "urn:mingtang:node:441600"),
        AlternativeName("email", "desk@heyuan.example"),
    ]
    tax = Identity(IdentityKind.TAX_NUMBER, "114416007000000000")
    person = Identity(IdentityKind.PERSON, "摘要:9f86")
    holder = issued(h.city, "server-signing", names=names, identities=[tax, person], serial=77)
    found = holder.certificate
    assert (found.serial, found.subject, found.issuer) == (77, subject(), h.city.certificate.subject)
    assert (found.not_before, found.not_after) == term()
    assert (found.spki, found.uses, found.purposes) == (
        holder.key.spki,
        {KeyUse.DIGITAL_SIGNATURE},
        (oids.SERVER_AUTH,),
    )
    assert found.alternative_names == tuple(names)
    assert found.identities == (tax, person)
    assert (found.list_addresses, found.responder_addresses) == (PUBLICATION.lists, PUBLICATION.responders)
    assert found.authority_key_identifier == h.city.certificate.key_identifier == key_identifier(h.city.key.spki)
    assert (found.is_authority, found.path_length) == (False, None)
    assert (h.city.certificate.is_authority, h.city.certificate.path_length) == (True, 0)
    assert found.is_issued_by(h.city.certificate)
    assert not found.is_issued_by(h.root.certificate)
    assert found.subject.texts["city"] == "河源市"
    assert str(found.subject).startswith("C=CN, ST=广东省")


@pytest.mark.parametrize("profile", sorted(PROFILES.keys() - {"root"}))
def test_another_reader_reads_the_same(h, profile):
    holder = issued(h.root, profile) if profile == "authority" else issued(h.city, profile)
    ours, theirs = holder.certificate, x509.load_der_x509_certificate(holder.encoded)
    assert theirs.serial_number == ours.serial
    assert theirs.not_valid_after_utc == ours.not_after
    extensions = {each.oid.dotted_string: each.critical for each in theirs.extensions}
    assert extensions == {each.oid: each.critical for each in ours.extensions}
    said = theirs.extensions.get_extension_for_class(x509.KeyUsage)
    assert said.critical
    assert said.value.digital_signature == (KeyUse.DIGITAL_SIGNATURE in ours.uses)
    assert said.value.key_cert_sign == (KeyUse.CERTIFICATE_SIGNING in ours.uses) == ours.is_authority
    assert said.value.key_agreement == (KeyUse.KEY_AGREEMENT in ours.uses)
    assert extensions.get(oids.EXTENDED_KEY_USAGE, False) == (profile == "timestamper")
    assert (oids.OCSP_NO_CHECK in extensions) == (profile == "ocsp-signer")


def test_keys_are_certified_for_what_they_can_do_only():
    encryption = PROFILES["person-encryption"]
    assert encryption.uses_of(KeyKind.SM2) == encryption.uses
    assert encryption.uses_of(KeyKind.ECDSA_P256) == {KeyUse.KEY_AGREEMENT}
    assert encryption.uses_of(KeyKind.RSA) == {KeyUse.KEY_ENCIPHERMENT, KeyUse.DATA_ENCIPHERMENT}


def test_serial_numbers_are_positive_random_and_of_one_length():
    drawn = {new_serial() for _ in range(1000)}
    assert len(drawn) == 1000
    assert {serial.bit_length() for serial in drawn} == {127}


@pytest.mark.parametrize(
    ("profile", "options"),
    [
        ("organ-signing", {"subject": Name.of(country="CN", common_name="甲")}),
        ("organ-signing", {"term": Term(NOW, NOW)}),
        ("organ-signing", {"term": Term(NOW, NOW + 366 * 6 * DAY)}),
        ("organ-signing", {"term": Term(NOW - 3 * DAY, NOW + DAY)}),
        ("server-signing", {"names": ()}),
        ("server-signing", {"names": [AlternativeName("dns", "a..example")]}),
        ("server-signing", {"names": [AlternativeName("dns", "河源.example")]}),
        ("server-signing", {"names": [AlternativeName("ip", "1.2.3")]}),
        ("authority", {}),
        ("organ-signing", {"identities": [Identity(IdentityKind.PERSON, "")]}),
        ("organ-signing", {"key": hierarchy(KeyKind.SM2).city.key}),
    ],
)
def test_what_does_not_fit_profile_or_authority_is_refused(profile, options):
    with pytest.raises(IssueRefused):
        issued(hierarchy(KeyKind.SM2).city, profile, **options)


def test_nobody_is_certified_beyond_the_term_of_the_authority():
    profile = replace(PROFILES["organ-signing"], longest_years=40)
    authority = hierarchy(KeyKind.SM2).city
    with pytest.raises(IssueRefused):
        issue_certificate(authority, new_key(KeyKind.SM2).spki, subject(), profile, term(3001))


def test_only_authorities_with_their_own_key_issue(h):
    plain = h.holder()
    with pytest.raises(IssueRefused):
        Authority(plain.certificate, plain.key)
    with pytest.raises(IssueRefused):
        Authority(h.city.certificate, plain.key)


def test_keys_that_are_none_are_not_certified(h):
    bad = bytearray(generate_key(KeyKind.SM2).spki)
    bad[-1] ^= 1
    with pytest.raises(KeyRefused):
        issue_certificate(h.city, bytes(bad), subject(), PROFILES["organ-signing"], term())


@pytest.mark.parametrize(
    "texts", [{}, {"common_name": "字" * 65}, {"common_name": "a\nb"}, {"country": "中国"}, {"common_name": " a"}]
)
def test_names_that_others_could_not_read_are_refused(texts):
    with pytest.raises(IssueRefused):
        Name.of(**texts)


@pytest.mark.parametrize(
    "inside",
    [
        der.printable("91441600"),
        der.utf8("91441600"),
        der.octet_string(der.printable("91441600")),
        der.context(0, b"91441600"),
        der.explicit(2, der.utf8("91441600")),
        der.octet_string(der.octet_string(der.utf8("91441600"))),
    ],
)
def test_identities_are_read_as_products_write_them(inside):
    assert read_identity(IdentityKind.TAX_NUMBER, inside).value == "91441600"


@pytest.mark.parametrize("inside", [der.integer(5), der.octet_string(b""), der.NULL, b"", der.context(0, b"\xff")])
def test_identities_that_are_no_text_are_malformed(inside):
    with pytest.raises(Malformed):
        read_identity(IdentityKind.TAX_NUMBER, inside)


def test_a_request_proves_possession_of_its_key(key):
    names = [AlternativeName("dns", "heyuan.example")]
    request = check_csr(make_csr(key, subject(), names))
    assert (request.subject, request.spki, request.kind) == (subject(), key.spki, key.algorithm)
    assert request.alternative_names == tuple(names)
    assert check_csr(make_csr(key, subject())).alternative_names == ()


def test_a_request_for_the_key_of_another_is_not_trusted():
    mine, yours = new_key(KeyKind.SM2), new_key(KeyKind.SM2)
    stolen = make_csr(mine, subject()).replace(mine.spki, yours.spki)
    with pytest.raises(NotTrusted):
        check_csr(stolen)
    with pytest.raises(NotTrusted):
        check_csr(make_csr(mine, subject()).replace("河源".encode(), "江源".encode()))


def test_requests_are_bounded():
    huge = make_csr(new_key(KeyKind.SM2), subject(), [AlternativeName("dns", f"a{n}.example") for n in range(2000)])
    with pytest.raises(Malformed):
        check_csr(huge)


def test_certificates_with_doubled_extensions_or_two_algorithms_are_malformed(h):
    doubled = issued(h.city, further=[extension(oids.BASIC_CONSTRAINTS, der.sequence())]).encoded
    with pytest.raises(Malformed):
        read_certificate(doubled)
    algorithm = h.city.key.signature_algorithm
    with pytest.raises(Malformed):
        read_certificate(h.holder().encoded.replace(algorithm, algorithm[:-1] + b"\x7f", 1))


def test_every_cut_and_every_altered_byte_is_malformed_or_another_certificate(h):
    whole = h.holder().encoded
    for size in range(0, len(whole), 7):
        with pytest.raises(Malformed):
            read_certificate(whole[:size])
    for at in range(0, len(whole), 5):
        altered = whole[:at] + bytes((whole[at] ^ 0x15,)) + whole[at + 1 :]
        with contextlib.suppress(CryptoFault):
            assert not read_certificate(altered).is_issued_by(h.city.certificate)


@pytest.mark.parametrize(
    "hostile", [b"", b"\x30\x80", b"\x30" * 60_000, b"\x30\x84\xff\xff\xff\xff", b"\0" * (1 << 21)]
)
def test_hostile_bytes_are_malformed_at_once(hostile):
    for read in (read_certificate, check_csr):
        with pytest.raises(Malformed):
            read(hostile)


def test_deeply_nested_names_are_malformed(h):
    nested = b""
    for _ in range(3000):
        nested = der.sequence(nested)
    with pytest.raises(Malformed):
        read_certificate(h.holder().encoded.replace(subject().encoded, nested[:200]))


def test_a_certificate_is_valid_from_its_first_to_its_last_second(h):
    found = h.holder().certificate
    second = timedelta(seconds=1)
    assert found.is_valid_at(found.not_before)
    assert found.is_valid_at(found.not_after)
    assert not found.is_valid_at(found.not_before - second)
    assert not found.is_valid_at(found.not_after + second)
