"""Requests for certificates, PKCS#10 (RFC 2986, GM/T 0092): the holder of a key asks, and proves to have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates.extensions import extension
from mingtang.lib.crypto.certificates.names import (
    AlternativeName,
    Name,
    alternative_names,
    read_alternative_names,
    read_name,
)
from mingtang.lib.crypto.certificates.reading import read_extensions
from mingtang.lib.crypto.certificates.signed import read_signed, signed
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed, NotTrusted
from mingtang.lib.crypto.keys import KeyKind, SigningKey, require_public_key

MOST_BYTES = 16 * 1024
_ATTRIBUTES = 0xA0


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """What is asked for. The name is a wish: what is certified is what was examined."""

    subject: Name
    spki: bytes
    kind: KeyKind
    alternative_names: tuple[AlternativeName, ...]


def make_csr(key: SigningKey, subject: Name, names: Sequence[AlternativeName] = ()) -> bytes:
    """CertificationRequest, DER. Raises IssueRefused for a bad name, EngineFailed."""
    content = der.sequence(der.integer(0), subject.encoded, key.spki, der.context(0, *_asked(names), constructed=True))
    return signed(content, key)


def _asked(names: Sequence[AlternativeName]) -> list[bytes]:
    if not names:
        return []
    wish = der.sequence(extension(oids.SUBJECT_ALTERNATIVE_NAME, alternative_names(names)))
    return [der.sequence(der.oid(oids.EXTENSION_REQUEST), der.set_of(wish))]


def check_csr(encoded: bytes) -> CertificateRequest:
    """The request of DER of at most 16 KiB, after its key was accepted and its signature verified.

    Raises Malformed, KeyRefused, or NotTrusted if it does not prove the possession of the private key.
    """
    whole = der.Fields.of(encoded, most=MOST_BYTES)
    frame = read_signed(whole)
    whole.end()
    fields = der.Fields(frame.content)
    if der.unsigned_of(fields.take(tags.INTEGER)) != 0:
        raise Malformed("a request is not of version 1")
    subject, spki, attributes = (
        read_name(fields.take(tags.SEQUENCE)),
        fields.take(tags.SEQUENCE).whole,
        fields.maybe(_ATTRIBUTES),
    )
    fields.end()
    kind = require_public_key(spki)
    if not frame.is_by(spki):
        raise NotTrusted("the request is not signed with the key it asks to certify")
    return CertificateRequest(subject, spki, kind, _names_asked_for(attributes))


def _names_asked_for(attributes: der.Value | None) -> tuple[AlternativeName, ...]:
    for attribute in der.children(attributes) if attributes else ():
        fields = der.Fields(attribute)
        if der.object_identifier_of(fields.take(tags.OBJECT_IDENTIFIER)) == oids.EXTENSION_REQUEST:
            wishes = read_extensions(der.one_value(fields.take(tags.SET).body))
            return _names_in({wish.oid: wish.inside for wish in wishes})
    return ()


def _names_in(wishes: dict[str, bytes]) -> tuple[AlternativeName, ...]:
    inside = wishes.get(oids.SUBJECT_ALTERNATIVE_NAME)
    return read_alternative_names(inside) if inside else ()
