"""Pure decisions: names, limits, who may have what in which state of scanning, ranges of bytes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from unicodedata import category, normalize

LONGEST_NAME = 120
MB = 1024 * 1024


class ScanState(StrEnum):
    """What a virus scanner said of a content."""

    NOT_SCANNED = "not_scanned"
    """No scanner is configured; nothing is claimed."""
    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"
    """The scanner could not answer, after several tries."""


@dataclass(frozen=True)
class Limits:
    """What one holder may keep: bytes of one file, bytes of all, number of files."""

    file_bytes: int
    total_bytes: int
    files: int


USUAL_LIMITS = {
    "citizen": Limits(50 * MB, 500 * MB, 500),
    "legal": Limits(100 * MB, 2048 * MB, 2000),
    "official": Limits(512 * MB, 20480 * MB, 20000),
}
"""By kind of actor, until an administrator sets something else (services.md 2.3: `max_mb` of a material comes on top)."""


def over_limit(limits: Limits, size: int, held_bytes: int, held_files: int) -> str:
    """Why a file of `size` bytes may not be added to what is held; empty when it may."""
    if size > limits.file_bytes:
        return f"文件超过 {said_size(limits.file_bytes)}，请压缩或拆分后再上传。"
    if held_files + 1 > limits.files:
        return f"已有 {held_files} 个文件，达到上限 {limits.files} 个。请先删除不用的文件。"
    if held_bytes + size > limits.total_bytes:
        return f"空间不够：共 {said_size(limits.total_bytes)}，已用 {said_size(held_bytes)}。请先删除不用的文件。"
    return ""


def said_size(size: int) -> str:
    """A number of bytes for people: `12 KB`, `1.2 MB`."""
    if size < 1024:
        return f"{size} 字节"
    amount, units = size / 1024, ["KB", "MB", "GB", "TB"]
    while amount >= 1000 and len(units) > 1:
        amount, units = amount / 1024, units[1:]
    return f"{amount:.1f}".removesuffix(".0") + f" {units[0]}"


def clean_name(name: str) -> str:
    """`name` as it can be stored, shown and sent: no folders, no invisible or direction-changing characters.

    The extension survives shortening. `文件` stands for a name of which nothing is left.
    """
    bare = re.split(r"[/\\]", normalize("NFC", name))[-1]
    seen = "".join(letter for letter in bare if category(letter) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    path = PurePath(re.sub(r'[<>:"|?*\s]+', " ", seen).strip(" .") or "文件")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:20]


def is_handed_out(state: str, *, own: bool) -> bool:
    """Whether a content in this state of scanning is given to a reader: what waits, only to whoever brought it."""
    if state == ScanState.INFECTED:
        return False
    return own or state in {ScanState.CLEAN, ScanState.NOT_SCANNED}


@dataclass(frozen=True)
class Span:
    """Bytes from `start` to `end`, the end not included."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


class NotSatisfiable(ValueError):
    """The range begins behind the end."""


def asked_span(header: str, size: int) -> Span | None:
    """The bytes that a Range header asks for (RFC 9110, 14.1.2); None means all, also for several ranges or nonsense.

    Raises NotSatisfiable when nothing of it exists.
    """
    found = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", header.strip())
    if found is None or found[0].endswith("=-"):
        return None
    first, last = found[1], found[2]
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    if first and last and int(last) < int(first):
        return None
    if start >= size or start >= end:
        raise NotSatisfiable(header)
    return Span(start, end)
