"""Where the private keys of this node's authorities and offices live: sealed rows, or a PKCS#11 device.

The key-encryption keys come from the environment, never from the database: whoever copies the database has no key.
Keys of the SM2 hierarchy stay in rows until there is a device of the national interface (GM/T 0018) behind `KeyStore`.
"""

import secrets
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from mingtang.kernel.trust.models import SealedKey
from mingtang.lib.confidential import Keyring
from mingtang.lib.crypto.engine import self_test
from mingtang.lib.crypto.faults import EngineFailed, KeyExists, NoSuchKey
from mingtang.lib.crypto.keys import KeyKind, SigningKey
from mingtang.lib.crypto.store import KeyStore, SoftwareKeyStore


class RowsOfKeys:
    """`SealedKeys` as rows, written in the transaction around."""

    def add(self, label: str, sealed: str) -> None:
        try:
            with transaction.atomic():
                SealedKey.objects.create(label=label, sealed=sealed)
        except IntegrityError:
            raise KeyExists(f"there is a key {label}") from None

    def read(self, label: str) -> str | None:
        return SealedKey.objects.filter(label=label).values_list("sealed", flat=True).first()

    def replace(self, label: str, sealed: str) -> None:
        if not SealedKey.objects.filter(label=label).update(sealed=sealed):
            raise NoSuchKey(f"no key {label}")

    def remove(self, label: str) -> None:
        deleted, _ = SealedKey.objects.filter(label=label).delete()
        if not deleted:
            raise NoSuchKey(f"no key {label}")


def key_encryption_keys() -> Keyring:
    """The node's key-encryption keys: the current one, and older ones that only open."""
    return _keyring(settings.KEY_ENCRYPTION_KEY)


@cache
def _keyring(keys: str) -> Keyring:
    current, *older = keys.split(",")
    return Keyring(current, older)


def sealed_keys() -> SoftwareKeyStore:
    """The keys that are kept as sealed rows."""
    return SoftwareKeyStore(RowsOfKeys(), key_encryption_keys())


def store_for(kind: KeyKind) -> KeyStore:
    """Where keys of `kind` are made: in the device of the settings, if there is one and it can keep them."""
    return _device() if settings.PKCS11_LIBRARY and kind != KeyKind.SM2 else sealed_keys()


@cache
def _device() -> KeyStore:
    from mingtang.lib.crypto.store.pkcs11 import Pkcs11KeyStore

    return Pkcs11KeyStore(Path(settings.PKCS11_LIBRARY), settings.PKCS11_TOKEN, settings.PKCS11_PIN)


def new_key(purpose: str, kind: KeyKind) -> tuple[str, SigningKey]:
    """A key that is made where keys of `kind` live, and the label it is found under; no label is ever used twice."""
    require_sound_engine()
    label = f"{purpose}-{kind.value}-{secrets.token_hex(8)}"
    return label, store_for(kind).create(label, kind)


@lru_cache(maxsize=64)
def signing_key(label: str, kind: KeyKind) -> SigningKey:
    """The key under `label`, opened once a process: a label is never used for another key.

    Rows are looked at first, so that a node may take a device into use without making its keys anew. Raises NoSuchKey,
    Forged, and EngineFailed where this machine does not compute as the standards say: then nothing is signed.
    """
    require_sound_engine()
    try:
        return sealed_keys().get(label)
    except NoSuchKey:
        return store_for(kind).get(label)


@cache
def require_sound_engine() -> None:
    """Raises EngineFailed unless the engine has passed its tests, which are done once a process."""
    if failures := self_test().failures:
        raise EngineFailed(f"the engine fails {', '.join(failure.name for failure in failures)}")
