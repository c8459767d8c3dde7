"""What we make the program `openssl` accepts, and the other way round."""

import os
import re
import subprocess

import pytest
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from mingtang.lib.crypto.engine import DEFAULT_ID
from mingtang.lib.crypto.faults import KeyRefused, Malformed
from mingtang.lib.crypto.keys import (
    KeyKind,
    Sm2Key,
    decrypt_pkcs8,
    encrypt,
    encrypt_pkcs8,
    export_pkcs12,
    from_pem,
    generate_key,
    load_pkcs8,
    to_pem,
    verify,
)
from mingtang.lib.crypto.tests import openssl
from mingtang.lib.crypto.tests.openssl import PASSPHRASE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """`ours.der`, `ours.pub` made here; `theirs.der`, `theirs.pub` made there."""
    made = tmp_path_factory.mktemp("openssl")
    ours = Sm2Key.generate()
    (made / "ours.der").write_bytes(ours.pkcs8())
    (made / "ours.pub").write_bytes(ours.spki)
    (made / "theirs.der").write_bytes(openssl.new_key("SM2"))
    public = openssl.run("pkey", "-in", str(made / "theirs.der"), "-inform", "DER", "-pubout", "-outform", "DER")
    (made / "theirs.pub").write_bytes(public)
    return made


@pytest.fixture(params=["ours", "theirs"])
def pair(request, folder):
    """A key, and the names of its files."""
    key = load_pkcs8((folder / f"{request.param}.der").read_bytes())
    assert key.spki == (folder / f"{request.param}.pub").read_bytes()
    return key, folder / f"{request.param}.der", folder / f"{request.param}.pub"


@pytest.mark.parametrize("user_id", [DEFAULT_ID, b"", b"ALICE123@YAHOO.COM", bytes(range(200))], ids=len)
def test_signatures_verify_on_the_other_side_under_the_same_identifier_only(pair, user_id):
    key, private, public = pair
    message = "明堂".encode() * 50
    theirs, ours = openssl.signed(private, message, user_id), key.sign(message, user_id=user_id)
    assert verify(key.spki, theirs, message, user_id=user_id)
    assert not verify(key.spki, theirs, message, user_id=b"another")
    assert openssl.verifies(public, ours, message, user_id)
    assert not openssl.verifies(public, ours, message, b"another")
    assert not openssl.verifies(public, ours, message + b".", user_id)


def test_without_an_identifier_openssl_means_the_empty_one(pair):
    """The trap of its default: nobody else verifies what it signs without `distid`."""
    key, private, _ = pair
    careless = openssl.run("dgst", "-sm3", "-sign", str(private), "-keyform", "DER", data=b"m")
    assert verify(key.spki, careless, b"m", user_id=b"")
    assert not verify(key.spki, careless, b"m")


def test_ciphertexts_open_on_the_other_side(pair, folder):
    key, private, public = pair
    cipher, public_options = folder / "cipher", ["-pubin", "-inkey", str(public), "-keyform", "DER"]
    for text in (b"x", b"a key of 16 byte", os.urandom(300)):
        assert key.decrypt(openssl.run("pkeyutl", "-encrypt", *public_options, data=text)) == text
        cipher.write_bytes(encrypt(key.spki, text))
        options = ["-inkey", str(private), "-keyform", "DER", "-in", str(cipher)]
        assert openssl.run("pkeyutl", "-decrypt", *options) == text


def test_keys_under_a_passphrase_are_read_by_openssl(key, folder):
    sealed = encrypt_pkcs8(key, PASSPHRASE, iterations=1000)
    assert decrypt_pkcs8(sealed, PASSPHRASE).spki == key.spki
    (folder / "sealed.pem").write_text(to_pem("ENCRYPTED PRIVATE KEY", sealed))
    options = ["-in", str(folder / "sealed.pem"), "-passin", f"pass:{PASSPHRASE}", "-pubout", "-outform", "DER"]
    assert openssl.run("pkey", *options) == key.spki


@pytest.mark.parametrize("cipher", ["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "sm4-cbc"])
@pytest.mark.parametrize("digest", ["hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA512"])
def test_keys_that_openssl_puts_under_a_passphrase_are_read_here(folder, cipher, digest):
    private = folder / "theirs.der"
    how = ["-v2", cipher, "-v2prf", digest, "-iter", "1000", "-passout", f"pass:{PASSPHRASE}"]
    text = openssl.run("pkcs8", "-topk8", "-in", str(private), "-inform", "DER", *how).decode()
    key = decrypt_pkcs8(from_pem("ENCRYPTED PRIVATE KEY", text), PASSPHRASE)
    assert key.spki == (folder / "theirs.pub").read_bytes()


def test_keys_of_all_kinds_that_openssl_makes_are_read_here():
    kinds = {
        KeyKind.SM2: ["EC", "-pkeyopt", "ec_paramgen_curve:SM2"],
        KeyKind.ECDSA_P256: ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        KeyKind.RSA: ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    }
    for kind, options in kinds.items():
        key = load_pkcs8(openssl.new_key(*options))
        assert key.algorithm is kind
        assert verify(key.spki, key.sign(b"m"), b"m")


def test_keys_that_we_do_not_use_are_refused():
    for options in (
        ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
        ["EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-pkeyopt", "ec_param_enc:explicit"],
        ["RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
        ["ED25519"],
    ):
        made = openssl.new_key(*options)
        with pytest.raises(KeyRefused):
            load_pkcs8(made)


@pytest.fixture
def certified(key, folder):
    """A key, its certificate, and another certificate; both sign themselves."""
    return key, *(self_signed(each, folder) for each in (key, generate_key(KeyKind.SM2)))


def self_signed(key, folder) -> bytes:
    (folder / "self.der").write_bytes(key.pkcs8())
    digest = ["-sm3", "-sigopt", f"distid:{DEFAULT_ID.decode()}"] if key.algorithm is KeyKind.SM2 else ["-sha256"]
    named = ["-subj", "/CN=" + key.spki[-4:].hex(), "-days", "2", "-outform", "DER"]
    return openssl.run("req", "-x509", "-key", str(folder / "self.der"), "-keyform", "DER", *digest, *named)


def test_pkcs12_holds_key_and_certificates_under_the_passphrase(certified, folder):
    key, certificate, above = certified
    made = export_pkcs12(key, certificate, [above], PASSPHRASE, name="经办人", iterations=1000)
    (folder / "made.p12").write_bytes(made)
    options = ["pkcs12", "-in", str(folder / "made.p12"), "-passin", f"pass:{PASSPHRASE}", "-nodes"]
    text = openssl.run(*options).decode("latin-1")  # it prints the name in an encoding of its own
    assert load_pkcs8(from_pem("PRIVATE KEY", text)).spki == key.spki
    assert [
        from_pem("CERTIFICATE", block) for block in re.findall(r"-----BEGIN CERT.*?END CERT.*?-----", text, re.S)
    ] == [
        certificate,
        above,
    ]
    told = subprocess.run(["openssl", *options, "-info", "-noout"], capture_output=True, check=True).stderr.decode()
    assert "AES-256-CBC" in told
    assert "MAC: sha256" in told
    wrong = subprocess.run(["openssl", *options[:3], "-passin", "pass:wrong"], capture_output=True, check=False)
    assert wrong.returncode != 0
    if key.algorithm is not KeyKind.SM2:  # which this reader does not know
        assert load_pkcs12(made, PASSPHRASE.encode()).cert.friendly_name.decode() == "经办人"


def test_pkcs12_of_a_certificate_that_is_not_the_keys_is_refused(certified):
    key, certificate, above = certified
    with pytest.raises(KeyRefused):
        export_pkcs12(key, above, [certificate], PASSPHRASE)
    with pytest.raises(KeyRefused):
        export_pkcs12(key, certificate, [], "")
    with pytest.raises(Malformed):
        export_pkcs12(key, certificate[:-1], [], PASSPHRASE)
