"""Private keys of the node: under which key they are sealed, in which device, and that a bad engine touches none."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from mingtang.config.key_commands import keys as key_commands
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust import keys
from mingtang.kernel.trust.actions.rekeying import seal_again
from mingtang.kernel.trust.api import Authority, EscrowedKey, fill_pool, prepare_authority, stamp
from mingtang.kernel.trust.models import SealedKey
from mingtang.lib.crypto.certificates import Name, check_csr, issue_root
from mingtang.lib.crypto.faults import EngineFailed, Forged
from mingtang.lib.crypto.keys import KeyKind, encrypt_pkcs8, generate_key, to_pem
from mingtang.lib.crypto.tests import openssl
from mingtang.lib.crypto.tests.hierarchy import term
from tests.softhsm import LIBRARY, Token
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh() -> Iterator[None]:
    """Caches of the process forget what the test does to them."""
    yield
    keys.signing_key.cache_clear()
    keys.require_sound_engine.cache_clear()
    keys._device.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_sealed_keys_follow_a_new_key_encryption_key_and_the_old_one_can_go(world: World, settings: Settings) -> None:
    fill_pool()
    old, new = settings.KEY_ENCRYPTION_KEY, "ab" * 16
    settings.KEY_ENCRYPTION_KEY = f"{new},{old}"
    total = SealedKey.objects.count() + EscrowedKey.objects.count()
    assert seal_again(SYSTEM) == total
    assert seal_again(SYSTEM) == 0
    settings.KEY_ENCRYPTION_KEY = new
    keys.signing_key.cache_clear()
    label = Authority.objects.get(level="issuing", kind="sm2", state="in_service").key_label
    assert keys.signing_key(label, KeyKind.SM2).algorithm is KeyKind.SM2
    settings.KEY_ENCRYPTION_KEY = old
    keys.signing_key.cache_clear()
    with pytest.raises(Forged):
        keys.signing_key(label, KeyKind.SM2)


@pytest.mark.usefixtures("fresh")
def test_an_engine_that_fails_its_tests_signs_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.signing_key.cache_clear()
    keys.require_sound_engine.cache_clear()
    failed = SimpleNamespace(failures=(SimpleNamespace(name="SM2"),))
    monkeypatch.setattr(keys, "self_test", lambda: failed)
    assert stamp(b"data", KeyKind.SM2) is None
    with pytest.raises(EngineFailed, match="SM2"):
        keys.new_key("authority", KeyKind.SM2)


@pytest.mark.slow
@pytest.mark.usefixtures("fresh")
def test_an_ecdsa_authority_may_live_in_a_device(world: World, settings: Settings, softhsm: Token) -> None:
    settings.PKCS11_LIBRARY, settings.PKCS11_TOKEN, settings.PKCS11_PIN = str(LIBRARY), *softhsm
    before = SealedKey.objects.count()
    made = prepare_authority(SYSTEM, name="设备中的签发机构", organization="和源市", kind=KeyKind.ECDSA_P256)
    assert SealedKey.objects.count() == before
    key = keys.signing_key(made.key_label, KeyKind.ECDSA_P256)
    assert not hasattr(key, "pkcs8")
    assert check_csr(bytes(made.request)).spki == key.spki


def test_a_key_file_and_its_certificate_become_a_pkcs12_that_openssl_opens(tmp_path: Path) -> None:
    key = generate_key(KeyKind.ECDSA_P256)
    (tmp_path / "key.pem").write_text(to_pem("ENCRYPTED PRIVATE KEY", encrypt_pkcs8(key, "口令 word")))
    (tmp_path / "own.cer").write_bytes(issue_root(key, Name.of(country="CN", common_name="某人"), term()))
    given = ["--key", tmp_path / "key.pem", "--certificate", tmp_path / "own.cer", "--passphrase", "口令 word"]
    made = CliRunner().invoke(key_commands, ["p12", *map(str, given), str(tmp_path / "own.p12")])
    assert made.exit_code == 0, made.output
    opened = openssl.run("pkcs12", "-in", str(tmp_path / "own.p12"), "-passin", "pass:口令 word", "-nodes")
    assert b"BEGIN PRIVATE KEY" in opened
    given[-1] = "wrong"
    assert CliRunner().invoke(key_commands, ["p12", *map(str, given), str(tmp_path / "no.p12")]).exit_code == 1
