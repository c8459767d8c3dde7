"""What every store can do."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from mingtang.lib.digests import sm3_hasher

CHUNK = 256 * 1024
FOLDER = "content"


class Missing(Exception):
    """The store does not hold this content."""


@dataclass(frozen=True)
class Digests:
    """Both digests of a content, 64 hexadecimal digits each, and its length in bytes."""

    sha256: str
    sm3: str
    size: int


class Store(ABC):
    """Contents by SHA-256. Putting and deleting may be repeated without harm."""

    @abstractmethod
    def put(self, source: Path) -> Digests:
        """Keep the bytes of `source`, digested on their way; they are safe when this returns."""

    @abstractmethod
    def has(self, sha256: str) -> bool:
        """Whether the content is there."""

    @abstractmethod
    def chunks(self, sha256: str, start: int, length: int) -> Iterator[bytes]:
        """`length` bytes from `start`, piece by piece. Raises Missing."""

    @abstractmethod
    def at_hand(self, sha256: str) -> AbstractContextManager[Path]:
        """The content as a file of this machine, for as long as the context lasts. Raises Missing."""

    @abstractmethod
    def delete(self, sha256: str) -> None:
        """Forget the content, if it is there."""

    @abstractmethod
    def listed(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Digests beginning with `prefix` (two digits), and when each was stored."""

    @property
    @abstractmethod
    def place(self) -> str:
        """Where it is, for people who look after the node."""


def key_of(sha256: str) -> str:
    """`content/ab/cd/abcd…`: no folder grows large."""
    return f"{FOLDER}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def digested(source: BinaryIO, target: BinaryIO | None = None) -> Digests:
    """Read `source` to its end, copying it to `target` on the way."""
    sha256, sm3, size = hashlib.sha256(), sm3_hasher(), 0
    while chunk := source.read(CHUNK):
        sha256.update(chunk)
        sm3.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
    return Digests(sha256.hexdigest(), sm3.hexdigest(), size)
