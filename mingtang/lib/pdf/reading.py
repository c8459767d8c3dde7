"""Reading files of strangers: bounded in size, revisions, objects and what their streams may unfold to."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader

from mingtang.lib.crypto.national_names import teach
from mingtang.lib.pdf.bounds import TooManyEntries, bounded_tables
from mingtang.lib.pdf.faults import UnreadablePdf

MOST_BYTES = 64 << 20
MOST_REVISIONS = 128
MOST_OBJECTS = 200_000
MOST_PAGES = 2_000
_TOO_COMPLEX = "文件结构过于复杂，无法验证"
_MOST_UNFOLDED = 64 << 20
_NESTED = re.compile(rb"(?:[\[(]\s*|<<\s*){200}")
_LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=_MOST_UNFOLDED),
    document_budget=DocumentDecodeBudget(base_allowance=2 * _MOST_UNFOLDED, max_ratio=4),
)

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what strangers send is told to them, and floods no log


def open_pdf(pdf: bytes) -> PdfFileReader:
    """The file, after its tables of objects were read. Raises UnreadablePdf."""
    teach()
    _require_bounded(pdf)
    try:
        with bounded_tables():
            reader = PdfFileReader(BytesIO(pdf), decode_limits=_LIMITS)
        encrypted = reader.encrypted
        if not encrypted:
            _require_few_pages(reader)
    except UnreadablePdf:
        raise
    except TooManyEntries:
        raise UnreadablePdf(_TOO_COMPLEX) from None
    except Exception as broken:  # a hostile file makes the parser fail in every way there is
        raise UnreadablePdf("文件已损坏，或者不是规范的 PDF 文件", _told(broken)) from None
    if encrypted:
        raise UnreadablePdf("文件加了密码，无法验证")
    return reader


def _require_bounded(pdf: bytes) -> None:
    if len(pdf) > MOST_BYTES:
        raise UnreadablePdf(f"文件太大，最大 {MOST_BYTES >> 20} MB")
    if b"%PDF-" not in pdf[:1024]:
        raise UnreadablePdf("不是 PDF 文件")
    if pdf.count(b"startxref") > MOST_REVISIONS or pdf.count(b" obj") > MOST_OBJECTS or _NESTED.search(pdf):
        raise UnreadablePdf(_TOO_COMPLEX)


def _require_few_pages(reader: PdfFileReader) -> None:
    if reader.total_revisions > MOST_REVISIONS or int(reader.root["/Pages"]["/Count"]) > MOST_PAGES:
        raise UnreadablePdf(_TOO_COMPLEX)


def pages_of(root: Any) -> Iterator[Any]:
    """The pages below a catalogue, in order, each once and at most so many. Raises whatever the parser raises."""
    waiting, seen = [root["/Pages"]], 0
    while waiting and seen < 4 * MOST_PAGES:
        node, seen = waiting.pop().get_object(), seen + 1
        if "/Kids" in node:
            waiting.extend(reversed(list(node["/Kids"])[:MOST_PAGES]))
        else:
            yield node


def _told(broken: Exception) -> str:
    return f"{type(broken).__name__}: {str(broken)[:200]}"
