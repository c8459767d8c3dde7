"""PrivateKeyInfo and SubjectPublicKeyInfo: an algorithm, and bytes that mean something to it (RFC 5208, RFC 5280)."""

from functools import lru_cache

from mingtang.lib.crypto import der
from mingtang.lib.crypto.faults import KeyRefused
from mingtang.lib.crypto.keys.kinds import KIND_OF_ALGORITHM, KeyKind


def public_key_info(kind: KeyKind, bits: bytes) -> bytes:
    """SubjectPublicKeyInfo, DER."""
    return der.sequence(kind.key_algorithm, der.bit_string(bits))


@lru_cache(maxsize=1024)  # the same few authorities are asked for again and again
def read_public_key_info(spki: bytes) -> tuple[KeyKind, bytes]:
    """Kind and bits of SubjectPublicKeyInfo. Raises Malformed; KeyRefused for a kind we do not use."""
    algorithm, bits = der.sequence_of(spki, 2)
    return _kind_of(algorithm), der.bits_of(bits)


def private_key_info(kind: KeyKind, inside: bytes) -> bytes:
    """PrivateKeyInfo, DER, in clear."""
    return der.sequence(der.integer(0), kind.key_algorithm, der.octet_string(inside))


def read_private_key_info(pkcs8: bytes) -> tuple[KeyKind, bytes]:
    """Kind and inside of PrivateKeyInfo; attributes and a public half (RFC 5958) are passed over. Raises as above."""
    version, algorithm, inside, *_ = der.sequence_of(pkcs8, 3, 4, 5)
    if der.unsigned_of(version) > 1:
        raise KeyRefused("a private key of an unknown version")
    return _kind_of(algorithm), der.octets_of(inside)


def _kind_of(algorithm: der.Value) -> KeyKind:
    if algorithm.whole not in KIND_OF_ALGORITHM:
        raise KeyRefused("a key of another algorithm, or on another curve, than SM2, P-256 and RSA")
    return KIND_OF_ALGORITHM[algorithm.whole]
