"""Digests by their identifiers, as messages, timestamps and questions name them."""

from collections.abc import Callable, Mapping
from hashlib import sha1, sha256

from mingtang.lib.crypto import oids
from mingtang.lib.digests import sm3


def _sha1(data: bytes) -> bytes:
    return sha1(data, usedforsecurity=False).digest()


def _sha256(data: bytes) -> bytes:
    return sha256(data).digest()


DIGESTS: Mapping[str, Callable[[bytes], bytes]] = {oids.SHA256: _sha256, oids.SM3: sm3}
"""Those that prove something. All have 32 bytes."""

NAMING_DIGESTS: Mapping[str, Callable[[bytes], bytes]] = {oids.SHA1: _sha1, **DIGESTS}
"""Those that name somebody, which proves nothing: issuers in questions, keys in certificates."""
