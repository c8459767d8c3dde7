"""What a seal says, and what a signature made with one says, whatever version they are written in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from mingtang.lib.crypto import der
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.keys import kind_of, verify
from mingtang.lib.digests import sm3

_DIGESTS: tuple[Callable[[bytes], bytes], ...] = (sm3, lambda encoded: sha256(encoded).digest())


@dataclass(frozen=True, slots=True)
class Picture:
    """What the seal looks like: `format` as the standard names it (PNG, OFD, …), size in millimetres."""

    format: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Signed:
    """Bytes, and the signature of the holder of `certificate` over them. `algorithm` is a dotted identifier."""

    content: bytes
    certificate: Certificate
    algorithm: str
    signature: bytes

    @property
    def is_genuine(self) -> bool:
        """Whether the key of the certificate made the signature. Raises Malformed or KeyRefused for a bad key."""
        spki = self.certificate.spki
        return self.algorithm == algorithm_of(spki) and verify(spki, self.signature, self.content)


def algorithm_of(spki: bytes) -> str:
    """The identifier of signatures by keys like this one. Raises Malformed or KeyRefused."""
    algorithm = der.Fields.of(kind_of(spki).signature_algorithm, most=64)
    return der.object_identifier_of(algorithm.take())


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal. `signers` are certificates (DER) that may sign with it, or, if `signers_are_digests`, digests of them.

    `kind` is a number that each seal system gives its own meaning; `number` is unique in the system of its `vendor`.
    """

    encoded: bytes
    version: int
    vendor: str
    number: str
    kind: int
    name: str
    signers: tuple[bytes, ...]
    signers_are_digests: bool
    created_at: datetime
    begin: datetime
    end: datetime
    picture: Picture
    made: Signed
    timestamp: bytes | None = None

    @property
    def maker(self) -> Certificate:
        """The certificate of who made the seal."""
        return self.made.certificate

    def may_be_used_by(self, certificate: Certificate) -> bool:
        """Whether its list of signers names `certificate`."""
        if not self.signers_are_digests:
            return certificate.encoded in self.signers
        return any(digest(certificate.encoded) in self.signers for digest in _DIGESTS)

    def is_valid_at(self, moment: datetime) -> bool:
        """Whether `moment` lies in its term, both ends included."""
        return self.begin <= moment <= self.end


@dataclass(frozen=True, slots=True)
class SealSignature:
    """A signature made with a seal: `digest` is that of the sealed data, `place` says what they are, `said_at` when.

    `timestamp` (token, DER) is over the value of the signature.
    """

    version: int
    seal: Seal
    said_at: datetime
    digest: bytes
    place: str
    signed: Signed
    timestamp: bytes | None = None

    @property
    def signer(self) -> Certificate:
        """The certificate of who signed."""
        return self.signed.certificate
