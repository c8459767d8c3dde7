"""What is done with keys of any kind: make, verify, encrypt."""

from collections.abc import Callable

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.engine import DEFAULT_ID
from mingtang.lib.crypto.faults import KeyRefused
from mingtang.lib.crypto.keys import international
from mingtang.lib.crypto.keys.digests import NAMING_DIGESTS
from mingtang.lib.crypto.keys.information import read_public_key_info
from mingtang.lib.crypto.keys.kinds import KeyKind
from mingtang.lib.crypto.keys.protocols import PrivateKey
from mingtang.lib.crypto.keys.sm2 import Sm2Key, sm2_public_key


def generate_key(kind: KeyKind) -> PrivateKey:
    """A new key; RSA with 3072 bits. Raises EngineUnavailable for SM2 where only plain Python computes it."""
    return _GENERATORS[kind]()


_GENERATORS: dict[KeyKind, Callable[[], PrivateKey]] = {
    KeyKind.SM2: Sm2Key.generate,
    KeyKind.ECDSA_P256: international.EcdsaKey.generate,
    KeyKind.RSA: international.RsaKey.generate,
}


def kind_of(spki: bytes) -> KeyKind:
    """The kind of a SubjectPublicKeyInfo (DER). Raises Malformed or KeyRefused; whether the key is good is not asked."""
    return read_public_key_info(spki)[0]


def require_public_key(spki: bytes) -> KeyKind:
    """The kind of a key that may be certified: of a kind we use, on its curve, long enough. Raises Malformed or KeyRefused."""
    kind, bits = read_public_key_info(spki)
    if kind is KeyKind.SM2:
        sm2_public_key(bits)
    else:
        international.international_public_key(spki)
    return kind


def key_identifier(spki: bytes) -> bytes:
    """20 bytes by which certificates name a key: SHA-1 over its bits (RFC 5280 4.2.1.2, method 1). Raises as `kind_of`."""
    return NAMING_DIGESTS[oids.SHA1](read_public_key_info(spki)[1])


def verify(spki: bytes, signature: bytes, data: bytes, *, user_id: bytes = DEFAULT_ID) -> bool:
    """Whether `signature` over `data` was made by the holder of the key `spki` (SubjectPublicKeyInfo, DER).

    Signatures are those of `SigningKey.sign`; malformed ones verify nothing. `user_id` counts for SM2 only. The
    digest follows from the kind: SM3 with Z, or SHA-256. Raises Malformed or KeyRefused for a bad key.
    """
    kind, bits = read_public_key_info(spki)
    if kind is KeyKind.SM2:
        return sm2_public_key(bits).verify(signature, data, user_id=user_id)
    return international.verifies(spki, signature, data)


def verify_sm2_digest(spki: bytes, signature: bytes, digest: bytes) -> bool:
    """The same for SM2 over e = SM3(Z ‖ M), 32 bytes, made elsewhere. Raises Malformed or KeyRefused."""
    return sm2_public_key(sm2_point(spki)).verify_digest(signature, digest)


def sm2_point(spki: bytes) -> bytes:
    """04, x, y of an SM2 key. Raises Malformed; KeyRefused for other kinds."""
    kind, bits = read_public_key_info(spki)
    if kind is not KeyKind.SM2:
        raise KeyRefused("not an SM2 key")
    return bits


def encrypt(spki: bytes, plaintext: bytes) -> bytes:
    """`plaintext` (a key or short message) for the holder of `spki`: SM2Cipher of GM/T 0009, or RSA-OAEP with SHA-256.

    Raises Malformed if it is empty or too long (64 KiB, for RSA the size of the key less 66 bytes), KeyRefused for ECDSA.
    """
    kind, bits = read_public_key_info(spki)
    if kind is KeyKind.SM2:
        return sm2_public_key(bits).encrypt(plaintext)
    return international.rsa_encrypted(spki, plaintext)
