"""What a file is, by its first bytes: names and announced types are not believed."""

import zipfile
from enum import StrEnum
from io import BytesIO

MANIFEST = "manifest.json"
_BEGINNING = 1024


class Kind(StrEnum):
    """What can be verified."""

    PDF = "pdf"
    OFD = "ofd"
    EVIDENCE = "evidence"  # an export of the chain of evidence, JSON lines
    BUNDLE = "bundle"  # a document with everything that is needed to verify it

    @property
    def label(self) -> str:
        """Its name in Chinese."""
        return _LABELS[self]


_LABELS = {
    Kind.PDF: "PDF 文件",
    Kind.OFD: "OFD 文件",
    Kind.EVIDENCE: "存证导出文件",
    Kind.BUNDLE: "离线核验包",
}


class Unreadable(ValueError):
    """A file cannot be verified at all; `says` tells why in plain Chinese, `detail` to experts."""

    def __init__(self, says: str, detail: str = "") -> None:
        super().__init__(detail or says)
        self.says = says
        self.detail = detail


def kind_of(file: bytes) -> Kind:
    """What `file` is. Raises Unreadable for anything else."""
    if b"%PDF-" in file[:_BEGINNING]:
        return Kind.PDF
    if file.startswith(b"PK\x03\x04"):
        return _kind_of_package(file)
    if file.startswith(b"{") and b'"mingtang-evidence-' in file[:_BEGINNING]:
        return Kind.EVIDENCE
    raise Unreadable("认不出这个文件。可以核验的有：PDF、OFD、存证导出文件（JSON 行）和离线核验包")


def _kind_of_package(file: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(file)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise Unreadable("文件已损坏，无法打开", str(broken)) from None
    if "OFD.xml" in names:
        return Kind.OFD
    if MANIFEST in names:
        return Kind.BUNDLE
    raise Unreadable("这个压缩文件不是 OFD，也不是离线核验包")
