"""Keys as sealed text, in files or rows, under a key-encryption key that is kept elsewhere.

The seal is that of confidential fields (SM4-GCM, with the label as context), so that it names the key-encryption key,
which can be changed: older ones still open. A sealed key does not open under another label.
"""

import base64
from typing import Protocol

from mingtang.lib.confidential import ConfidentialError, Keyring
from mingtang.lib.crypto.faults import Forged, NoSuchKey
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, generate_key, load_pkcs8
from mingtang.lib.crypto.store.key_store import checked_label


class SealedKeys(Protocol):
    """Where sealed keys lie: a folder, or rows of a table."""

    def add(self, label: str, sealed: str) -> None:
        """Keep `sealed`. Raises KeyExists if there is something under `label`, also when another process was faster."""

    def read(self, label: str) -> str | None:
        """What is kept under `label`, if anything."""

    def replace(self, label: str, sealed: str) -> None:
        """Keep `sealed` instead. Raises NoSuchKey."""

    def remove(self, label: str) -> None:
        """Keep nothing under `label`. Raises NoSuchKey."""


class SoftwareKeyStore:
    """A `KeyStore` of keys of all kinds, which are in clear in memory only while they are used."""

    def __init__(self, rows: SealedKeys, key_encryption_keys: Keyring) -> None:
        """`key_encryption_keys` come from outside `rows`: from the environment, from a device, from custodians."""
        self._rows = rows
        self._keyring = key_encryption_keys

    def create(self, label: str, kind: KeyKind) -> PrivateKey:
        """A new key. Raises KeyExists, Malformed, EngineUnavailable."""
        key = generate_key(kind)
        self.put(label, key)
        return key

    def put(self, label: str, key: PrivateKey) -> None:
        """Keep a key that was made elsewhere, such as one of the key management centre. Raises KeyExists, Malformed."""
        self._rows.add(checked_label(label), self._sealed(label, key))

    def get(self, label: str) -> PrivateKey:
        """The key. Raises NoSuchKey; Forged if it was altered, moved, or sealed under a key that is not at hand."""
        sealed = self._rows.read(checked_label(label))
        if sealed is None:
            raise NoSuchKey(f"no key {label}")
        try:
            return load_pkcs8(base64.b64decode(self._keyring.decrypt(sealed, _context(label))))
        except ConfidentialError as fault:
            raise Forged(f"key {label} does not open: {fault}") from None

    def destroy(self, label: str) -> None:
        """Remove the key. Copies of the sealed text, such as backups, stay until their key-encryption key is gone."""
        self._rows.remove(checked_label(label))

    def seal_again(self, label: str) -> None:
        """Seal a key under the current key-encryption key, after that was changed. Raises as `get`."""
        self._rows.replace(label, self._sealed(label, self.get(label)))

    def _sealed(self, label: str, key: PrivateKey) -> str:
        return self._keyring.encrypt(base64.b64encode(key.pkcs8()).decode("ascii"), _context(label))


def _context(label: str) -> bytes:
    return b"private key " + label.encode("ascii")
