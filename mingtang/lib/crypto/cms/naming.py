"""The signed attribute by which a signature names the certificate it is made for, so that no other can take its place."""

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.keys import DIGESTS, KeyKind

MOST_BYTES = 64 * 1024


def certificate_id(certificate: Certificate, kind: KeyKind) -> bytes:
    """SigningCertificateV2, DER (RFC 5035): SHA-256 is not named, SM3 is."""
    algorithm = kind.digest_algorithm if kind is KeyKind.SM2 else b""
    one = der.sequence(algorithm, der.octet_string(kind.digest_of(certificate.encoded)))
    return der.sequence(der.sequence(one))


def is_named_by(certificate: Certificate, signing_certificate: bytes) -> bool:
    """Whether SigningCertificateV2 (DER) is about `certificate`, by SM3 or SHA-256. Raises Malformed."""
    first = der.Fields(der.Fields(der.Fields.of(signing_certificate, most=MOST_BYTES).take()).take())
    algorithm = first.maybe(tags.SEQUENCE)
    named = der.object_identifier_of(der.Fields(algorithm).take()) if algorithm else oids.SHA256
    return named in DIGESTS and der.octets_of(first.take()) == DIGESTS[named](certificate.encoded)
