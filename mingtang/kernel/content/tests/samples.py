"""Files to bring: sound ones made here, and hostile ones."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image


def archive(**parts: bytes | str) -> bytes:
    """A ZIP with these entries; `__` in a name stands for a slash, `_dot_` for a point."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def docx(**more: bytes) -> bytes:
    return archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", **more})


def ofd() -> bytes:
    return archive(**{"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<ofd:Document/>"})


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#a02020").save(made, kind, **options)
    return made.getvalue()


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that claims billions of pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + packed + chunk(b"IEND", b"")


def pdf(pages: int = 2) -> bytes:
    """A document of blank pages, written by hand."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
    bodies += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(bodies) + 1
    return (
        made
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF\n"
        ).encode()
    )


def compound(stream: str) -> bytes:
    """A compound file ([MS-CFB]) whose directory names one stream."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)  # the directory is sector 1
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)  # the table of sectors is sector 0
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    return bytes(header) + table + _entry("Root Entry") + _entry(stream) + bytes(256)


def _entry(name: str) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return text.ljust(64, b"\0") + struct.pack("<H", len(text)) + bytes(62)


def zip_bomb() -> bytes:
    """Sixty megabytes of zeros in sixty kilobytes."""
    return archive(**{"zeros.bin": bytes(60 * 1024 * 1024)})


def overlapping_zip() -> bytes:
    """Two entries of the directory that point at the same bytes."""
    whole = archive(a_dot_txt=b"x" * 4000)
    end = whole.rindex(b"PK\x05\x06")
    directory = whole[whole.rindex(b"PK\x01\x02") : end]
    tail = bytearray(whole[end:])
    struct.pack_into("<HHI", tail, 8, 2, 2, len(directory) * 2)
    return whole[:end] + directory * 2 + bytes(tail)


def crowded_zip() -> bytes:
    """A directory that claims sixty thousand entries."""
    whole = bytearray(archive(a_dot_txt=b"x"))
    struct.pack_into("<HH", whole, whole.rindex(b"PK\x05\x06") + 8, 60_000, 60_000)
    return bytes(whole)


def locked_zip() -> bytes:
    """An entry marked as encrypted."""
    whole = bytearray(archive(a_dot_txt=b"secret"))
    struct.pack_into("<H", whole, whole.rindex(b"PK\x01\x02") + 8, 1)
    return bytes(whole)


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless text that every scanner must find (eicar.org)."""
