"""Sealed keys as files of one folder, for this node's own keys; nobody but the owner may read them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingtang.lib.crypto.faults import KeyExists, NoSuchKey


class FolderOfKeys:
    """`SealedKeys` as files `<label>.key`; a crash leaves a whole file or none."""

    def __init__(self, folder: Path) -> None:
        """The folder is made if it is missing."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder

    def add(self, label: str, sealed: str) -> None:
        with self._draft(label, sealed) as draft:
            try:
                os.link(draft, self._path(label))  # fails where a rename would replace
            except FileExistsError:
                raise KeyExists(f"there is a key {label}") from None
        self._settle()

    def read(self, label: str) -> str | None:
        try:
            return self._path(label).read_text(encoding="ascii")
        except FileNotFoundError:
            return None

    def replace(self, label: str, sealed: str) -> None:
        if not self._path(label).exists():
            raise NoSuchKey(f"no key {label}")
        with self._draft(label, sealed) as draft:
            draft.replace(self._path(label))
        self._settle()

    def remove(self, label: str) -> None:
        try:
            self._path(label).unlink()
        except FileNotFoundError:
            raise NoSuchKey(f"no key {label}") from None
        self._settle()

    def _path(self, label: str) -> Path:
        return self._folder / f"{label}.key"

    @contextmanager
    def _draft(self, label: str, sealed: str) -> Iterator[Path]:
        """A file with `sealed`, on the disk before it is named."""
        draft = self._folder / f".{label}.{os.getpid()}.{os.urandom(4).hex()}"
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            yield draft
        finally:
            draft.unlink(missing_ok=True)

    def _settle(self) -> None:
        """Let the names in the folder outlive a loss of power."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
