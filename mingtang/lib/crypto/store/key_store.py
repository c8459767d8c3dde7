"""What every store of private keys offers, and what a key is called in it."""

import re
from typing import Protocol

from mingtang.lib.crypto.faults import Malformed
from mingtang.lib.crypto.keys import KeyKind, SigningKey

_LABEL = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


class KeyStore(Protocol):
    """Private keys by label; a label is used for one key at a time. Threads and processes may share a store."""

    def create(self, label: str, kind: KeyKind) -> SigningKey:
        """A new key under `label`. Raises KeyExists, Malformed for a bad label, KeyRefused for a kind it cannot keep."""

    def get(self, label: str) -> SigningKey:
        """The key under `label`. Raises NoSuchKey, and Forged if what is kept was altered."""

    def destroy(self, label: str) -> None:
        """Remove the key for ever. Raises NoSuchKey."""


def checked_label(label: str) -> str:
    """`label` itself: 1 to 63 of a-z, 0-9, `.`, `_`, `-`, the first a letter or digit. Raises Malformed."""
    if not _LABEL.fullmatch(label):
        raise Malformed("the label of a key is 1 to 63 small letters, digits, dots, dashes")
    return label
