"""Requests for timestamps: the digest of what is to be stamped, never the thing itself (RFC 3161 2.4.1)."""

from dataclasses import dataclass
from typing import NamedTuple

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed
from mingtang.lib.crypto.keys import DIGESTS

MOST_BYTES = 4096
_MOST_NONCE_BITS = 512
_EXTENSIONS = 0xA0


_SIZE = 32  # bytes, of both


class Imprint(NamedTuple):
    """A digest of something: by which algorithm (dotted identifier), and its bytes."""

    digest: str
    value: bytes

    @classmethod
    def of(cls, data: bytes, digest: str = oids.SM3) -> "Imprint":
        """The imprint of `data` by SM3 or SHA-256."""
        return cls(digest, DIGESTS[digest](data))

    def encoded(self) -> bytes:
        """MessageImprint, DER."""
        return der.sequence(der.sequence(der.oid(self.digest)), der.octet_string(self.value))


@dataclass(frozen=True, slots=True)
class TimestampRequest:
    """What is asked. `encoded_imprint` goes into the token as it came."""

    imprint: Imprint
    encoded_imprint: bytes
    policy: str | None
    nonce: int | None
    wants_certificate: bool
    has_extensions: bool

    @property
    def is_by_known_digest(self) -> bool:
        """Whether we stamp digests of this kind."""
        return self.imprint.digest in DIGESTS and len(self.imprint.value) == _SIZE


def make_timestamp_request(
    imprint: Imprint, *, nonce: int | None = None, policy: str | None = None, wants_certificate: bool = True
) -> bytes:
    """TimeStampReq, DER."""
    return der.sequence(
        der.integer(1),
        imprint.encoded(),
        der.oid(policy) if policy else b"",
        der.integer(nonce) if nonce is not None else b"",
        der.boolean(True) if wants_certificate else b"",
    )


def read_timestamp_request(encoded: bytes) -> TimestampRequest:
    """TimeStampReq of DER of at most 4 KiB. Raises Malformed."""
    fields = der.Fields.of(encoded, most=MOST_BYTES)
    if der.unsigned_of(fields.take()) != 1:
        raise Malformed("a request for a timestamp is not of version 1")
    imprint, policy = fields.take(tags.SEQUENCE), fields.maybe(tags.OBJECT_IDENTIFIER)
    nonce, certificate = fields.maybe(tags.INTEGER), fields.maybe(tags.BOOLEAN)
    extensions = fields.maybe(_EXTENSIONS)
    fields.end()
    return TimestampRequest(
        read_imprint(imprint),
        imprint.whole,
        der.object_identifier_of(policy) if policy else None,
        read_nonce(nonce),
        certificate is not None and der.boolean_of(certificate),
        extensions is not None,
    )


def read_imprint(value: der.Value) -> Imprint:
    """MessageImprint. Raises Malformed."""
    algorithm, digest = der.sequence_of(value.whole, 2)
    return Imprint(der.object_identifier_of(der.Fields(algorithm).take()), der.octets_of(digest))


def read_nonce(value: der.Value | None) -> int | None:
    """A number of at most 512 bits, or none. Raises Malformed."""
    if value is None:
        return None
    nonce = der.unsigned_of(value)
    if nonce.bit_length() > _MOST_NONCE_BITS:
        raise Malformed("a nonce is too long")
    return nonce
