"""Looking into a ZIP archive without unpacking it, and refusing what would hurt whoever does (bombs, traps, secrets)."""

import struct
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_ENTRIES = 10_000
MOST_UNPACKED = 2 * 1024**3
MOST_RATIO = 200
SMALL = 10 * 1024 * 1024
"""Below so many unpacked bytes no ratio is dangerous: a table of zeros packs very well."""

_LARGEST_DIRECTORY = 8 * 1024 * 1024
_LOCAL_HEADER = 30


class Unsound(Exception):
    """A file is not taken. `reason` is type, macro, entities, bomb, trap, encrypted, broken or size."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Archive:
    """What the directory of an archive says."""

    names: frozenset[str]
    unpacked: int


def read_archive(file: BinaryIO) -> Archive:
    """The directory of the archive in `file`. Raises Unsound when it is broken or would hurt whoever unpacks it."""
    _require_small_directory(file)
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise Unsound("broken", "压缩结构已损坏，打不开。请重新保存后再上传。") from error
    _require_harmless(entries)
    return Archive(frozenset(entry.filename for entry in entries), sum(entry.file_size for entry in entries))


def _require_small_directory(file: BinaryIO) -> None:
    """Refuse a directory that is itself a bomb, before it is read into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise Unsound("broken", "压缩结构已损坏，打不开。请重新保存后再上传。")
    entries, directory = struct.unpack_from("<HI", tail, place + 10)
    if entries > MOST_ENTRIES or directory > _LARGEST_DIRECTORY:
        raise Unsound("bomb", f"压缩包里的文件超过 {MOST_ENTRIES} 个，请分开打包。")


def _require_harmless(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unsound("encrypted", "压缩包或文档加了密码，无法查毒和预览。请去掉密码后再上传。")
    if any(not _stays_inside(entry.filename) for entry in entries):
        raise Unsound("trap", "压缩包里有指向外部路径的文件名，不予接收。")
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1)) or _overlap(entries):
        raise Unsound("bomb", "压缩包解开后异常巨大，疑似压缩炸弹，不予接收。")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in name


def _overlap(entries: list[ZipInfo]) -> bool:
    """Whether two entries share bytes, as in bombs that unpack the same kernel again and again."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size
    return False
