"""Ciphers with one key: SM4 (GB/T 32907) and AES, sealed by GCM (GB/T 36624), or plain CBC and ECB for foreign formats.

What is sealed is nonce (12 random bytes), ciphertext, tag (16 bytes), one after another. Digests are in `lib.digests`.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import BlockCipherAlgorithm, Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from mingtang.lib.crypto.faults import Forged, Malformed

BLOCK = 16
NONCE = 12
TAG = 16


def sm4_gcm_seal(key: bytes, plaintext: bytes, associated: bytes = b"") -> bytes:
    """`plaintext` sealed under 16 bytes; `associated` is authenticated with it and must be given again to open."""
    return _sealed(_sm4(key), plaintext, associated)


def sm4_gcm_open(key: bytes, sealed: bytes, associated: bytes = b"") -> bytes:
    """The plain text. Raises Forged if anything was altered, or key or `associated` are others."""
    return _opened(_sm4(key), sealed, associated)


def aes_gcm_seal(key: bytes, plaintext: bytes, associated: bytes = b"") -> bytes:
    """As `sm4_gcm_seal`, under 16, 24 or 32 bytes; a hundred times as fast."""
    return _sealed(_aes(key), plaintext, associated)


def aes_gcm_open(key: bytes, sealed: bytes, associated: bytes = b"") -> bytes:
    """As `sm4_gcm_open`."""
    return _opened(_aes(key), sealed, associated)


def sm4_cbc_encrypt(key: bytes, iv: bytes, plaintext: bytes) -> bytes:
    """`plaintext` with PKCS#7 padding, under 16 bytes and a random `iv` of 16. It does not show alterations."""
    return _cbc_encrypted(_sm4(key), iv, plaintext)


def sm4_cbc_decrypt(key: bytes, iv: bytes, ciphertext: bytes) -> bytes:
    """The plain text. Raises Forged if the padding is wrong, which most alterations do not cause."""
    return _cbc_decrypted(_sm4(key), iv, ciphertext)


def aes_cbc_encrypt(key: bytes, iv: bytes, plaintext: bytes) -> bytes:
    """As `sm4_cbc_encrypt`, under 16, 24 or 32 bytes."""
    return _cbc_encrypted(_aes(key), iv, plaintext)


def aes_cbc_decrypt(key: bytes, iv: bytes, ciphertext: bytes) -> bytes:
    """As `sm4_cbc_decrypt`."""
    return _cbc_decrypted(_aes(key), iv, ciphertext)


def sm4_ecb_encrypt(key: bytes, blocks: bytes) -> bytes:
    """Whole blocks, each by itself: only for random numbers under a key used once, as in SM2EnvelopedKey."""
    encryptor = Cipher(_sm4(key), modes.ECB()).encryptor()  # noqa: S305 - as GM/T 0009 prescribes
    return encryptor.update(_whole_blocks(blocks)) + encryptor.finalize()


def sm4_ecb_decrypt(key: bytes, blocks: bytes) -> bytes:
    """The plain blocks; every key gives some."""
    decryptor = Cipher(_sm4(key), modes.ECB()).decryptor()  # noqa: S305 - as GM/T 0009 prescribes
    return decryptor.update(_whole_blocks(blocks)) + decryptor.finalize()


def _sm4(key: bytes) -> BlockCipherAlgorithm:
    if len(key) != BLOCK:
        raise Malformed("a key of SM4 has 16 bytes")
    return algorithms.SM4(key)


def _aes(key: bytes) -> BlockCipherAlgorithm:
    if len(key) not in {16, 24, 32}:
        raise Malformed("a key of AES has 16, 24 or 32 bytes")
    return algorithms.AES(key)


def _sealed(algorithm: BlockCipherAlgorithm, plaintext: bytes, associated: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    encryptor = Cipher(algorithm, modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(associated)
    return nonce + encryptor.update(plaintext) + encryptor.finalize() + encryptor.tag


def _opened(algorithm: BlockCipherAlgorithm, sealed: bytes, associated: bytes) -> bytes:
    if len(sealed) < NONCE + TAG:
        raise Forged("what is sealed was cut short")
    decryptor = Cipher(algorithm, modes.GCM(sealed[:NONCE], sealed[-TAG:])).decryptor()
    decryptor.authenticate_additional_data(associated)
    try:
        return decryptor.update(sealed[NONCE:-TAG]) + decryptor.finalize()
    except InvalidTag:
        raise Forged("what is sealed was altered, or belongs to another key or place") from None


def _cbc_encrypted(algorithm: BlockCipherAlgorithm, iv: bytes, plaintext: bytes) -> bytes:
    padder, encryptor = PKCS7(8 * BLOCK).padder(), Cipher(algorithm, modes.CBC(_one_block(iv))).encryptor()
    return encryptor.update(padder.update(plaintext) + padder.finalize()) + encryptor.finalize()


def _cbc_decrypted(algorithm: BlockCipherAlgorithm, iv: bytes, ciphertext: bytes) -> bytes:
    decryptor, unpadder = Cipher(algorithm, modes.CBC(_one_block(iv))).decryptor(), PKCS7(8 * BLOCK).unpadder()
    padded = decryptor.update(_whole_blocks(ciphertext)) + decryptor.finalize()
    try:
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise Forged("the padding is wrong: altered, or another key") from None


def _one_block(iv: bytes) -> bytes:
    if len(iv) != BLOCK:
        raise Malformed("an initial vector has 16 bytes")
    return iv


def _whole_blocks(data: bytes) -> bytes:
    if not data or len(data) % BLOCK:
        raise Malformed("a ciphertext has whole blocks of 16 bytes")
    return data
