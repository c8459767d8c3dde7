"""Certificates and requests before judges that are not ours: `openssl` and pkilint."""

import subprocess

import pytest

from mingtang.lib.crypto.certificates import PROFILES, check_csr, make_csr
from mingtang.lib.crypto.engine import DEFAULT_ID
from mingtang.lib.crypto.faults import NotTrusted
from mingtang.lib.crypto.keys import KeyKind, to_pem
from mingtang.lib.crypto.tests import openssl
from mingtang.lib.crypto.tests.hierarchy import hierarchy, subject
from mingtang.lib.crypto.tests.linter import findings

pytestmark = pytest.mark.slow
DISTID = f"distid:{DEFAULT_ID.decode()}"
# GM/T 0015 wants the uses that RFC 8813 forbids to keys on curves: with SM2, exactly this is found
_NATIONAL_USES = "Prohibited key usage value(s) present: dataEncipherment, keyEncipherment"


@pytest.fixture(params=list(KeyKind), ids=str)
def h(request):
    return hierarchy(request.param)


@pytest.fixture
def folder(h, tmp_path):
    for profile in PROFILES.keys() - {"root", "authority"}:
        h.holder(profile)
    return h.written(tmp_path)


def accepts(*arguments: str) -> bool:
    return subprocess.run(["openssl", "verify", *arguments], capture_output=True, check=False).returncode == 0


def link(kind: KeyKind, issuer: str, certificate: str) -> list[str]:
    """One link: openssl takes the identifier for the lowest certificate only."""
    identifier = ["-vfyopt", DISTID] if kind is KeyKind.SM2 else []
    return [*identifier, "-x509_strict", "-partial_chain", "-trusted", issuer, certificate]


def test_openssl_verifies_every_link(h, folder):
    assert accepts(*link(h.kind, f"{folder}/root.pem", f"{folder}/city.pem"))
    for profile in h.holders:
        assert accepts(*link(h.kind, f"{folder}/city.pem", f"{folder}/{profile}.pem")), profile
    assert not accepts(*link(h.kind, f"{folder}/root.pem", f"{folder}/device.pem"))


def test_openssl_verifies_whole_chains_for_their_purpose(h, folder):
    if h.kind is KeyKind.SM2:
        pytest.skip("openssl verifies SM2 link by link")
    whole = ["-x509_strict", "-CAfile", f"{folder}/root.pem", "-untrusted", f"{folder}/city.pem"]
    for profile, purpose in [
        ("server-signing", "sslserver"),
        ("device", "sslclient"),
        ("timestamper", "timestampsign"),
    ]:
        assert accepts(*whole, "-purpose", purpose, f"{folder}/{profile}.pem"), profile
    assert not accepts(*whole, "-purpose", "sslserver", f"{folder}/organ-signing.pem")


def test_openssl_refuses_an_altered_copy(h, folder):
    altered = bytearray(h.holder("device").encoded)
    altered[-1] ^= 1
    (folder / "altered.pem").write_text(to_pem("CERTIFICATE", bytes(altered)))
    assert not accepts(*link(h.kind, f"{folder}/city.pem", f"{folder}/altered.pem"))


def test_the_linter_finds_no_errors(h, tmp_path):
    given = {"root": h.root.certificate.encoded, "city": h.city.certificate.encoded}
    given |= {profile: h.holder(profile).encoded for profile in PROFILES.keys() - {"root", "authority"}}
    for profile, encoded in given.items():
        found = findings("certificate", encoded, tmp_path)
        expected = h.kind is KeyKind.SM2 and profile.endswith("encryption")
        assert [line.split("(ERROR): ")[1] for line in found] == ([_NATIONAL_USES] if expected else []), profile


def test_requests_pass_both_ways(h, tmp_path):
    key, request, private = h.holder().key, tmp_path / "request", tmp_path / "key"
    named = ["-sm3", "-sigopt", DISTID] if h.kind is KeyKind.SM2 else []
    request.write_bytes(make_csr(key, subject()))
    verifying = ["-vfyopt", DISTID] if h.kind is KeyKind.SM2 else []
    openssl.run("req", "-verify", "-noout", "-inform", "DER", "-in", str(request), *verifying)
    private.write_bytes(key.pkcs8())
    asked = ["-subj", "/C=CN/CN=a", "-addext", "subjectAltName=DNS:a.example,IP:127.0.0.1"]
    theirs = openssl.run("req", "-new", "-key", str(private), "-keyform", "DER", "-outform", "DER", *asked, *named)
    assert [name.value for name in check_csr(theirs).alternative_names] == ["a.example", "127.0.0.1"]
    with pytest.raises(NotTrusted):
        check_csr(theirs.replace(b"a.example", b"b.example"))
