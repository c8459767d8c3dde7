"""Keys in a token of SoftHSM, which stands for a device."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mingtang.lib.crypto.faults import EngineUnavailable, KeyExists, KeyRefused, Malformed, NoSuchKey
from mingtang.lib.crypto.keys import KeyKind, require_public_key, verify
from mingtang.lib.crypto.store.pkcs11 import Pkcs11KeyStore
from tests.softhsm import LIBRARY

INTERNATIONAL = [KeyKind.ECDSA_P256, KeyKind.RSA]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store(softhsm):
    opened = Pkcs11KeyStore(LIBRARY, softhsm.token, softhsm.pin)
    yield opened
    opened.close()


@pytest.mark.parametrize("kind", INTERNATIONAL)
def test_a_key_in_the_device_signs_until_it_is_destroyed(store, kind):
    made = store.create(kind.value, kind)
    assert made.algorithm is require_public_key(made.spki) is kind
    signature = store.get(kind.value).sign(b"m" * 1000)
    assert verify(made.spki, signature, b"m" * 1000)
    assert not verify(made.spki, signature, b"m" * 999)
    with pytest.raises(KeyExists):
        store.create(kind.value, kind)
    store.destroy(kind.value)
    for gone in (store.get, store.destroy):
        with pytest.raises(NoSuchKey):
            gone(kind.value)


def test_the_number_of_a_key_does_not_leave_the_device(store):
    from pkcs11 import Attribute
    from pkcs11.exceptions import PKCS11Error

    key = store.create("inside", KeyKind.ECDSA_P256)
    assert not hasattr(key, "pkcs8")
    assert key._private[Attribute.SENSITIVE]
    assert not key._private[Attribute.EXTRACTABLE]
    with pytest.raises(PKCS11Error):
        key._private[Attribute.VALUE]


def test_there_is_no_sm2_in_pkcs11(store):
    with pytest.raises(KeyRefused, match="SM2"):
        store.create("national", KeyKind.SM2)
    with pytest.raises(NoSuchKey):
        store.get("national")


def test_threads_take_turns(store):
    key = store.create("shared", KeyKind.ECDSA_P256)
    with ThreadPoolExecutor(6) as pool:
        signatures = list(pool.map(lambda number: key.sign(bytes((number,))), range(120)))
    assert all(verify(key.spki, signature, bytes((number,))) for number, signature in enumerate(signatures))


def test_a_device_that_cannot_be_opened_says_so_without_its_pin(softhsm):
    for library, token, pin in (
        (LIBRARY, "another", softhsm.pin),
        (LIBRARY, softhsm.token, "4321"),
        (Path("/nowhere.so"), softhsm.token, "1234"),
    ):
        with pytest.raises(EngineUnavailable) as refused:
            Pkcs11KeyStore(library, token, pin)
        assert pin not in str(refused.value)


def test_labels_are_those_of_every_store(store):
    with pytest.raises(Malformed):
        store.create("Not a label", KeyKind.RSA)
