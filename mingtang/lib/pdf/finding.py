"""Finding the signatures of a file: which bytes each covers, and its message."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import parser
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from mingtang.lib.pdf.faults import UnreadablePdf

MOST_SIGNATURES = 64
_SIGNATURES = ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached")
_TIMESTAMP = "/ETSI.RFC3161"


@dataclass(frozen=True, slots=True)
class Found:
    """A signature or a timestamp of the file: `covered` are the bytes it is about, from the first up to `end`.

    `claimed`, `name` and `reason` are the signer's own words, which are covered too.
    """

    embedded: Any
    covered: bytes
    end: int
    message: bytes
    is_timestamp: bool
    covers_revision: bool
    claimed: datetime | None
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A signature that cannot be judged: broken, or `is_foreign`, of a kind not known here."""

    is_foreign: bool
    detail: str


def signatures_in(reader: PdfFileReader, pdf: bytes) -> list[Found | Unread]:
    """All of them in the order of their revisions, broken ones last. Raises UnreadablePdf for too many, and broken forms."""
    try:
        fields = [(name, field) for name, _, field in enumerate_sig_fields(reader, filled_status=True)]
    except Exception as broken:  # the form of a hostile file
        raise UnreadablePdf("文件中的表单已损坏，无法查找签名", type(broken).__name__) from None
    if len(fields) > MOST_SIGNATURES:
        raise UnreadablePdf("文件中的签名太多，无法验证")
    found = [_found(reader, pdf, name, field) for name, field in fields]
    return sorted(found, key=lambda each: each.end if isinstance(each, Found) else len(pdf) + 1)


def _found(reader: PdfFileReader, pdf: bytes, name: str, field: Any) -> Found | Unread:
    try:
        kind = str(field.get_object()["/V"].get("/SubFilter", ""))
        if kind != _TIMESTAMP and kind not in _SIGNATURES:
            return Unread(True, kind)
        return _read(EmbeddedPdfSignature(reader, field, name), pdf, is_timestamp=kind == _TIMESTAMP)  # type: ignore[no-untyped-call]
    except Exception as broken:  # the signature of a hostile file
        return Unread(False, f"{type(broken).__name__}: {str(broken)[:200]}")


def _read(embedded: Any, pdf: bytes, *, is_timestamp: bool) -> Found:
    padded = bytes(embedded.pkcs7_content)
    start, first, second, length = _range_of(embedded.byte_range)
    if start or pdf[first : first + 1] != b"<" or bytes.fromhex(pdf[first + 1 : second - 1].decode("ascii")) != padded:
        raise ValueError("the signature leaves out more than itself")
    end = second + length
    if pdf[second - 1 : second] != b">" or end > len(pdf):
        raise ValueError("the signature covers more than there is")
    said = embedded.sig_object
    return Found(
        embedded,
        pdf[:first] + pdf[second:end],
        end,
        _without_padding(padded),
        is_timestamp,
        embedded.evaluate_signature_coverage() >= SignatureCoverageLevel.ENTIRE_REVISION,
        _claimed(embedded),
        str(said.get("/Name", ""))[:200],
        str(said.get("/Reason", ""))[:500],
    )


def _range_of(values: Any) -> tuple[int, int, int, int]:
    start, first, second, length = (int(each) for each in values)
    if min(start, first, length) < 0 or second < first:
        raise ValueError("the range of a signature runs backwards")
    return start, first, second, length


def _without_padding(padded: bytes) -> bytes:
    size = parser.peek(padded)
    if any(padded[size:]):
        raise ValueError("something is hidden behind the signature")
    return padded[:size]


def _claimed(embedded: Any) -> datetime | None:
    try:
        claimed: datetime | None = embedded.self_reported_timestamp
    except Exception:  # no date, or none that can be read
        return None
    return claimed if claimed is not None and claimed.tzinfo else None
