"""Contents in a folder of this node: written aside, flushed to disk, then given their name in one step."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from mingtang.kernel.content.storage.base import CHUNK, FOLDER, Digests, Missing, Store, digested, key_of


class FolderStore(Store):
    """`root` is backed up as a whole; drafts in it carry the ending `.draft` and are swept with what nobody knows."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def put(self, source: Path) -> Digests:
        draft = self.root / FOLDER / f"{token_hex(8)}.draft"
        draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            digests = _written(source, draft)
            target = self._path(digests.sha256)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.replace(target)
            _flush_folder(target.parent)
        finally:
            draft.unlink(missing_ok=True)
        return digests

    def has(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def chunks(self, sha256: str, start: int, length: int) -> Iterator[bytes]:
        with self.at_hand(sha256) as path, path.open("rb") as file:
            file.seek(start)
            while length > 0 and (chunk := file.read(min(CHUNK, length))):
                length -= len(chunk)
                yield chunk

    @contextmanager
    def at_hand(self, sha256: str) -> Iterator[Path]:
        path = self._path(sha256)
        if not path.is_file():
            raise Missing(sha256)
        yield path

    def delete(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)

    def listed(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        for path in (self.root / FOLDER / prefix).glob("*/*"):
            yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    @property
    def place(self) -> str:
        return str(self.root / FOLDER)

    def _path(self, sha256: str) -> Path:
        return self.root / key_of(sha256)


def _written(source: Path, draft: Path) -> Digests:
    opener = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as reading, os.fdopen(opener, "wb") as writing:
        digests = digested(reading, writing)
        writing.flush()
        os.fsync(writing.fileno())
    return digests


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
