"""Signatures over digests: r and s, and their DER (GB/T 32918.2-2016 6 and 7)."""

import secrets
from collections.abc import Iterator

from mingtang.lib.crypto import der
from mingtang.lib.crypto.engine.parameters import N
from mingtang.lib.crypto.engine.pure.points import Affine, add, affine, times, times_base
from mingtang.lib.crypto.faults import Malformed


def nonces() -> Iterator[int]:
    """Random numbers from 1 to n-1, without end."""
    while True:
        yield 1 + secrets.randbelow(N - 1)


def sign(number: int, digest: bytes, candidates: Iterator[int]) -> bytes:
    """DER of r and s, with the first of `candidates` for k that is fit."""
    e = int.from_bytes(digest, "big")
    for k in candidates:
        r = (e + affine(times_base(k))[0]) % N
        s = pow(1 + number, -1, N) * (k - r * number) % N
        if r and r + k != N and s:
            return der.sequence(der.integer(r), der.integer(s))
    raise ValueError("no candidate was fit")


def verifies(point: Affine, signature: bytes, digest: bytes) -> bool:
    """Whether `signature` fits; one that is no strict DER of two numbers below n does not."""
    try:
        r, s = map(der.unsigned_of, der.sequence_of(signature, 2))
    except Malformed:
        return False
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N and t):
        return False
    sum_ = add(times_base(s), times(t, point))
    return bool(sum_[2]) and (int.from_bytes(digest, "big") + affine(sum_)[0]) % N == r
