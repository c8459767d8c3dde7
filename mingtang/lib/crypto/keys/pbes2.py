"""Encryption under a passphrase: PBES2 with PBKDF2 (RFC 8018).

Written: HMAC-SHA-256 and AES-256-CBC, which every program reads. Read: also the other digests, AES keys, and SM4-CBC.
"""

import hashlib
import secrets
from collections.abc import Callable
from typing import TypeVar

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.faults import KeyRefused, Malformed
from mingtang.lib.crypto.symmetric import BLOCK, aes_cbc_decrypt, aes_cbc_encrypt, sm4_cbc_decrypt

_T = TypeVar("_T")

ITERATIONS = 210_000
_MOST_ITERATIONS = 2_000_000  # about a second
_MOST_SALT = 1024
_DIGESTS = {
    oids.HMAC_SHA1: "sha1",
    oids.HMAC_SHA256: "sha256",
    oids.HMAC_SHA384: "sha384",
    oids.HMAC_SHA512: "sha512",
}
_CIPHERS: dict[str, tuple[int, Callable[[bytes, bytes, bytes], bytes]]] = {  # bytes of the key, how it opens
    oids.AES128_CBC: (16, aes_cbc_decrypt),
    oids.AES192_CBC: (24, aes_cbc_decrypt),
    oids.AES256_CBC: (32, aes_cbc_decrypt),
    oids.SM4_CBC: (16, sm4_cbc_decrypt),
}


def encrypted_under(passphrase: str, plaintext: bytes, iterations: int = ITERATIONS) -> bytes:
    """EncryptedPrivateKeyInfo, DER. Raises KeyRefused for an empty passphrase."""
    salt, iv = secrets.token_bytes(16), secrets.token_bytes(BLOCK)
    key = hashlib.pbkdf2_hmac("sha256", _secret(passphrase), salt, iterations, 32)
    digest = der.sequence(der.oid(oids.HMAC_SHA256), der.NULL)
    derivation = der.sequence(
        der.oid(oids.PBKDF2), der.sequence(der.octet_string(salt), der.integer(iterations), digest)
    )
    cipher = der.sequence(der.oid(oids.AES256_CBC), der.octet_string(iv))
    algorithm = der.sequence(der.oid(oids.PBES2), der.sequence(derivation, cipher))
    return der.sequence(algorithm, der.octet_string(aes_cbc_encrypt(key, iv, plaintext)))


def decrypted_under(passphrase: str, encrypted: bytes) -> bytes:
    """The plain bytes of EncryptedPrivateKeyInfo. Raises Malformed, or Forged for another passphrase (mostly)."""
    algorithm, text = der.sequence_of(encrypted, 2)
    scheme, parameters = der.sequence_of(algorithm.whole, 2)
    if der.object_identifier_of(scheme) != oids.PBES2:
        raise Malformed("encrypted by another scheme than PBES2")
    derivation, cipher = der.sequence_of(parameters.whole, 2)
    name, iv = der.sequence_of(cipher.whole, 2)
    size, decrypt = _known(_CIPHERS, name)
    return decrypt(_derived(passphrase, derivation, size), der.octets_of(iv), der.octets_of(text))


def _derived(passphrase: str, derivation: der.Value, size: int) -> bytes:
    name, parameters = der.sequence_of(derivation.whole, 2)
    salt, count, *rest = der.sequence_of(parameters.whole, 2, 3, 4)
    digest = _digest_of(rest)
    iterations = der.unsigned_of(count)
    if der.object_identifier_of(name) != oids.PBKDF2 or not 0 < iterations <= _MOST_ITERATIONS:
        raise Malformed("the passphrase is stretched by other means than PBKDF2, or too often")
    return hashlib.pbkdf2_hmac(digest, _secret(passphrase), _salt(salt), iterations, size)


def _salt(value: der.Value) -> bytes:
    salt = der.octets_of(value)
    if len(salt) > _MOST_SALT:
        raise Malformed("the salt is too long")
    return salt


def _digest_of(rest: list[der.Value]) -> str:
    """Of the optional parameters: the length of the key, which follows from the cipher, and the digest."""
    digests = [value for value in rest if value.tag != 0x02]
    return _known(_DIGESTS, der.sequence_of(digests[0].whole, 2)[0]) if digests else "sha1"


def _known(names: dict[str, _T], identifier: der.Value) -> _T:
    dotted = der.object_identifier_of(identifier)
    if dotted not in names:
        raise Malformed(f"the algorithm {dotted} is not used under a passphrase")
    return names[dotted]


def _secret(passphrase: str) -> bytes:
    if not passphrase:
        raise KeyRefused("a passphrase is not empty")
    return passphrase.encode("utf-8")
