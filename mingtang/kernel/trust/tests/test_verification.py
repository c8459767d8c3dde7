"""What anybody is told of a file: verdict, register, ledger; on the page, by the API, and in clear words when it cannot be."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mingtang.kernel.evidence.api import SYSTEM, seal_pending
from mingtang.kernel.evidence.chain import export_chain
from mingtang.kernel.trust.api import (
    Certificate,
    Seal,
    SealMandate,
    cancel_seal,
    resume_seal,
    revoke_certificate,
    seal_ofd,
    seal_pdf,
    suspend_seal,
)
from mingtang.kernel.trust.tests.test_sealing import SPOTS, document, mandate, seal  # noqa: F401
from mingtang.kernel.trust.timestamps.completing import stamp_evidence
from mingtang.kernel.trust.verification.examining import bundle_of, examine
from mingtang.lib.crypto.revocation import Reason
from mingtang.lib.ofd import write_ofd
from mingtang.lib.verdicts import Outcome
from mingtang.lib.verification import Kind, Unreadable, judge_file, make_bundle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Files are read in this process, but where a test is about the other one."""
    if "page" not in request.node.name:
        monkeypatch.setattr("mingtang.kernel.trust.verification.examining.judge_apart", judge_file)
        monkeypatch.setattr("mingtang.kernel.trust.verification.examining.bundle_apart", make_bundle)


@pytest.fixture
def sealed(mandate: SealMandate) -> bytes:  # noqa: F811
    return seal_pdf(SYSTEM, mandate, document(), SPOTS, title="准予许可决定书", about=mandate).content


def sent(content: bytes, name: str = "a.pdf", **more: str) -> Any:
    return Client().post("/verify/", {"file": SimpleUploadedFile(name, content), **more})


def step(examination: Any, code: str) -> Any:
    return examination.signatures[0].verdict.step(code)


def test_a_sealed_pdf_is_valid_and_stands_in_register_and_ledger(sealed: bytes, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):
        found = examine(sealed)
    assert found.outcome is Outcome.VALID
    assert step(found, "register").passed
    (entry,) = found.entries
    assert (entry.title, entry.seal.organ.name) == ("准予许可决定书", "和源市住房和城乡建设局")


def test_a_changed_copy_is_refused_and_not_in_the_ledger(sealed: bytes) -> None:
    at = sealed.index(b"stream") + 20
    found = examine(sealed[:at] + bytes((sealed[at] ^ 1,)) + sealed[at + 1 :])
    assert found.outcome is Outcome.INVALID
    assert not found.entries


def test_what_was_sealed_before_a_seal_was_cancelled_stays_good_what_came_later_does_not(
    sealed: bytes,
    mandate: SealMandate,  # noqa: F811
) -> None:
    suspend_seal(SYSTEM, mandate.seal, reason="清查")
    found = examine(sealed)
    assert "后来已停用" in step(found, "register").says
    assert step(found, "register").passed
    resume_seal(SYSTEM, mandate.seal, reason="清查完毕")
    cancel_seal(SYSTEM, mandate.seal, reason="机构改革")
    Seal.objects.update(state_at=timezone.now() - timedelta(days=1))
    found = examine(sealed)
    assert found.outcome is Outcome.INVALID
    assert step(found, "register").passed is False


def test_a_revocation_counts_before_the_next_list_is_out(sealed: bytes, mandate: SealMandate) -> None:  # noqa: F811
    certificate = Certificate.objects.get(pk=mandate.seal.international_id)
    revoke_certificate(SYSTEM, certificate, Reason.SUPERSEDED)
    assert step(examine(sealed), "standing").passed
    Certificate.objects.update(state_at=timezone.now() - timedelta(days=1))
    assert examine(sealed).outcome is Outcome.INVALID


def test_an_ofd_and_its_bundle_are_verified_alike(mandate: SealMandate) -> None:  # noqa: F811
    bare = write_ofd(document(), title="通知书", attachments=())
    ofd = seal_ofd(SYSTEM, mandate, bare, SPOTS, title="通知书", about=mandate).content
    found, bundled = examine(ofd), examine(bundle_of(ofd))
    assert found.outcome is bundled.outcome is Outcome.VALID
    assert found.report.digest == bundled.report.digest
    assert bundled.entries


def test_an_export_of_the_evidence_is_valid_with_its_timestamp_and_unknown_without(seal: Seal) -> None:  # noqa: F811
    while seal_pending():
        pass
    unstamped = exported()
    assert examine(unstamped).outcome is Outcome.UNKNOWN
    assert stamp_evidence() == 1
    export = exported()
    assert examine(export).outcome is Outcome.VALID
    assert step(examine(export), "timestamp").passed
    lines = export.split(b"\n")
    assert examine(export.replace(lines[2] + b"\n", b"")).outcome is Outcome.INVALID


def exported() -> bytes:
    out = StringIO()
    export_chain(out)
    return out.getvalue().encode()


def test_the_page_says_who_signed_when_and_what_to_do(sealed: bytes) -> None:
    answer = sent(sealed)
    said = answer.content.decode()
    assert answer.status_code == 200
    for words in ("核验通过", "怎么办", "和源市住房和城乡建设局", "由时间戳证明", "准予许可决定书", "测试证书"):
        assert words in said, words


def test_the_page_hands_out_a_bundle(sealed: bytes) -> None:
    answer = sent(sealed, wish="bundle")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert examine(answer.content).outcome is Outcome.VALID


def test_a_pdf_without_a_signature_proves_nothing() -> None:
    answer = sent(document())
    assert (answer.status_code, "没有电子签名" in answer.content.decode()) == (200, True)


def test_what_cannot_be_verified_is_refused_in_clear_words() -> None:
    answer = sent(b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000)
    assert answer.status_code == 422
    assert "过于复杂" in answer.content.decode()


def test_no_file_and_too_large_a_file_are_refused_before_anything_is_read() -> None:
    assert Client().post("/verify/").status_code == 422
    large = Client().post("/verify/", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(1 << 30))
    assert large.status_code == 413
    assert "没有核验" in large.content.decode()


def test_one_address_verifies_so_often_in_a_minute_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingtang.kernel.trust.views.verification.PER_MINUTE", 0)
    assert sent(b"x").status_code == 429


def test_programs_get_the_same_verdict(sealed: bytes) -> None:
    told = Client().post("/api/verify", {"file": BytesIO(sealed)}).json()
    assert (told["kind"], told["outcome"], told["verdicts"][0]["seal_organ"]) == (
        Kind.PDF,
        Outcome.VALID,
        "和源市住房和城乡建设局",
    )
    assert told["ledger"][0]["title"] == "准予许可决定书"
    refused = Client().post("/api/verify", {"file": BytesIO(b"hello")})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "file")


def test_a_bundle_inside_a_bundle_is_refused(sealed: bytes) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": "mingtang-bundle-1", "document": "document.pdf"}))
        archive.writestr("document.pdf", bundle_of(sealed))
    with pytest.raises(Unreadable):
        examine(buffer.getvalue())
