"""Shamir's scheme over GF(2⁸), byte by byte, with a public record that shows a false share before it is used.

Source: A. Shamir, How to share a secret, CACM 22 (1979). Fewer shares than the threshold tell nothing at all.
"""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingtang.lib.crypto.faults import Malformed, SharesRefused
from mingtang.lib.crypto.shares.field import product, value_at, weights_at_zero
from mingtang.lib.crypto.shares.share import Share
from mingtang.lib.digests import sm3

_LEAST_SECRET, _MOST_SECRET = 16, 64  # bytes; of a shorter one the record would help to guess
_MOST_SHARES = 255


@dataclass(frozen=True)
class SplitRecord:
    """What the transcript of the ceremony keeps; public. `digests` are those of shares 1, 2, ... in this order."""

    split: bytes
    threshold: int
    digests: tuple[bytes, ...]
    check: bytes

    @property
    def count(self) -> int:
        """How many shares were handed out."""
        return len(self.digests)

    def document(self) -> dict[str, object]:
        """The record as text and numbers, for `canonical_json` and paper."""
        digests = [digest.hex() for digest in self.digests]
        return {"split": self.split.hex(), "threshold": self.threshold, "shares": digests, "check": self.check.hex()}

    @classmethod
    def of_document(cls, document: Mapping[str, Any]) -> "SplitRecord":
        """The record that `document` made. Raises Malformed for anything else."""
        try:
            digests = tuple(bytes.fromhex(digest) for digest in document["shares"])
            split, check = bytes.fromhex(document["split"]), bytes.fromhex(document["check"])
            threshold = int(document["threshold"])
        except (KeyError, TypeError, ValueError):
            raise Malformed("this is not the record of a split") from None
        if not 2 <= threshold <= len(digests) <= _MOST_SHARES:
            raise Malformed("the record of a split has impossible numbers")
        return cls(split, threshold, digests, check)


def split_secret(secret: bytes, threshold: int, count: int) -> tuple[tuple[Share, ...], SplitRecord]:
    """`count` shares (2 to 255) of a random `secret` (16 to 64 bytes), `threshold` of which give it back; their record.

    Raises Malformed for other sizes; the threshold is at least 2.
    """
    if not _LEAST_SECRET <= len(secret) <= _MOST_SECRET or not 2 <= threshold <= count <= _MOST_SHARES:
        raise Malformed("a secret of 16 to 64 bytes is split so that 2 or more of at most 255 shares give it back")
    split = secrets.token_bytes(8)
    polynomials = [(byte, *secrets.token_bytes(threshold - 1)) for byte in secret]
    shares = tuple(
        Share(split, number, bytes(value_at(number, polynomial) for polynomial in polynomials))
        for number in range(1, count + 1)
    )
    return shares, SplitRecord(split, threshold, tuple(share.digest for share in shares), _check(split, secret))


def combine_shares(shares: Sequence[Share], record: SplitRecord) -> bytes:
    """The secret. Raises SharesRefused, naming custodians whose share is not the one handed out, or for too few shares."""
    require_genuine(shares, record)
    different = list({share.number: share for share in shares}.values())
    if len(different) < record.threshold:
        raise SharesRefused(f"{len(different)} shares of the {record.threshold} that are needed")
    secret = _combined(different[: record.threshold])
    if not hmac.compare_digest(_check(record.split, secret), record.check):
        raise SharesRefused("the shares are genuine, but the record is not theirs")
    return secret


def require_genuine(shares: Sequence[Share], record: SplitRecord) -> None:
    """Raises SharesRefused, with the numbers of all shares that `record` does not know."""
    known = dict(enumerate(record.digests, start=1))
    false = [share.number for share in shares if known.get(share.number) != share.digest]
    if false:
        numbers = ", ".join(map(str, sorted(set(false))))
        raise SharesRefused(f"not the shares that were handed out: {numbers}", tuple(sorted(set(false))))


def _combined(shares: Sequence[Share]) -> bytes:
    weights = weights_at_zero([share.number for share in shares])
    secret = bytearray(len(shares[0].data))
    for weight, share in zip(weights, shares, strict=True):
        for place, byte in enumerate(share.data):
            secret[place] ^= product(weight, byte)
    return bytes(secret)


def _check(split: bytes, secret: bytes) -> bytes:
    return sm3(b"mingtang split" + split + secret)
