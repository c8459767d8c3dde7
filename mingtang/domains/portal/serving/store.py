"""Kept pages in a folder that all web processes and workers of a node share.

Nobody locks: every file is written aside and renamed, so that a reader finds the old one or the new one. What a page was
made from is known by marks, small empty files whose identity changes whenever a site does.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingtang.domains.portal.serving.rules import Asked

MOST_BYTES = 512 * 1024 * 1024
"""What the folder may hold; beyond it the pages that were made longest ago go."""

MOST_HOMES = 40
"""Home pages whose linked pages are made ahead; whoever asks by ever other names of the host gets no more."""

_EVERYTHING, _ANY = "everything", "any"


@dataclass(frozen=True)
class Stamp:
    """The state of a site: `current` changes with all it shows, `open` when something had to be taken away."""

    current: str
    open: str


@dataclass(frozen=True)
class Kept:
    """A page as it was made at `at`, in seconds of the clock of the machine."""

    asked: Asked
    headers: tuple[tuple[str, str], ...]
    body: bytes
    stamp: Stamp
    at: float

    @property
    def age(self) -> float:
        """Seconds since it was made."""
        return max(time.time() - self.at, 0.0)


class Marks:
    """What state a site is in, told by the identity of files: one `stat` each, and no statement of the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def stamp(self, site: str) -> Stamp:
        """The state of the site with this key; with an empty one the state of all sites together."""
        name = site or _ANY
        return Stamp(
            f"{self._mark(_EVERYTHING)} {self._mark(name)}",
            f"{self._mark(f'{_EVERYTHING}.open')} {self._mark(f'{name}.open')}",
        )

    def change(self, site: str = "", *, take_away: bool = False) -> None:
        """A site shows something else from now on, or all of them. `take_away`: what it showed must not be told again."""
        names = [site, _ANY] if site else [_EVERYTHING]
        for name in names:
            self._renew(name)
            if take_away:
                self._renew(f"{name}.open")

    def _mark(self, name: str) -> str:
        try:
            status = os.stat(self._folder / name)  # noqa: PTH116 - in the way of every request, twice as fast
        except FileNotFoundError:
            return "-"
        return f"{status.st_ino:x}.{status.st_mtime_ns:x}"

    def _renew(self, name: str) -> None:
        write_aside(self._folder / name, b"")


class Store:
    """Pages by what was asked. Everything in it can be made again, so a file that cannot be read is none."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder, self._most_bytes = folder, most_bytes
        self.marks = Marks(folder / "marks")
        self._written = 0

    def find(self, asked: Asked) -> Kept | None:
        """The page that was kept for exactly this, however old."""
        kept = _read(self._place(asked))
        return kept if kept and kept.asked == asked else None

    def keep(self, kept: Kept) -> None:
        """Keep a page, instead of an older one. A full disk keeps none, and is nobody's fault here."""
        head = {**vars(kept), "asked": vars(kept.asked), "stamp": vars(kept.stamp)}
        del head["body"]
        content = json.dumps(head).encode() + b"\n" + kept.body
        try:
            write_aside(self._place(kept.asked), content)
        except OSError:
            return
        self._written += len(content)
        if self._written > self._most_bytes / 16:
            self._written = 0
            self.shrink()

        self._remember_home(kept.asked)

    def homes(self) -> dict[Asked, str]:
        """Home pages that somebody asked for, each with the state of its site when its linked pages were last made."""
        found = [_json(path) for path in self.folder.glob("homes/*")]
        return {Asked(**each["asked"]): each["warmed"] for each in found if each}

    def warmed(self, home: Asked, stamp: Stamp) -> None:
        """The pages linked from `home` have been made as of `stamp`."""
        content = {"asked": vars(home), "warmed": stamp.current}
        write_aside(self.folder / "homes" / _name(home), json.dumps(content).encode())

    def _remember_home(self, asked: Asked) -> None:
        if asked.is_home and not (self.folder / "homes" / _name(asked)).exists() and len(self.homes()) < MOST_HOMES:
            self.warmed(asked, Stamp("", ""))

    def drop(self, asked: Asked) -> None:
        """Forget a page."""
        self._place(asked).unlink(missing_ok=True)

    def shrink(self) -> int:
        """Remove the oldest pages until the rest takes at most three quarters of the bound; how many went."""
        found = sorted((_facts(path) for path in self._files()), reverse=True)
        room, gone = self._most_bytes, 0
        if sum(size for _, size, _ in found) <= room:
            return 0
        room = room * 3 // 4
        for _, size, path in found:
            room -= size
            if room < 0:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def pages(self) -> Iterator[Kept]:
        """Everything that is kept."""
        yield from (kept for path in self._files() if (kept := _read(path)))

    def _files(self) -> Iterator[Path]:
        return self.folder.glob("pages/??/*")

    def _place(self, asked: Asked) -> Path:
        name = _name(asked)
        return self.folder / "pages" / name[:2] / name[2:]


def _name(asked: Asked) -> str:
    return sha256("\n".join(vars(asked).values()).encode()).hexdigest()


def _json(path: Path) -> dict[str, Any]:
    """What a small file says; nothing when it is gone or cannot be read."""
    try:
        return dict(json.loads(path.read_bytes()))
    except (OSError, ValueError):
        return {}


def _facts(path: Path) -> tuple[float, int, Path]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return (0.0, 0, path)
    return (status.st_mtime, status.st_size, path)


def _read(path: Path) -> Kept | None:
    try:
        content = path.read_bytes()
        line, _, body = content.partition(b"\n")
        head = json.loads(line)
        headers = tuple((name, value) for name, value in head["headers"])
        return Kept(Asked(**head["asked"]), headers, body, Stamp(**head["stamp"]), head["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_aside(path: Path, content: bytes) -> None:
    """Put `content` at `path` at once: whoever reads meanwhile finds the old file. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent.parent, prefix=".aside-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).replace(path)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise
