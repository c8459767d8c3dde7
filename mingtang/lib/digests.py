"""SM3 digests, and the byte form of structured data that digests and signatures are taken of.

Source: GB/T 32905-2016 (SM3), GB/T 15852.2 (HMAC).
"""

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Protocol, Self

from cryptography.hazmat.primitives import hashes

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class NotCanonical(TypeError):
    """The value has no canonical form; the message says where in it and why."""


class Hasher(Protocol):
    """The part of a `hashlib` object that is used here; feed it piece by piece with `update`."""

    @property
    def name(self) -> str:
        """`sm3`."""

    @property
    def digest_size(self) -> int:
        """32."""

    @property
    def block_size(self) -> int:
        """64."""

    def update(self, data: "ReadableBuffer", /) -> None:
        """Take in more bytes."""

    def digest(self) -> bytes:
        """32 bytes over everything taken in so far."""

    def hexdigest(self) -> str:
        """The same as 64 lower-case hexadecimal digits."""

    def copy(self) -> Self:
        """An independent hasher in the same state."""


class _BundledSm3:
    """SM3 of the `cryptography` package, where the interpreter's own OpenSSL was built without it."""

    name, digest_size, block_size = "sm3", 32, 64

    def __init__(self, data: bytes = b"") -> None:
        self._hash = hashes.Hash(hashes.SM3())
        self._hash.update(memoryview(data))

    def update(self, data: "ReadableBuffer", /) -> None:
        self._hash.update(memoryview(data))

    def digest(self) -> bytes:
        return self._hash.copy().finalize()

    def hexdigest(self) -> str:
        return self.digest().hex()

    def copy(self) -> Self:
        twin = type(self)()
        twin._hash = self._hash.copy()
        return twin


def sm3_hasher(data: bytes = b"") -> Hasher:
    """A hasher for streams, such as a file that is digested while it is stored."""
    try:
        return hashlib.new("sm3", data)
    except ValueError:
        return _BundledSm3(data)


def sm3(data: bytes) -> bytes:
    """The 32-byte digest of `data`."""
    return sm3_hasher(data).digest()


def sm3_hex(data: bytes) -> str:
    """The digest of `data` as 64 lower-case hexadecimal digits."""
    return sm3_hasher(data).hexdigest()


def hmac_sm3(key: bytes, data: bytes) -> bytes:
    """The 32-byte keyed digest of `data`."""
    return hmac.new(key, data, sm3_hasher).digest()


def canonical_json(value: object) -> bytes:
    r"""The one byte string that stands for `value`, so that anybody can recompute a digest of it.

    Objects with text keys, arrays, texts, whole numbers, true, false and null. Keys are sorted by code point, nothing
    is put between tokens, characters are UTF-8 and only `"`, `\\` and control characters are escaped. A third party
    needs no more than this:

        import json
        def canonical_json(value):
            text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            return text.encode("utf-8")

    Raises NotCanonical for fractions (write amounts in cents, ratios as text), dates (write ISO 8601 text), bytes,
    keys that are not text, lone surrogates and values nested deeper than the interpreter allows.
    """
    try:
        _require_canonical(value, "$")
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("a text contains half of a surrogate pair") from error
    except RecursionError as error:
        raise NotCanonical("the value is nested too deeply, or contains itself") from error


def _require_canonical(value: object, path: str) -> None:
    if isinstance(value, str | int | None):  # bool is an int
        return
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonical(f"{path}: key {key!r} is not text")
            _require_canonical(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            _require_canonical(item, f"{path}[{place}]")
    else:
        raise NotCanonical(f"{path}: {type(value).__name__} has no canonical form; write it as text or a whole number")
