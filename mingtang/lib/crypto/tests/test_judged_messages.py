"""Signed messages and timestamps before `openssl`, and those of openssl here. For SM2 it judges the signed attributes."""

import subprocess

import pytest

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.cms import Family, read_cms, sign_cms, verify_cms
from mingtang.lib.crypto.faults import NotTrusted
from mingtang.lib.crypto.keys import KeyKind, to_pem
from mingtang.lib.crypto.tests import openssl
from mingtang.lib.crypto.tests.hierarchy import NOW, hierarchy
from mingtang.lib.crypto.timestamps import Imprint, Stamper, read_timestamp_request, token_of, verify_timestamp

pytestmark = pytest.mark.slow
CONTENT = "批复".encode()
INTERNATIONAL = [KeyKind.ECDSA_P256, KeyKind.RSA]


def prepared(kind, folder):
    """The hierarchy and its files: certificates, keys, the content."""
    h = hierarchy(kind)
    for profile in ("organ-signing", "timestamper"):
        (folder / f"{profile}.key").write_text(to_pem("PRIVATE KEY", h.holder(profile).key.pkcs8()))
    h.written(folder)
    (folder / "content").write_bytes(CONTENT)
    return h


def fails(*arguments: str) -> bool:
    return subprocess.run(["openssl", *arguments], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("kind", INTERNATIONAL)
@pytest.mark.parametrize("detached", [False, True])
def test_openssl_verifies_our_messages(kind, detached, tmp_path):
    h = prepared(kind, tmp_path)
    organ = h.holder()
    ours = sign_cms(organ.key, organ.certificate, CONTENT, chain=[h.city.certificate], detached=detached, signed_at=NOW)
    (tmp_path / "message").write_bytes(ours)
    content = ["-content", f"{tmp_path}/content"] if detached else []
    verifying = ["cms", "-verify", "-binary", "-inform", "DER", "-CAfile", f"{tmp_path}/root.pem", "-purpose", "any"]
    assert openssl.run(*verifying, *content, "-in", f"{tmp_path}/message") == CONTENT
    (tmp_path / "message").write_bytes(ours[:-1] + bytes((ours[-1] ^ 1,)))
    assert fails(*verifying, *content, "-in", f"{tmp_path}/message")


@pytest.mark.parametrize("kind", INTERNATIONAL)
@pytest.mark.parametrize("options", [[], ["-nodetach"], ["-nodetach", "-noattr"], ["-nodetach", "-keyid"]], ids=str)
def test_messages_of_openssl_verify_here(kind, options, tmp_path):
    h = prepared(kind, tmp_path)
    signer = ["-signer", f"{tmp_path}/organ-signing.pem", "-inkey", f"{tmp_path}/organ-signing.key"]
    making = ["cms", "-sign", "-binary", "-md", "sha256", "-outform", "DER", "-in", f"{tmp_path}/content", *signer]
    theirs = openssl.run(*making, *options)
    _, (signed_by,) = verify_cms(theirs, None if options else CONTENT)
    assert signed_by.certificate == h.holder().certificate
    with pytest.raises(NotTrusted):
        verify_cms(theirs[:-1] + bytes((theirs[-1] ^ 1,)), None if options else CONTENT)


@pytest.mark.parametrize("family", list(Family))
def test_openssl_verifies_what_sm2_signers_signed(family, tmp_path):
    organ = hierarchy(KeyKind.SM2).holder()
    (signer,) = read_cms(sign_cms(organ.key, organ.certificate, CONTENT, family=family)).signers
    (tmp_path / "key").write_bytes(organ.key.spki)
    assert openssl.verifies(tmp_path / "key", signer.signature, b"\x31" + signer.attributes.whole[1:])
    assert not openssl.verifies(tmp_path / "key", signer.signature, signer.attributes.whole)


@pytest.mark.parametrize("kind", INTERNATIONAL)
def test_openssl_asks_for_a_timestamp_and_believes_it(kind, tmp_path):
    h = prepared(kind, tmp_path)
    holder = h.holder("timestamper")
    question, answer = f"{tmp_path}/question", f"{tmp_path}/answer"
    openssl.run("ts", "-query", "-data", f"{tmp_path}/content", "-sha256", "-cert", "-out", question)
    asked = (tmp_path / "question").read_bytes()
    stamper = Stamper(holder.certificate, holder.key, "1.2.156.10260.9.8", (h.city.certificate,))
    ours = stamper.answer(asked, serial=1, moment=NOW)
    (tmp_path / "answer").write_bytes(ours)
    verifying = [
        "ts",
        "-verify",
        "-CAfile",
        f"{tmp_path}/root.pem",
        "-untrusted",
        f"{tmp_path}/city.pem",
        "-in",
        answer,
    ]
    assert b"Verification: OK" in openssl.run(*verifying, "-queryfile", question)
    (tmp_path / "other").write_bytes(CONTENT + b".")
    assert fails(*verifying, "-data", f"{tmp_path}/other")
    told, _ = verify_timestamp(token_of(ours), CONTENT, judge=lambda *given: None)
    assert (told.imprint, told.nonce) == (Imprint.of(CONTENT, oids.SHA256), read_timestamp_request(asked).nonce)


def test_openssl_verifies_what_an_sm2_authority_stamped(tmp_path):
    h = prepared(KeyKind.SM2, tmp_path)
    holder = h.holder("timestamper")
    openssl.run("ts", "-query", "-data", f"{tmp_path}/content", "-sm3", "-cert", "-out", f"{tmp_path}/question")
    stamper = Stamper(holder.certificate, holder.key, "1.2.156.10260.9.8")
    token = token_of(stamper.answer((tmp_path / "question").read_bytes(), serial=1, moment=NOW))
    (signer,) = read_cms(token).signers
    (tmp_path / "key").write_bytes(holder.key.spki)
    assert openssl.verifies(tmp_path / "key", signer.signature, b"\x31" + signer.attributes.whole[1:])


CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/timestamper.pem
signer_key = {folder}/timestamper.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1, millisecs:500, microsecs:100
ess_cert_id_alg = sha256
"""


@pytest.mark.parametrize("kind", INTERNATIONAL)
def test_timestamps_of_openssl_verify_here(kind, tmp_path):
    h = prepared(kind, tmp_path)
    (tmp_path / "tsa.cnf").write_text(CONFIGURATION.format(folder=tmp_path))
    (tmp_path / "serial").write_text("0A")
    openssl.run("ts", "-query", "-data", f"{tmp_path}/content", "-sha256", "-cert", "-out", f"{tmp_path}/question")
    replying = ["ts", "-reply", "-config", f"{tmp_path}/tsa.cnf", "-queryfile", f"{tmp_path}/question"]
    theirs = openssl.run(*replying, "-out", f"{tmp_path}/answer") or (tmp_path / "answer").read_bytes()
    told, authority = verify_timestamp(token_of(theirs), CONTENT, judge=lambda *given: None, policies=["1.2.3.4"])
    assert authority == h.holder("timestamper").certificate
    assert told.accuracy.total_seconds() == 1.5001
