"""The digest e that SM2 signs: SM3 over Z and the message, where Z ties it to signer and curve.

Source: GB/T 32918.2-2016 5.5. Signing SM3(M) without Z makes signatures that nobody else can verify.
"""

from mingtang.lib.crypto.engine.parameters import SIZE, A, B, G
from mingtang.lib.crypto.faults import Malformed
from mingtang.lib.digests import Hasher, sm3, sm3_hasher

_LONGEST_ID = 0xFFFF // 8 - 1  # its length in bits is written in two bytes; libcrypto takes no 8191
_CURVE = b"".join(number.to_bytes(SIZE, "big") for number in (A, B, *G))


def z_value(point: bytes, user_id: bytes) -> bytes:
    """Z of the holder of `user_id` and `point`: 32 bytes. Raises Malformed for an identifier above 8190 bytes."""
    checked_id(user_id)
    return sm3((8 * len(user_id)).to_bytes(2, "big") + user_id + _CURVE + point[1:])


def message_hasher(point: bytes, user_id: bytes) -> Hasher:
    """A hasher that has taken in Z: feed it the message piece by piece, its digest is e. Raises Malformed as `z_value`."""
    return sm3_hasher(z_value(point, user_id))


def checked_id(user_id: bytes) -> bytes:
    """`user_id` itself. Raises Malformed if it is longer than 8190 bytes."""
    if len(user_id) > _LONGEST_ID:
        raise Malformed("the identifier of a signer is at most 8190 bytes long")
    return user_id


def checked_digest(digest: bytes) -> bytes:
    """`digest` itself. Raises Malformed unless it is 32 bytes long."""
    if len(digest) != SIZE:
        raise Malformed("SM2 signs digests of 32 bytes")
    return digest
