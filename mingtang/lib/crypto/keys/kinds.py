"""The three kinds of key, and the algorithms each is used with."""

from enum import StrEnum

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.keys.digests import DIGESTS


class KeyKind(StrEnum):
    """National, and two international kinds. Signatures of each are made in one way only."""

    SM2 = "sm2"
    ECDSA_P256 = "ecdsa-p256"
    RSA = "rsa"

    @property
    def label(self) -> str:
        """As people write it."""
        return {KeyKind.SM2: "SM2", KeyKind.ECDSA_P256: "ECDSA P-256", KeyKind.RSA: "RSA"}[self]

    @property
    def digest(self) -> str:
        """Name of the digest that is signed, for `hashlib` and asn1crypto."""
        return "sm3" if self is KeyKind.SM2 else "sha256"

    def digest_of(self, content: bytes) -> bytes:
        """That digest of `content`, 32 bytes."""
        return DIGESTS[self._digest_identifier](content)

    @property
    def _digest_identifier(self) -> str:
        return oids.SM3 if self is KeyKind.SM2 else oids.SHA256

    @property
    def digest_algorithm(self) -> bytes:
        """AlgorithmIdentifier of that digest, DER."""
        return der.sequence(der.oid(self._digest_identifier))

    @property
    def signature_algorithm(self) -> bytes:
        """AlgorithmIdentifier of signatures, DER: without parameters (GM/T 0015, RFC 5758), for RSA with NULL (RFC 4055)."""
        return _SIGNATURES[self]

    @property
    def key_algorithm(self) -> bytes:
        """AlgorithmIdentifier of the keys themselves, DER."""
        return _KEYS[self]


_SIGNATURES = {
    KeyKind.SM2: der.sequence(der.oid(oids.SM2_WITH_SM3)),
    KeyKind.ECDSA_P256: der.sequence(der.oid(oids.ECDSA_WITH_SHA256)),
    KeyKind.RSA: der.sequence(der.oid(oids.RSA_WITH_SHA256), der.NULL),
}
_KEYS = {
    KeyKind.SM2: der.sequence(der.oid(oids.EC_PUBLIC_KEY), der.oid(oids.SM2_CURVE)),
    KeyKind.ECDSA_P256: der.sequence(der.oid(oids.EC_PUBLIC_KEY), der.oid(oids.P256_CURVE)),
    KeyKind.RSA: der.sequence(der.oid(oids.RSA_ENCRYPTION), der.NULL),
}
KIND_OF_ALGORITHM = {algorithm: kind for kind, algorithm in _KEYS.items()}
