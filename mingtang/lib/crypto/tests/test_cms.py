"""Signed messages of both families."""

import pytest

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.cms import Family, attribute, read_cms, sign_cms, verify_cms
from mingtang.lib.crypto.faults import CryptoFault, IssueRefused, Malformed, NotTrusted
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.tests.hierarchy import NOW, hierarchy

CONTENT = "关于同意设立的批复".encode()


@pytest.fixture(params=list(KeyKind), ids=str)
def h(request):
    return hierarchy(request.param)


def signed(h, content=CONTENT, **options):
    organ = h.holder()
    return sign_cms(organ.key, organ.certificate, content, **options)


@pytest.mark.parametrize("family", [None, *Family])
@pytest.mark.parametrize("detached", [False, True])
def test_what_is_signed_verifies(h, family, detached):
    encoded = signed(h, family=family, detached=detached, signed_at=NOW, chain=[h.city.certificate])
    message, (signer,) = verify_cms(encoded, CONTENT if detached else None)
    assert signer.certificate == h.holder().certificate
    assert signer.signed_at == NOW
    assert message.content == (None if detached else CONTENT)
    assert h.city.certificate in message.certificates
    assert message.family is (family or Family.usual_of(h.kind))
    assert message.content_type == message.family.data


def test_national_messages_bear_national_identifiers_only():
    encoded = signed(hierarchy(KeyKind.SM2))
    for oid in (oids.GM_SIGNED_DATA, oids.GM_DATA, oids.SM2_SIGNING, oids.SM3):
        assert der.oid(oid) in encoded
    assert der.oid(oids.SIGNED_DATA) not in encoded
    assert der.oid(oids.DATA) not in encoded


def test_large_contents_pass(h):
    content = bytes(3 << 20)
    assert verify_cms(signed(h, content))[0].content == content


def test_another_content_is_not_believed(h):
    with pytest.raises(NotTrusted, match="another content"):
        verify_cms(signed(h, detached=True), CONTENT + b".")
    with pytest.raises(NotTrusted, match="another content"):
        verify_cms(signed(h).replace(CONTENT, CONTENT[::-1]))
    for encoded, given in [(signed(h), CONTENT), (signed(h, detached=True), None)]:
        with pytest.raises(NotTrusted, match="missing, or given twice"):
            verify_cms(encoded, given)


def test_the_kind_of_content_is_signed_too(h):
    """Otherwise a document that looks like a timestamp could be turned into one."""
    encoded = signed(h, family=Family.INTERNATIONAL)
    content_type = der.oid(oids.DATA) + der.explicit(0, der.octet_string(CONTENT))
    with pytest.raises(CryptoFault):
        verify_cms(
            encoded.replace(
                content_type, content_type.replace(der.oid(oids.DATA), b"\x06\x09*\x86H\x86\xf7\r\x01\x07\x05")
            )
        )


def test_altered_messages_are_malformed_or_not_believed():
    h = hierarchy(KeyKind.ECDSA_P256)
    whole = signed(h, signed_at=NOW)
    certificate = whole.index(h.holder().encoded)
    for at in range(0, len(whole), 3):
        if certificate <= at < certificate + len(h.holder().encoded):
            continue  # whose alteration the path finds: nothing here depends on its signature
        altered = whole[:at] + bytes((whole[at] ^ 0x15,)) + whole[at + 1 :]
        if _says_the_same(whole, altered):
            continue
        with pytest.raises(CryptoFault):
            verify_cms(altered)
    for size in range(0, len(whole), 11):
        with pytest.raises(Malformed):
            read_cms(whole[:size])


def _says_the_same(whole, altered) -> bool:
    """Versions and the announced digests are not signed, and nothing is concluded from them."""
    try:
        one, other = read_cms(whole), read_cms(altered)
    except CryptoFault:
        return False
    return one == other


def test_a_signer_without_certificate_or_with_foreign_algorithms_is_not_believed(h):
    encoded = signed(h, family=Family.INTERNATIONAL)
    serial = der.integer(h.holder().certificate.serial)
    assert encoded.count(serial) == 2  # in the certificate, then beside the signature
    with pytest.raises(NotTrusted, match="not shown"):
        verify_cms(encoded.replace(serial, serial[:-1] + bytes((serial[-1] ^ 1,)), 1))
    with pytest.raises(NotTrusted, match="algorithms"):
        verify_cms(encoded.replace(h.kind.digest_algorithm, h.kind.digest_algorithm[:-1] + b"\x7e"))


def test_special_content_without_attributes_is_not_believed(h):
    encoded = signed(h, family=Family.INTERNATIONAL, content_type=oids.TST_INFO)
    info = read_cms(encoded).signers[0]
    lengths = info.attributes.whole
    bare = _without(encoded, lengths)
    with pytest.raises(NotTrusted, match="no attributes"):
        verify_cms(bare)


def _without(encoded, part):
    """The message with `part` taken out of its signer."""
    whole = der.Fields.of(encoded, most=1 << 20)
    kind, signed_data = whole.take(), der.Fields(whole.explicit(0)).rest()
    (signer,) = der.Fields(signed_data[-1], 0x31).rest()
    left = [each.whole for each in der.Fields(signer).rest() if each.whole != part]
    before = [each.whole for each in signed_data[:-1]]
    return der.sequence(kind.whole, der.explicit(0, der.sequence(*before, der.set_of(der.sequence(*left)))))


def test_doubled_attributes_are_malformed(h):
    with pytest.raises(Malformed, match="twice"):
        verify_cms(signed(h, attributes=[attribute(oids.CONTENT_TYPE, der.oid(oids.DATA))]))


def test_keys_sign_under_their_own_certificate_only(h):
    with pytest.raises(IssueRefused):
        sign_cms(h.holder().key, h.city.certificate, CONTENT)


@pytest.mark.parametrize(
    "hostile", [b"", b"\x30\x80", b"\x30" * 60_000, b"\xa0" * 60_000, der.sequence(der.oid("1.2.3"))]
)
def test_hostile_bytes_are_malformed(hostile):
    with pytest.raises(Malformed):
        read_cms(hostile)
