"""Encryption to a point: C1 is k·G, C2 the text under a stream from k·P, C3 its digest (GB/T 32918.4-2016)."""

import hmac
from collections.abc import Iterator

from mingtang.lib.crypto.engine.ciphertext import Ciphertext
from mingtang.lib.crypto.engine.parameters import SIZE
from mingtang.lib.crypto.engine.pure.points import Affine, affine, is_on_curve, times, times_base
from mingtang.lib.crypto.faults import Forged
from mingtang.lib.digests import sm3


def encrypt(point: Affine, plaintext: bytes, candidates: Iterator[int]) -> Ciphertext:
    """`plaintext` with the first of `candidates` for k whose stream is not all zero."""
    for k in candidates:
        left, right = _halves(affine(times(k, point)))
        stream = _stream(left + right, len(plaintext))
        if any(stream):
            return Ciphertext(*affine(times_base(k)), sm3(left + plaintext + right), _mixed(plaintext, stream))
    raise ValueError("no candidate was fit")


def decrypt(number: int, ciphertext: Ciphertext) -> bytes:
    """The plain text. Raises Forged if C1 is off the curve or C3 does not fit."""
    start = ciphertext.x, ciphertext.y
    if not is_on_curve(start):
        raise Forged("C1 of the SM2 ciphertext is not on the curve")
    left, right = _halves(affine(times(number, start)))
    plaintext = _mixed(ciphertext.text, _stream(left + right, len(ciphertext.text)))
    if not hmac.compare_digest(sm3(left + plaintext + right), ciphertext.digest):
        raise Forged("the SM2 ciphertext was altered, or is for another key")
    return plaintext


def _halves(point: Affine) -> tuple[bytes, bytes]:
    x, y = point
    return x.to_bytes(SIZE, "big"), y.to_bytes(SIZE, "big")


def _stream(seed: bytes, size: int) -> bytes:
    """The key derivation function of GB/T 32918.4 5.4.3."""
    blocks = (sm3(seed + counter.to_bytes(4, "big")) for counter in range(1, size // SIZE + 2))
    return b"".join(blocks)[:size]


def _mixed(text: bytes, stream: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(text, stream, strict=True))
