"""SM2Cipher: SEQUENCE of x, y (C1), digest (C3), encrypted text (C2), as DER (GM/T 0009-2012 7.2)."""

from dataclasses import dataclass

from mingtang.lib.crypto import der
from mingtang.lib.crypto.engine.parameters import SIZE, P
from mingtang.lib.crypto.engine.port import MOST_PLAINTEXT
from mingtang.lib.crypto.faults import Malformed


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """The four parts; x and y are below p, whether they are on the curve is not asked."""

    x: int
    y: int
    digest: bytes
    text: bytes

    def dump(self) -> bytes:
        """DER."""
        return der.sequence(
            der.integer(self.x), der.integer(self.y), der.octet_string(self.digest), der.octet_string(self.text)
        )

    @classmethod
    def load(cls, data: bytes) -> "Ciphertext":
        """The parts of strict DER. Raises Malformed, also for an empty text and for one above 65536 bytes."""
        x, y, digest, text = der.sequence_of(data, 4)
        parts = cls(der.unsigned_of(x), der.unsigned_of(y), der.octets_of(digest), der.octets_of(text))
        if parts.x >= P or parts.y >= P or len(parts.digest) != SIZE or not 0 < len(parts.text) <= MOST_PLAINTEXT:
            raise Malformed("a part of the SM2 ciphertext has an impossible size")
        return parts


def checked_plaintext(plaintext: bytes) -> bytes:
    """`plaintext` itself. Raises Malformed unless it has 1 to 65536 bytes."""
    if not 0 < len(plaintext) <= MOST_PLAINTEXT:
        raise Malformed("SM2 encrypts 1 to 65536 bytes")
    return plaintext
