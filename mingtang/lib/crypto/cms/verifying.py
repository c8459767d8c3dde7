"""Reading and verifying signed messages of both families. Whether signers are trusted is judged elsewhere: `validation`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import Certificate, read_certificate
from mingtang.lib.crypto.cms.families import Family, family_of, understood
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Altered, Malformed, NotTrusted, NotUnderstood
from mingtang.lib.crypto.keys import KeyKind, kind_of, verify

MOST_BYTES = 64 << 20
MOST_SIGNERS, MOST_CERTIFICATES, MOST_ATTRIBUTES = 16, 64, 64
_CERTIFICATES, _LISTS, _ATTRIBUTES, _UNSIGNED, _BY_KEY = 0xA0, 0xA1, 0xA0, 0xA1, 0x80
_DIGESTS = {
    kind: {kind.digest_algorithm, der.sequence(kind.digest_algorithm[2:], der.NULL)} for kind in KeyKind
}  # older products write NULL


@dataclass(frozen=True, slots=True)
class _SignerInfo:
    issuer_and_serial: bytes | None
    key_identifier: bytes | None
    digest_algorithm: bytes
    attributes: der.Value | None
    signature_algorithm: bytes
    signature: bytes
    unsigned: der.Value | None


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A message as it was read; nothing is verified yet. `content` is None if it lies elsewhere."""

    family: Family
    content_type: str
    content: bytes | None
    certificates: tuple[Certificate, ...]
    signers: tuple[_SignerInfo, ...]


@dataclass(frozen=True, slots=True)
class VerifiedSigner:
    """Who signed, and with which attributes; `unsigned` were added later by anybody, such as a timestamp."""

    certificate: Certificate
    attributes: dict[str, bytes]
    unsigned: dict[str, bytes]

    @property
    def signed_at(self) -> datetime | None:
        """When, as the signer says. Raises Malformed."""
        stated = self.attributes.get(oids.SIGNING_TIME)
        return der.moment_of(der.one_value(stated)) if stated else None


def read_cms(encoded: bytes) -> SignedMessage:
    """The message of ContentInfo in DER (not BER) of at most 64 MiB. Raises Malformed."""
    whole = der.Fields.of(encoded, most=MOST_BYTES)
    family, inside = family_of(der.object_identifier_of(whole.take())), whole.explicit(0)
    whole.end()
    if family is None or inside is None:
        raise Malformed("the message is not a signed one")
    fields = der.Fields(inside)
    fields.take(tags.INTEGER)
    fields.take(tags.SET)
    content_type, content = _content(fields.take())
    certificates = _certificates(fields.maybe(_CERTIFICATES))
    fields.maybe(_LISTS)
    signers = der.Fields(fields.take(tags.SET), tags.SET).rest()
    fields.end()
    if not 1 <= len(signers) <= MOST_SIGNERS:
        raise Malformed(f"a message has 1 to {MOST_SIGNERS} signers")
    return SignedMessage(family, content_type, content, certificates, tuple(map(_signer_info, signers)))


def _content(value: der.Value) -> tuple[str, bytes | None]:
    fields = der.Fields(value)
    content_type, content = der.object_identifier_of(fields.take()), fields.explicit(0)
    fields.end()
    return content_type, None if content is None else der.octets_of(content)


def _certificates(value: der.Value | None) -> tuple[Certificate, ...]:
    shown = list(der.children(value)) if value else []
    if len(shown) > MOST_CERTIFICATES:
        raise Malformed("a message shows too many certificates")
    return tuple(read_certificate(each.whole) for each in shown)


def _signer_info(value: der.Value) -> _SignerInfo:
    fields = der.Fields(value)
    fields.take(tags.INTEGER)
    by_key = fields.maybe(_BY_KEY)
    by_issuer = None if by_key else fields.take(tags.SEQUENCE)
    digest_algorithm, attributes = fields.take(tags.SEQUENCE).whole, fields.maybe(_ATTRIBUTES)
    algorithm, signature = fields.take(tags.SEQUENCE).whole, der.octets_of(fields.take())
    unsigned = fields.maybe(_UNSIGNED)
    fields.end()
    issuer, key = by_issuer.whole if by_issuer else None, by_key.body if by_key else None
    return _SignerInfo(issuer, key, digest_algorithm, attributes, algorithm, signature, unsigned)


def verify_cms(
    encoded: bytes, content: bytes | None = None, *, known: Sequence[Certificate] = ()
) -> tuple[SignedMessage, tuple[VerifiedSigner, ...]]:
    """A message (ContentInfo, DER) and all its signers, after each signature was verified.

    `content` is given if and only if the message does not carry it; `known` are certificates of signers it may not
    show. Raises Malformed, KeyRefused, NotTrusted.
    """
    message = read_cms(encoded)
    if (content is None) == (message.content is None):
        raise NotTrusted("the content is missing, or given twice")
    about = message.content if content is None else content
    assert about is not None
    certificates = (*message.certificates, *known)
    return message, tuple(_verified(each, message.content_type, about, certificates) for each in message.signers)


def _verified(
    signer: _SignerInfo, content_type: str, content: bytes, certificates: Sequence[Certificate]
) -> VerifiedSigner:
    certificate = next((each for each in certificates if _is_named(signer, each)), None)
    if certificate is None:
        raise NotTrusted("the certificate of a signer is not shown")
    kind = kind_of(certificate.spki)
    if signer.signature_algorithm not in understood(kind) or signer.digest_algorithm not in _DIGESTS[kind]:
        raise NotUnderstood("a signer used algorithms that are not verified here")
    attributes = _attributes(signer.attributes)
    if signer.attributes is None:
        _require_plain(content_type)
    else:
        _require_about(attributes, content_type, kind.digest_of(content))
    signed = content if signer.attributes is None else bytes((tags.SET,)) + signer.attributes.whole[1:]
    if not verify(certificate.spki, signer.signature, signed):
        raise NotTrusted("a signature is not that of its signer over this content")
    return VerifiedSigner(certificate, attributes, _attributes(signer.unsigned))


def _is_named(signer: _SignerInfo, certificate: Certificate) -> bool:
    if signer.key_identifier is not None:
        return signer.key_identifier == certificate.key_identifier
    return signer.issuer_and_serial == der.sequence(certificate.issuer.encoded, der.integer(certificate.serial))


def _attributes(value: der.Value | None) -> dict[str, bytes]:
    """The only value of each attribute, DER."""
    given = [der.Fields(each) for each in der.children(value)] if value else []
    found = {der.object_identifier_of(each.take()): der.Fields(each.take(), tags.SET).rest() for each in given}
    if len(found) < len(given) or len(given) > MOST_ATTRIBUTES:
        raise Malformed("an attribute comes twice, or there are too many")
    return {oid: values[0].whole for oid, values in found.items() if len(values) == 1}


def _require_plain(content_type: str) -> None:
    """Without attributes nothing says what kind of content was signed: then it is data, or SM2 of GB/T 35275."""
    if content_type not in (oids.DATA, oids.GM_DATA):
        raise NotTrusted("a signer of special content signed no attributes")


def _require_about(attributes: dict[str, bytes], content_type: str, expected: bytes) -> None:
    if attributes.get(oids.CONTENT_TYPE) != der.oid(content_type):
        raise NotTrusted("a signer signed another kind of content")
    if attributes.get(oids.MESSAGE_DIGEST) != der.octet_string(expected):
        raise Altered("a signer signed another content")
