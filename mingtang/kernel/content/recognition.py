"""What a file is, seen from its content and compared with its name. Knows the formats government works with, no others.

Sources: GB/T 33190-2016 (OFD), GB/T 18894-2016 (formats fit for archives), ISO 32000, ISO/IEC 29500, ISO/IEC 14496-12.
"""

import struct
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from mingtang.kernel.content.archives import Archive, Unsound, read_archive


@dataclass(frozen=True)
class Kind:
    """A format: its code, Chinese name, the extensions it goes by, its media type, and how it is previewed."""

    code: str
    label: str
    extensions: tuple[str, ...]
    media_type: str
    icon: str = "file"
    preview: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF 文档", (".pdf",), "application/pdf", "file-type-pdf", "pages"),
        Kind("ofd", "OFD 版式文档", (".ofd",), "application/ofd", "file-certificate"),
        Kind("docx", "Word 文档", (".docx",), f"{_OFFICE}.wordprocessingml.document", "file-text"),
        Kind("xlsx", "Excel 表格", (".xlsx",), f"{_OFFICE}.spreadsheetml.sheet", "file-spreadsheet"),
        Kind("pptx", "演示文稿", (".pptx",), f"{_OFFICE}.presentationml.presentation", "presentation"),
        Kind("doc", "Word 97 或 WPS 文字", (".doc", ".wps"), "application/msword", "file-text"),
        Kind("xls", "Excel 97 或 WPS 表格", (".xls", ".et"), "application/vnd.ms-excel", "file-spreadsheet"),
        Kind("ppt", "PowerPoint 97 或 WPS 演示", (".ppt", ".dps"), "application/vnd.ms-powerpoint", "presentation"),
        Kind("jpg", "JPEG 图片", (".jpg", ".jpeg"), "image/jpeg", "photo", "pages"),
        Kind("png", "PNG 图片", (".png",), "image/png", "photo", "pages"),
        Kind("tiff", "TIFF 图片", (".tif", ".tiff"), "image/tiff", "photo", "pages"),
        Kind("webp", "WebP 图片", (".webp",), "image/webp", "photo", "pages"),
        Kind("txt", "纯文本", (".txt",), "text/plain", "file-text", "text"),
        Kind("csv", "CSV 表格", (".csv",), "text/csv", "file-spreadsheet", "text"),
        Kind("xml", "XML 数据", (".xml",), "application/xml", "file-code", "text"),
        Kind("vtt", "WebVTT 字幕", (".vtt",), "text/vtt", "file-text", "text"),
        Kind("zip", "ZIP 压缩包", (".zip",), "application/zip", "file-zip"),
        Kind("mp4", "MP4 视频", (".mp4",), "video/mp4", "video"),
    )
}
IMAGES = frozenset({"jpg", "png", "tiff", "webp"})
ACCEPT = ",".join(extension for kind in KINDS.values() for extension in kind.extensions)
"""What file pickers offer."""

SAID_TYPES = "PDF、OFD、Word、Excel、演示文稿、WPS、图片（JPG、PNG、TIFF、WebP）、文本、CSV、XML、ZIP、MP4、WebVTT 字幕"

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (8, b"WEBP", "webp"),
    (4, b"ftyp", "mp4"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = (
    ("ofd", "OFD.xml"),
    ("docx", "word/document.xml"),
    ("xlsx", "xl/workbook.xml"),
    ("pptx", "ppt/presentation.xml"),
)
_STREAMS = (("doc", "WordDocument"), ("xls", "Workbook"), ("xls", "Book"), ("ppt", "PowerPoint Document"))
_HEAD = 64 * 1024


def recognise(path: Path, name: str) -> Kind:
    """The kind of the file at `path` that people call `name`. Raises Unsound, with words for people, when content and
    name do not agree, the format is not taken, or the content is dangerous to open.
    """
    codes = _codes_of(path)
    extension = PurePath(name).suffix.lower()
    for code in codes:
        if extension in KINDS[code].extensions:
            return KINDS[code]
    if not codes:
        raise Unsound("type", f"不收这种格式的文件。可以上传：{SAID_TYPES}。")
    found = KINDS[codes[0]]
    raise Unsound("type", f"文件名以“{extension or '（无）'}”结尾，内容却是{found.label}。请用正确的扩展名重新保存。")


def _codes_of(path: Path) -> tuple[str, ...]:
    """Codes that the content allows; several for text, whose kind only its name tells."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _code_of_archive(read_archive(file))
        if head.startswith(_OLE):
            return _code_of_streams(set(_ole_streams(file)))
        if b"%PDF-" in head[:1024]:
            return ("pdf",)
        for offset, mark, code in _SIGNATURES:
            if head[offset : offset + len(mark)] == mark:
                return (code,)
        return _codes_of_text(file, head)


def _code_of_archive(archive: Archive) -> tuple[str, ...]:
    if any(name.endswith("vbaProject.bin") for name in archive.names):
        raise Unsound("macro", "文件里有宏。请另存为不带宏的格式后再上传。")
    return next(((code,) for code, part in _PARTS if part in archive.names), ("zip",))


def _code_of_streams(streams: set[str]) -> tuple[str, ...]:
    return next(((code,) for code, stream in _STREAMS if stream in streams), ())


def _ole_streams(file: BinaryIO, most: int = 256) -> Iterator[str]:
    """Names in the directory of a compound file ([MS-CFB] 2.6), following its chain for at most `most` sectors."""
    file.seek(0)
    header = file.read(512)
    if len(header) < 512:
        return
    size = 1 << min(struct.unpack_from("<H", header, 30)[0], 12)
    table = struct.unpack_from("<109I", header, 76)
    sector = struct.unpack_from("<I", header, 48)[0]
    for _ in range(most):
        file.seek((sector + 1) * size)
        entries = file.read(size)
        for start in range(0, len(entries) - 127, 128):
            length = min(struct.unpack_from("<H", entries, start + 64)[0], 64)
            yield entries[start : start + max(0, length - 2)].decode("utf-16-le", "replace")
        sector = _next_sector(file, table, sector, size)
        if sector >= 0xFFFFFFFC:
            return


def _next_sector(file: BinaryIO, table: tuple[int, ...], sector: int, size: int) -> int:
    per_sector = size // 4
    if sector // per_sector >= len(table) or table[sector // per_sector] >= 0xFFFFFFFC:
        return 0xFFFFFFFE
    file.seek((table[sector // per_sector] + 1) * size + sector % per_sector * 4)
    found = file.read(4)
    return int.from_bytes(found, "little") if len(found) == 4 else 0xFFFFFFFE


def _codes_of_text(file: BinaryIO, head: bytes) -> tuple[str, ...]:
    """The kinds of text, when all of it is text in UTF-8, GB 18030 or marked UTF-16 (GB 18030-2022)."""
    if not head or encoding_of(file) is None:
        return ()
    if b"<!ENTITY" in head or "<!ENTITY".encode("utf-16-le") in head:
        raise Unsound("entities", "XML 里定义了实体，可能引发解析攻击，不予接收。")
    if head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return ("vtt", "txt")
    starts_as_xml = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    return ("xml", "txt") if starts_as_xml else ("txt", "csv")


def encoding_of(file: BinaryIO) -> str | None:
    """The encoding in which the whole of `file` reads as text without control characters; None when there is none."""
    file.seek(0)
    start = file.read(2)
    candidates = ("utf-16",) if start in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "gb18030")
    return next((encoding for encoding in candidates if _reads_as(file, encoding)), None)


_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 27), *range(28, 32), 127])


def _reads_as(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(1 << 20):
            text = decoder.decode(chunk)
            if len(text.translate(_CONTROLS)) != len(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
