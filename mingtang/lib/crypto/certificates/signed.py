"""The frame of everything X.509 signs: what is signed, how, and the signature (RFC 5280 4.1.1)."""

from dataclasses import dataclass

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.keys import KeyKind, SigningKey, kind_of, verify

_WITH_NULL = {kind: der.sequence(oid, der.NULL) for kind, oid in [(KeyKind.SM2, der.oid(oids.SM2_WITH_SM3))]}


def signed(content: bytes, key: SigningKey) -> bytes:
    """`content` (DER) with the signature of `key` over it. Raises EngineFailed."""
    return der.sequence(content, key.signature_algorithm, der.bit_string(key.sign(content)))


@dataclass(frozen=True, slots=True)
class Signed:
    """What was read from such a frame; nothing is verified yet."""

    content: der.Value
    algorithm: bytes
    signature: bytes

    def is_by(self, spki: bytes) -> bool:
        """Whether the holder of the key `spki` (SubjectPublicKeyInfo, DER) signed it. Raises Malformed or KeyRefused."""
        return signature_is_by(spki, self.algorithm, self.signature, self.content.whole)


def read_signed(fields: der.Fields) -> Signed:
    """The next three of `fields` as a frame. Raises Malformed."""
    content, algorithm, signature = fields.take(tags.SEQUENCE), fields.take(tags.SEQUENCE), fields.take(tags.BIT_STRING)
    return Signed(content, algorithm.whole, der.bits_of(signature))


def signature_is_by(spki: bytes, algorithm: bytes, signature: bytes, content: bytes) -> bool:
    """The same with its parts; `algorithm` (AlgorithmIdentifier, DER) must be the one that keys of this kind sign with.

    Some domestic products write NULL where SM2 has no parameters: that is accepted.
    """
    kind = kind_of(spki)
    return algorithm in (kind.signature_algorithm, _WITH_NULL.get(kind)) and verify(spki, signature, content)
