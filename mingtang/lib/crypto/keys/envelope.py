"""SM2EnvelopedKey: an encryption key of the key management centre on its way to the holder of a signing key.

The private number is encrypted by SM4 under a random key used once, and that key by SM2 for the recipient. Nothing in
it is authenticated but the SM4 key, so that the public half must be computed again: d·G is what the envelope names.

Source: GB/T 35276-2017 7.4, GM/T 0009-2012 7.4.
"""

import secrets

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.faults import Forged, KeyRefused, Malformed
from mingtang.lib.crypto.keys.sm2 import Sm2Key
from mingtang.lib.crypto.keys.using import encrypt, sm2_point
from mingtang.lib.crypto.symmetric import BLOCK, sm4_ecb_decrypt, sm4_ecb_encrypt

_NUMBER = 32
_PADDED = 48  # some centres add a block of PKCS#7 padding
_PADDING = bytes((BLOCK,)) * BLOCK
_CIPHERS = (
    der.sequence(der.oid(oids.SM4_ECB), der.NULL),
    der.sequence(der.oid(oids.SM4_ECB)),
    der.sequence(der.oid(oids.SM4), der.NULL),  # the algorithm without its mode
)


def envelope_key(key: Sm2Key, recipient_spki: bytes) -> bytes:
    """`key` for the holder of the SM2 key `recipient_spki`: SM2EnvelopedKey, DER. Raises Malformed or KeyRefused."""
    sm2_point(recipient_spki)
    once = secrets.token_bytes(BLOCK)
    return der.sequence(
        _CIPHERS[0],
        encrypt(recipient_spki, once),
        der.bit_string(key.point),
        der.bit_string(sm4_ecb_encrypt(once, key.number())),
    )


def open_envelope(enveloped: bytes, recipient: Sm2Key) -> Sm2Key:
    """The key in `enveloped`. Raises Malformed, or Forged if it was altered or is for another recipient."""
    cipher, wrapped, point, number = der.sequence_of(enveloped, 4)
    if cipher.whole not in _CIPHERS:
        raise Malformed("the envelope is closed with another cipher than SM4-ECB")
    once = recipient.decrypt(wrapped.whole)
    if len(once) != BLOCK:
        raise Forged("the envelope has no key of SM4 inside")
    key = _key_of(_without_padding(sm4_ecb_decrypt(once, der.bits_of(number))))
    if key.point != der.bits_of(point):
        raise Forged("the public half is not that of the enveloped key")
    return key


def _without_padding(number: bytes) -> bytes:
    return number[:_NUMBER] if len(number) == _PADDED and number.endswith(_PADDING) else number


def _key_of(number: bytes) -> Sm2Key:
    try:
        return Sm2Key.of_number(number)
    except KeyRefused:
        raise Forged("the envelope has no private number inside") from None
