"""Lists and answers before `openssl` and pkilint. For SM2 openssl judges what was signed: it takes no identifier there."""

import subprocess

import pytest

from mingtang.lib.crypto.certificates.signed import Signed
from mingtang.lib.crypto.keys import KeyKind, to_pem
from mingtang.lib.crypto.revocation import Reason, Responder, Revoked, make_crl, read_answer, read_crl
from mingtang.lib.crypto.tests import openssl
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, hierarchy
from mingtang.lib.crypto.tests.linter import findings

pytestmark = pytest.mark.slow


@pytest.fixture(params=list(KeyKind), ids=str)
def h(request):
    return hierarchy(request.param)


@pytest.fixture
def folder(h, tmp_path):
    for profile in ("organ-signing", "device", "ocsp-signer"):
        h.holder(profile)
    return h.written(tmp_path)


def told(*arguments: str) -> str:
    done = subprocess.run(["openssl", *arguments], capture_output=True, check=False)
    return (done.stdout + done.stderr).decode()


def accepts_digest(frame: Signed, spki: bytes, folder) -> bool:
    (folder / "signer.der").write_bytes(spki)
    return openssl.verifies(folder / "signer.der", frame.signature, frame.content.whole)


def listed(h, authority, revoked=(), **options) -> bytes:
    return make_crl(authority, revoked, number=7, this_update=NOW - DAY, next_update=NOW + DAY, **options)


def test_openssl_finds_revoked_certificates_in_our_lists(h, folder):
    gone = Revoked(h.holder("device").certificate.serial, NOW - DAY, Reason.CESSATION_OF_OPERATION)
    ours = listed(h, h.city, [gone])
    if h.kind is KeyKind.SM2:
        assert accepts_digest(read_crl(ours).frame, h.city.key.spki, folder)
        assert "CRL Number" in told("crl", "-inform", "DER", "-in", _file(folder, ours), "-noout", "-text")
        return
    lists = [listed(h, h.root), ours]
    (folder / "lists.pem").write_text("".join(to_pem("X509 CRL", each) for each in lists))
    chain = ["-CAfile", f"{folder}/root.pem", "-untrusted", f"{folder}/city.pem", "-CRLfile", f"{folder}/lists.pem"]
    assert told("verify", "-crl_check_all", *chain, f"{folder}/organ-signing.pem").endswith("OK\n")
    assert "error 23 " in told("verify", "-crl_check_all", *chain, f"{folder}/device.pem")
    issuer = ["-CAfile", f"{folder}/city.pem", "-noout"]
    assert "verify OK" in told("crl", "-inform", "DER", "-in", _file(folder, ours), *issuer)
    assert "verify failure" in told("crl", "-inform", "DER", "-in", _file(folder, ours[:-1] + b"\0"), *issuer)


def _file(folder, encoded: bytes) -> str:
    (folder / "one.der").write_bytes(encoded)
    return f"{folder}/one.der"


@pytest.mark.parametrize("revoked", [False, True], ids=["good", "revoked"])
def test_openssl_believes_our_answers_to_its_questions(h, folder, revoked):
    certificate, signer = h.holder("device").certificate, h.holder("ocsp-signer")
    about = ["-issuer", f"{folder}/city.pem", "-cert", f"{folder}/device.pem"]
    told("ocsp", *about, "-reqout", f"{folder}/question")
    status = Revoked(certificate.serial, NOW - DAY, Reason.KEY_COMPROMISE) if revoked else None
    answer = Responder(h.city.certificate, signer.certificate, signer.key).answer(
        (folder / "question").read_bytes(),
        lambda serials: {certificate.serial: status},
        this_update=NOW - DAY,
        next_update=NOW + DAY,
    )
    if h.kind is KeyKind.SM2:
        assert accepts_digest(read_answer(answer).frame, signer.key.spki, folder)
    (folder / "answer").write_bytes(answer)
    options = [
        "-reqin",
        f"{folder}/question",
        "-no_nonce",
        "-CAfile",
        f"{folder}/root.pem",
        "-verify_other",
        f"{folder}/city.pem",
    ]
    said = told("ocsp", "-respin", f"{folder}/answer", *options, *about)
    assert f"device.pem: {'revoked' if revoked else 'good'}" in said
    assert ("Response verify OK" in said) == (h.kind is not KeyKind.SM2)
    assert "Nonce Verify error" not in said
    at = answer.index(signer.encoded) - 9  # the last byte of the signature
    (folder / "answer").write_bytes(answer[:at] + bytes((answer[at] ^ 1,)) + answer[at + 1 :])
    assert "Response Verify Failure" in told("ocsp", "-respin", f"{folder}/answer", *options, *about)


def test_the_linter_finds_no_errors(h, folder):
    gone = [Revoked(5, NOW - DAY, Reason.KEY_COMPROMISE), Revoked(6, NOW - DAY)]
    back = [Revoked(7, NOW - DAY, Reason.REMOVE_FROM_LIST)]
    for encoded in (listed(h, h.city), listed(h, h.city, gone), listed(h, h.city, back, base=3), listed(h, h.root)):
        assert findings("list", encoded, folder) == []
    signer = h.holder("ocsp-signer")
    openssl.run("ocsp", "-issuer", f"{folder}/city.pem", "-cert", f"{folder}/device.pem", "-reqout", f"{folder}/q")
    asked, serial = (folder / "q").read_bytes(), h.holder("device").certificate.serial
    for register in ({}, {serial: None}, {serial: Revoked(serial, NOW - DAY, Reason.HOLD)}):
        answer = Responder(h.city.certificate, signer.certificate, signer.key).answer(
            asked, lambda serials, register=register: register, this_update=NOW, next_update=NOW + DAY
        )
        assert findings("answer", answer, folder) == []
