"""The one entrance: a file of any kind in, a report out."""

from collections.abc import Callable, Mapping
from datetime import datetime

from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.digests import sm3_hex
from mingtang.lib.ofd import OfdFault, verify_ofd
from mingtang.lib.pdf import UnreadablePdf, verify_pdf
from mingtang.lib.verdicts import Verdict, together
from mingtang.lib.verification.bundles import read_bundle
from mingtang.lib.verification.exports import verify_export
from mingtang.lib.verification.kinds import Kind, Unreadable, kind_of
from mingtang.lib.verification.report import Report


def judge_file(file: bytes, evidence: Evidence, *, now: datetime) -> Report:
    """What can be said of `file` by `evidence`, whose roots alone are trusted, and by what the file carries itself.

    Of a bundle its document is judged. In this process: for files of strangers there is `judge_apart`. Raises
    Unreadable; ValueError for a moment without time zone.
    """
    if now.tzinfo is None:
        raise ValueError("a moment without time zone")
    document, known = opened(file, evidence)
    kind = kind_of(document)
    if kind not in _JUDGES:
        raise Unreadable("离线核验包里不能再有离线核验包")
    return Report(kind, sm3_hex(document), _JUDGES[kind](document, known, now))


def opened(file: bytes, evidence: Evidence) -> tuple[bytes, Evidence]:
    """The document of `file`, which may be a bundle, and `evidence` with what the bundle adds. Raises Unreadable."""
    if kind_of(file) is not Kind.BUNDLE:
        return file, evidence
    bundle = read_bundle(file)
    return bundle.document, together(evidence, bundle.others, bundle.lists, bundle.answers)


def _pdf(document: bytes, evidence: Evidence, now: datetime) -> tuple[Verdict, ...]:
    try:
        return verify_pdf(document, evidence, now=now)
    except UnreadablePdf as refused:
        raise Unreadable(refused.says, refused.detail) from None


def _ofd(document: bytes, evidence: Evidence, now: datetime) -> tuple[Verdict, ...]:
    try:
        return verify_ofd(document, evidence, now=now)
    except OfdFault as refused:
        raise Unreadable("文件已损坏，或者不是规范的 OFD 文件", str(refused)) from None


def _export(document: bytes, evidence: Evidence, now: datetime) -> tuple[Verdict, ...]:
    return (verify_export(document, evidence),)


_JUDGES: Mapping[Kind, Callable[[bytes, Evidence, datetime], tuple[Verdict, ...]]] = {
    Kind.PDF: _pdf,
    Kind.OFD: _ofd,
    Kind.EVIDENCE: _export,
}
