"""Signatures as r and s side by side, 64 bytes: how devices (SDF, SKF, PKCS#11) and WebCrypto give them."""

from mingtang.lib.crypto import der
from mingtang.lib.crypto.faults import Malformed

_HALF = 32


def signature_from_raw(raw: bytes) -> bytes:
    """DER of r and s, as `verify` takes it, for SM2 and ECDSA on P-256. Raises Malformed unless `raw` has 64 bytes."""
    if len(raw) != 2 * _HALF:
        raise Malformed("r and s side by side have 64 bytes")
    return der.sequence(*(der.integer(int.from_bytes(half, "big")) for half in (raw[:_HALF], raw[_HALF:])))


def signature_to_raw(signature: bytes) -> bytes:
    """R and s side by side, of strict DER. Raises Malformed."""
    r, s = map(der.unsigned_of, der.sequence_of(signature, 2))
    if max(r, s).bit_length() > 8 * _HALF:
        raise Malformed("r or s is too long")
    return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")
