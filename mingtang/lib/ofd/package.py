"""The package: a ZIP of named parts, read within bounds (GB/T 33190-2016, 7.2)."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from mingtang.lib.ofd.faults import BadPackage

MOST_BYTES = 64 << 20  # of the package, and of all its parts together when unpacked
MOST_PARTS = 4096
_LONGEST_NAME = 240
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BEGINS = b"PK\x03\x04"
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # packages of the same parts are the same bytes


def read_package(data: bytes) -> dict[str, bytes]:
    """The parts of a package by their paths, which begin without `/`.

    Raises BadPackage: no ZIP, over 64 MiB packed or unpacked, over 4096 parts, two parts of one name (even if only
    letters differ in case), encrypted parts, names that are absolute or lead outside.
    """
    if len(data) > MOST_BYTES or not data.startswith(_BEGINS):
        raise BadPackage("not a package, or too large")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise BadPackage(f"the package cannot be unpacked: {error}") from None


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise BadPackage("the package has too many parts")
    if len({member.filename.casefold() for member in members}) < len(members):
        raise BadPackage("two parts of the package have the same name")
    parts: dict[str, bytes] = {}
    left = MOST_BYTES
    for member in members:
        _require_harmless(member)
        if not member.is_dir():
            parts[member.filename] = content = _content(archive, member, left)
            left -= len(content)
    return parts


def _require_harmless(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    steps = name.rstrip("/").split("/")
    if len(name) > _LONGEST_NAME or any(step in ("", ".", "..") for step in steps):
        raise BadPackage("the name of a part leads outside, or is too long")
    if any(sign in name for sign in "\\:\0"):
        raise BadPackage("the name of a part has characters that mean other things elsewhere")
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS:
        raise BadPackage("a part is encrypted, or packed in an unusual way")


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    """What is told about sizes is not believed: reading stops one byte beyond what is `left`."""
    if member.file_size > left:
        raise BadPackage("the package is too large when unpacked")
    with archive.open(member) as stream:
        content = stream.read(left + 1)
    if len(content) > left:
        raise BadPackage("the package is too large when unpacked")
    return content


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The package of `parts`, OFD.xml first; the same parts make the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "OFD.xml", name)):
            member = zipfile.ZipInfo(name, _SAME_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, parts[name])
    return buffer.getvalue()
