"""Keys inside a device or SoftHSM, reached through PKCS#11 (OASIS, version 2.40) and the package `python-pkcs11`.

For the international hierarchy: the standard knows no SM2, and its ECDSA cannot stand in. A key is made inside, is
marked sensitive and not extractable, and signs there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.exceptions import NoSuchKey as NothingFound
from pkcs11.exceptions import PKCS11Error

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.faults import EngineFailed, EngineUnavailable, KeyExists, KeyRefused, NoSuchKey
from mingtang.lib.crypto.keys import KeyKind, signature_from_raw
from mingtang.lib.crypto.keys.information import public_key_info
from mingtang.lib.crypto.store.key_store import checked_label
from mingtang.lib.digests import sm3

_RSA_BITS = 3072
_INSIDE = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}
_KINDS = {KeyType.EC: KeyKind.ECDSA_P256, KeyType.RSA: KeyKind.RSA}


class Pkcs11KeyStore:
    """A `KeyStore` in one token. Threads share its session, in turns; a process that was forked makes its own store."""

    def __init__(self, library: Path, token: str, pin: str) -> None:
        """Log in to `token` through the maker's `library`. Raises EngineUnavailable, with the words of the device."""
        try:
            self._session = pkcs11.lib(str(library)).get_token(token_label=token).open(rw=True, user_pin=pin)
        except (PKCS11Error, RuntimeError) as error:
            raise EngineUnavailable(f"token {token}: {type(error).__name__} {error}".strip()) from None
        self._turn = RLock()

    def close(self) -> None:
        """Log out."""
        self._session.close()

    def create(self, label: str, kind: KeyKind) -> "Pkcs11Key":
        """A new key, made inside. Raises KeyExists; KeyRefused for SM2; EngineFailed. RSA has 3072 bits."""
        with self.in_turn():
            if self._find(checked_label(label), ObjectClass.PRIVATE_KEY):
                raise KeyExists(f"there is a key {label}")
            self._generate(label, kind)
            return self.get(label)

    def _generate(self, label: str, kind: KeyKind) -> None:
        named: dict[str, Any] = {
            "id": sm3(label.encode())[:20],
            "label": label,
            "store": True,
            "private_template": _INSIDE,
        }
        if kind is KeyKind.RSA:
            self._session.generate_keypair(KeyType.RSA, _RSA_BITS, **named)
        elif kind is KeyKind.ECDSA_P256:
            curve = {Attribute.EC_PARAMS: der.oid(oids.P256_CURVE)}
            self._session.create_domain_parameters(KeyType.EC, curve, local=True).generate_keypair(**named)
        else:
            raise KeyRefused("PKCS#11 knows no SM2")

    def get(self, label: str) -> "Pkcs11Key":
        """The key. Raises NoSuchKey, EngineFailed."""
        with self.in_turn():
            private = self._find(checked_label(label), ObjectClass.PRIVATE_KEY)
            public = self._find(label, ObjectClass.PUBLIC_KEY)
            if private is None or public is None:
                raise NoSuchKey(f"no key {label}")
            return Pkcs11Key(private, public, self)

    def destroy(self, label: str) -> None:
        """Remove both halves. Raises NoSuchKey, EngineFailed."""
        with self.in_turn():
            halves = [
                self._find(checked_label(label), half) for half in (ObjectClass.PRIVATE_KEY, ObjectClass.PUBLIC_KEY)
            ]
            if halves == [None, None]:
                raise NoSuchKey(f"no key {label}")
            for half in filter(None, halves):
                half.destroy()

    def _find(self, label: str, half: ObjectClass) -> Any:
        try:
            return self._session.get_key(object_class=half, label=label)
        except NothingFound:
            return None

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """The session for oneself. Raises EngineFailed for what the device refuses meanwhile."""
        with self._turn:
            try:
                yield
            except PKCS11Error as error:
                raise EngineFailed(f"the device refuses: {type(error).__name__} {error}".strip()) from None


class Pkcs11Key:
    """A `SigningKey` whose number never leaves the device."""

    def __init__(self, private: Any, public: pkcs11.PublicKey, store: Pkcs11KeyStore) -> None:
        self._private = private
        self._public = public
        self._store = store
        self.algorithm = _KINDS[private.key_type]
        self.signature_algorithm = self.algorithm.signature_algorithm

    @cached_property
    def spki(self) -> bytes:
        with self._store.in_turn():
            return public_key_info(self.algorithm, self._bits())

    def _bits(self) -> bytes:
        if self.algorithm is KeyKind.ECDSA_P256:
            return der.octets_of(der.one_value(self._public[Attribute.EC_POINT]))
        numbers = (self._public[name] for name in (Attribute.MODULUS, Attribute.PUBLIC_EXPONENT))
        return der.sequence(*(der.integer(int.from_bytes(number, "big")) for number in numbers))

    def sign(self, data: bytes) -> bytes:
        with self._store.in_turn():
            if self.algorithm is KeyKind.RSA:
                return bytes(self._private.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
            return signature_from_raw(bytes(self._private.sign(sha256(data).digest(), mechanism=Mechanism.ECDSA)))
