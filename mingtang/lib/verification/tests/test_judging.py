"""What a file is, is seen from its bytes; what is no document is refused in words, whatever it was made to do."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.digests import canonical_json
from mingtang.lib.verdicts import Outcome
from mingtang.lib.verification import Kind, Unreadable, judge_apart, judge_file, kind_of, make_bundle

NOW = datetime(2026, 11, 23, tzinfo=UTC)
NOTHING = Evidence(roots=())


def package(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


HOSTILE = {
    "nothing": b"",
    "text": b"hello",
    "json": b'{"format":"other"}\n{}',
    "half a pdf": b"%PDF-1.7\n" + b"x" * 1000,
    "a pdf that nests": b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000,
    "half a zip": b"PK\x03\x04" + b"\0" * 100,
    "another zip": package(a_txt=b"a"),
    "an empty ofd": package(OFD_xml=b"<a/>"),
    "a bomb": package(OFD_xml=b"\0" * (65 << 20)),
    "a bundle of nothing": package(manifest_json=b"{}"),
    "a manifest that nests": package(manifest_json=b"[" * 100_000),
    "a bundle of a bundle": package(
        manifest_json=b'{"format":"mingtang-bundle-1","document":"a.zip"}', a_zip=package(manifest_json=b"{}")
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_document_is_refused_in_words(name: str) -> None:
    for read in (judge_file, make_bundle):
        with pytest.raises(Unreadable) as refused:
            read(HOSTILE[name], NOTHING, now=NOW)
        assert refused.value.says


BROKEN_EXPORTS = {
    "one line": b'{"first":1,"format":"mingtang-evidence-1"}',
    "nested": b'{"first":1,"format":"mingtang-evidence-1"}\n' + b"[" * 100_000,
    "two ways to read it": b'{"first":1,"format":"mingtang-evidence-1","format":"mingtang-evidence-1"}\n{}',
    "fractions": b'{"first":1,"format":"mingtang-evidence-1"}\n{"last":0.0}',
    "stamps of nothing": canonical_json({"first": 1, "format": "mingtang-evidence-1"})
    + b"\n"
    + canonical_json({"last": 0, "head": "0" * 64, "stamps": [1]}),
    "other head": canonical_json({"first": 1, "format": "mingtang-evidence-1"})
    + b"\n"
    + canonical_json({"last": 0, "head": "1" * 64}),
}


@pytest.mark.parametrize("name", BROKEN_EXPORTS)
def test_a_broken_export_is_not_valid(name: str) -> None:
    assert kind_of(BROKEN_EXPORTS[name]) is Kind.EVIDENCE
    (verdict,) = judge_file(BROKEN_EXPORTS[name], NOTHING, now=NOW).verdicts
    assert (verdict.outcome, verdict.steps[0].code) == (Outcome.INVALID, "chain")


def test_a_process_that_runs_out_of_time_or_memory_ends_in_words() -> None:
    with pytest.raises(Unreadable, match="过于复杂"):
        judge_apart(b"hello", NOTHING, now=NOW, seconds=0)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        judge_file(b"%PDF-1.7", NOTHING, now=datetime(2026, 1, 1))
