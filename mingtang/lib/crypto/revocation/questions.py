"""Questions to OCSP responders: about which certificates, with which nonce (RFC 6960 4.1, RFC 9654)."""

import base64
import binascii
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates.extensions import extension
from mingtang.lib.crypto.certificates.reading import Certificate, read_extensions
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed
from mingtang.lib.crypto.keys import NAMING_DIGESTS

MOST_BYTES = 16 * 1024
MOST_CERTIFICATES = 64
_LONGEST_NONCE = 128
_REQUESTOR, _REQUEST_EXTENSIONS = 1, 2


@dataclass(frozen=True, slots=True)
class CertificateId:
    """A certificate as a question names it: by digests of its issuer's name and key, and its serial number."""

    digest: str
    issuer_name: bytes
    issuer_key: bytes
    serial: int
    encoded: bytes

    def is_of(self, authority: Certificate) -> bool:
        """Whether `authority` is the issuer meant. A digest we do not know means nobody."""
        return (self.issuer_name, self.issuer_key) == _issuer_digests(
            self.digest, authority.subject.encoded, authority.spki
        )


@lru_cache(maxsize=1024)
def _issuer_digests(digest: str, name: bytes, spki: bytes) -> tuple[bytes, bytes] | None:
    if digest not in NAMING_DIGESTS:
        return None
    bits = der.bits_of(der.sequence_of(spki, 2)[1])
    return NAMING_DIGESTS[digest](name), NAMING_DIGESTS[digest](bits)


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. `nonce` is its whole extension, to be echoed as it came."""

    certificates: tuple[CertificateId, ...]
    nonce: bytes | None


def read_question(encoded: bytes) -> Question:
    """OCSPRequest, DER as it was posted, of at most 16 KiB and 64 certificates; a signature is passed over.

    Raises Malformed, also for critical extensions that are not understood.
    """
    fields = der.Fields(der.Fields.of(encoded, most=MOST_BYTES).take(tags.SEQUENCE))
    if (version := fields.explicit(0)) and der.unsigned_of(version) != 0:
        raise Malformed("a question is not of version 1")
    fields.explicit(_REQUESTOR)
    asked = der.Fields(fields.take()).rest()
    nonce = _nonce(fields.explicit(_REQUEST_EXTENSIONS))
    fields.end()
    if not 1 <= len(asked) <= MOST_CERTIFICATES:
        raise Malformed(f"a question is about 1 to {MOST_CERTIFICATES} certificates")
    return Question(tuple(read_certificate_id(der.Fields(each).take()) for each in asked), nonce)


def question_in_path(text: str) -> bytes:
    """OCSPRequest, DER, of what follows the address in a GET: Base64, percent-encoded (RFC 6960 A.1). Raises Malformed."""
    if len(text) > 4 * MOST_BYTES:
        raise Malformed("a question is too long")
    try:
        return base64.b64decode(unquote_to_bytes(text), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("a question is no Base64") from None


def make_question(certificate: Certificate, authority: Certificate, nonce: bytes | None = None) -> bytes:
    """OCSPRequest, DER, about a certificate of `authority`; by SHA-1, which every responder understands."""
    digests = _issuer_digests(oids.SHA1, authority.subject.encoded, authority.spki) or ()
    algorithm = der.sequence(der.oid(oids.SHA1), der.NULL)
    about = der.sequence(algorithm, *map(der.octet_string, digests), der.integer(certificate.serial))
    told = der.explicit(_REQUEST_EXTENSIONS, der.sequence(nonce_extension(nonce))) if nonce else b""
    return der.sequence(der.sequence(der.sequence(der.sequence(about)), told))


def nonce_extension(nonce: bytes) -> bytes:
    """Extension, DER, of the nonce that an asker drew."""
    return extension(oids.OCSP_NONCE, der.octet_string(nonce))


def read_certificate_id(value: der.Value) -> CertificateId:
    """CertID. Raises Malformed."""
    fields = der.Fields(value)
    digest = der.object_identifier_of(der.Fields(fields.take()).take())
    name, key, serial = der.octets_of(fields.take()), der.octets_of(fields.take()), der.unsigned_of(fields.take())
    fields.end()
    return CertificateId(digest, name, key, serial, value.whole)


def _nonce(value: der.Value | None) -> bytes | None:
    found = None
    for told in read_extensions(value):
        if told.oid == oids.OCSP_NONCE:
            if not 1 <= len(told.inside) <= _LONGEST_NONCE + 3:
                raise Malformed("a nonce is empty or too long")
            found = extension(oids.OCSP_NONCE, told.inside, critical=told.critical)
        elif told.critical:
            raise Malformed("a question has a critical extension that is not understood")
    return found
