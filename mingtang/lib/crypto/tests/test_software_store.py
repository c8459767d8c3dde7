import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from mingtang.lib.confidential import Keyring
from mingtang.lib.crypto.faults import Forged, KeyExists, Malformed, NoSuchKey
from mingtang.lib.crypto.keys import KeyKind, verify
from mingtang.lib.crypto.store import FolderOfKeys, SoftwareKeyStore

OLD, NEW = "0a" * 32, "0b" * 32


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "keys"


@pytest.fixture
def store(folder):
    return SoftwareKeyStore(FolderOfKeys(folder), Keyring(OLD))


def test_a_key_that_was_made_is_there_until_it_is_destroyed(store):
    made = store.create("node.sm2", KeyKind.SM2)
    found = store.get("node.sm2")
    assert verify(made.spki, found.sign(b"m"), b"m")
    store.destroy("node.sm2")
    for gone in (store.get, store.destroy, store.seal_again):
        with pytest.raises(NoSuchKey):
            gone("node.sm2")


def test_keys_of_all_kinds_are_kept(store, key):
    store.put("mine", key)
    assert store.get("mine").pkcs8() == key.pkcs8()
    assert store.get("mine").algorithm is key.algorithm


def test_a_label_is_used_once_even_by_threads(store):
    def create(_: int) -> int:
        try:
            store.create("one", KeyKind.SM2)
        except KeyExists:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(create, range(24))) == 1


def test_nothing_of_a_key_is_in_clear_on_the_disk(store, folder, key):
    store.put("mine", key)
    (file,) = folder.iterdir()
    lying, bare = file.read_bytes(), key.pkcs8()
    assert not any(bare[at : at + 8] in lying for at in range(len(bare) - 8))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_sealed_key_opens_in_its_place_with_its_key_encryption_key_only(store, folder):
    store.create("one", KeyKind.SM2)
    sealed = (folder / "one.key").read_text()
    (folder / "two.key").write_text(sealed)
    with pytest.raises(Forged, match="key two"):
        store.get("two")
    with pytest.raises(Forged):
        SoftwareKeyStore(FolderOfKeys(folder), Keyring(NEW)).get("one")
    (folder / "one.key").write_text(sealed[:-4] + "AAAA")
    with pytest.raises(Forged):
        store.get("one")
    (folder / "one.key").write_text("rubbish")
    with pytest.raises(Forged):
        store.get("one")


def test_the_key_encryption_key_can_be_changed(store, folder):
    made = store.create("one", KeyKind.ECDSA_P256)
    both = SoftwareKeyStore(FolderOfKeys(folder), Keyring(NEW, [OLD]))
    both.seal_again("one")
    assert SoftwareKeyStore(FolderOfKeys(folder), Keyring(NEW)).get("one").spki == made.spki
    with pytest.raises(Forged):
        store.get("one")


@pytest.mark.parametrize("label", ["", "../x", "a/b", ".x", "x" * 64, "A", "a b", "a\n", "根"])
def test_labels_that_could_lead_elsewhere_are_refused(store, label):
    for refused in (store.get, store.destroy, lambda bad: store.create(bad, KeyKind.SM2)):
        with pytest.raises(Malformed):
            refused(label)


def test_a_crash_while_writing_leaves_the_old_key_whole(store, folder, monkeypatch):
    made = store.create("one", KeyKind.SM2)
    with monkeypatch.context() as broken, pytest.raises(OSError):
        broken.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("no power")))
        store.seal_again("one")
    assert store.get("one").spki == made.spki
    assert [file.name for file in folder.iterdir()] == ["one.key"]


def test_neither_store_nor_faults_show_secrets(store, folder):
    key = store.create("one", KeyKind.SM2)
    (folder / "one.key").write_text((folder / "one.key").read_text()[:-4] + "AAAA")
    with pytest.raises(Forged) as fault:
        store.get("one")
    shown = f"{fault.value} {store!r} {vars(store)!r} {key!r}"
    assert OLD not in shown
    assert key.number().hex() not in shown
