"""Encryption of single fields at rest (identity numbers, telephone numbers) and equality search over them.

An encrypted field is text in four parts, `1.<key id>.<nonce>.<ciphertext and tag>`: the version of this format, eight
hexadecimal digits that name the key, and two base64url strings. The algorithm is SM4 in GCM mode with a random 12-byte
nonce; everything before the nonce and the caller's context are authenticated too, so a value moved to another column
or another row does not open there.

Source: GB/T 32907-2016 (SM4), GB/T 36624-2018 (GCM), RFC 5869 (HKDF, here with SM3).
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mingtang.lib.crypto.faults import Forged
from mingtang.lib.crypto.symmetric import NONCE, TAG, sm4_gcm_open, sm4_gcm_seal
from mingtang.lib.digests import hmac_sm3

_VERSION = "1"


class ConfidentialError(Exception):
    """Something about a field key or an encrypted field is wrong. Messages contain neither keys nor plain text."""


class WeakKey(ConfidentialError):
    """A master key is not hexadecimal, or shorter than 32 digits (128 bits)."""


class UnknownKey(ConfidentialError):
    """The field was encrypted under a key that the ring does not hold."""


class MalformedField(ConfidentialError):
    """The text is not an encrypted field of a known version."""


class FieldForged(ConfidentialError):
    """The field was altered, or stands in another context than the one it was encrypted for."""


@dataclass(frozen=True, repr=False)
class _FieldKey:
    """The three keys derived from one master key, each for one purpose."""

    id: str
    encryption: bytes
    index: bytes


class Keyring:
    """The key that encrypts now, and older ones that only open what they once closed."""

    def __init__(self, current_key_hex: str, older: Iterable[str] = ()) -> None:
        """Keys are hexadecimal, 32 digits or more. Raises WeakKey."""
        self._keys = tuple(_derived(key) for key in (current_key_hex, *older))
        self._by_id = {key.id: key for key in reversed(self._keys)}

    @property
    def current_key_id(self) -> str:
        """Eight hexadecimal digits; not secret."""
        return self._keys[0].id

    def encrypt(self, text: str, context: bytes = b"") -> str:
        """`text` as an encrypted field, different at every call. `context` must be given again to decrypt."""
        key = self._keys[0]
        sealed = sm4_gcm_seal(key.encryption, text.encode("utf-8"), _place(key.id, context))
        return f"{_VERSION}.{key.id}.{_base64(sealed[:NONCE])}.{_base64(sealed[NONCE:])}"

    def decrypt(self, field: str, context: bytes = b"") -> str:
        """The text inside `field`. Raises MalformedField, UnknownKey or FieldForged."""
        key_id, nonce, sealed = _parts(field)
        if key_id not in self._by_id:
            raise UnknownKey(f"no key {key_id} in the ring")
        key = self._by_id[key_id].encryption
        try:
            return sm4_gcm_open(key, nonce + sealed, _place(key_id, context)).decode("utf-8")
        except Forged:
            raise FieldForged("the field was altered or moved") from None

    def is_current(self, field: str) -> bool:
        """Whether `field` is under the current key; if not, decrypt and encrypt it again. Raises MalformedField."""
        return _parts(field)[0] == self.current_key_id

    def blind_index(self, text: str, context: bytes = b"") -> str:
        """64 hexadecimal digits, equal for equal `text` and `context` under the current key: stored beside the field."""
        return _blind_index(self._keys[0], text, context)

    def blind_indexes(self, text: str, context: bytes = b"") -> list[str]:
        """Values to search for while rows under older keys remain: the current one first, then one for each older key."""
        return [_blind_index(key, text, context) for key in self._keys]


def _derived(key_hex: str) -> _FieldKey:
    try:
        master = bytes.fromhex(key_hex)
    except ValueError:
        raise WeakKey("a field key must be hexadecimal") from None
    if len(master) < 16:
        raise WeakKey("a field key must have 32 hexadecimal digits or more")
    return _FieldKey(
        id=_expanded(master, b"mingtang field key id", 4).hex(),
        encryption=_expanded(master, b"mingtang field encryption", 16),
        index=_expanded(master, b"mingtang field blind index", 32),
    )


def _expanded(master: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SM3(), length=length, salt=None, info=purpose).derive(master)


def _place(key_id: str, context: bytes) -> bytes:
    """What is authenticated with the text."""
    return f"{_VERSION}.{key_id}.".encode() + context


def _blind_index(key: _FieldKey, text: str, context: bytes) -> str:
    length = len(context).to_bytes(4, "big")  # so that no context runs into the text behind it
    return hmac_sm3(key.index, length + context + text.encode("utf-8")).hex()


def _parts(field: str) -> tuple[str, bytes, bytes]:
    """Key id, nonce, ciphertext with tag."""
    try:
        version, key_id, nonce_text, sealed_text = field.split(".")
        nonce, sealed = _unbase64(nonce_text), _unbase64(sealed_text)
    except (ValueError, binascii.Error):
        raise MalformedField("not an encrypted field") from None
    if version != _VERSION or len(nonce) != NONCE or len(sealed) < TAG:
        raise MalformedField("not an encrypted field of a known version")
    return key_id, nonce, sealed


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
