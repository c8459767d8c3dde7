"""Parts of uploads under way: one file each on the disk of this node, whose length says how much has arrived."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile


class Busy(Exception):
    """Another connection is writing this part."""


class Gone(Exception):
    """The part is not there any more."""


def begin(key: UUID) -> None:
    """An empty part."""
    path_of(key).touch(mode=0o600, exist_ok=False)


def path_of(key: UUID) -> Path:
    return _folder() / str(key)


def arrived(key: UUID) -> int:
    """Bytes that have arrived. Raises Gone."""
    try:
        return path_of(key).stat().st_size
    except FileNotFoundError:
        raise Gone from None


@contextmanager
def held(key: UUID) -> Iterator[BinaryIO]:
    """The part, open for writing at its end, for this connection alone. Raises Busy or Gone."""
    try:
        part = path_of(key).open("r+b")
    except FileNotFoundError:
        raise Gone from None
    with part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        part.seek(0, 2)
        yield part


def append(part: BinaryIO, pieces: Iterable[bytes], room: int) -> bool:
    """Write `pieces`; when they are more than `room` bytes, take all of them back and return False."""
    start, written = part.tell(), 0
    for piece in pieces:
        written += len(piece)
        if written > room:
            part.truncate(start)
            return False
        part.write(piece)
    part.flush()
    return True


def forget(key: UUID) -> None:
    """Delete the part, if it is there."""
    path_of(key).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[Path]:
    """Parts that nothing has been written to since `moment`."""
    for path in _folder().iterdir():
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            yield path


@contextmanager
def on_disk(sent: UploadedFile) -> Iterator[Path]:
    """A file that came with a form, as a path: small ones are written out, large ones lie on disk already."""
    if hasattr(sent, "temporary_file_path"):
        yield Path(sent.temporary_file_path())
        return
    copy: IO[bytes]
    with NamedTemporaryFile(dir=_folder(), prefix="form-") as copy:
        for chunk in sent.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def _folder() -> Path:
    folder: Path = settings.VAR / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
