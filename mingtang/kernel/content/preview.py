"""What of a content can be looked at here: drawn pages and the beginning of texts. Drawn pages are kept for a while."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from threading import BoundedSemaphore

from django.conf import settings

from mingtang.kernel.content.models import StoredContent
from mingtang.kernel.content.recognition import encoding_of
from mingtang.kernel.content.storage import store

WIDTH = 1200
LONGEST_TEXT = 64 * 1024
_KEPT = timedelta(days=7)
_PATIENCE = 20
_drawing = BoundedSemaphore(2)


class NoPreview(Exception):
    """Nothing can be shown; the message says why, for people."""


def page_picture(content: StoredContent, page: int, width: int = WIDTH) -> Path:
    """Page `page` (from 1) as a WebP picture `width` pixels wide, metadata left behind. Raises NoPreview."""
    if content.format.preview != "pages" or not 1 <= page <= content.pages:
        raise NoPreview("没有这一页。")
    kept = _folder() / f"{content.sha256}-{page}-{width}.webp"
    if not kept.is_file():
        with store().at_hand(content.sha256) as path:
            _keep(kept, _run("page", content.kind, str(path), str(page), str(width)))
    return kept


def beginning_of_text(content: StoredContent) -> tuple[str, bool]:
    """The first 64 KB of a text, and whether there is more."""
    with store().at_hand(content.sha256) as path, path.open("rb") as file:
        encoding = encoding_of(file) or "utf-8"
        file.seek(0)
        return file.read(LONGEST_TEXT).decode(encoding, "ignore"), content.size > LONGEST_TEXT


PACKAGES = frozenset({"docx", "xlsx", "pptx", "ofd"})


def whole_text(content: StoredContent) -> str | None:
    """All text of a content, hidden and covered parts included; None where there is none to be read (pictures, old formats,
    damage, too much of it), so that a person must look.
    """
    with store().at_hand(content.sha256) as path:
        if content.format.preview == "text":
            with path.open("rb") as file:
                encoding = encoding_of(file) or "utf-8"
                file.seek(0)
                return file.read().decode(encoding, "ignore")
        if content.kind != "pdf" and content.kind not in PACKAGES:
            return None
        try:
            return _run("text", content.kind, str(path)).decode()
        except NoPreview:
            return None


def count_pages(path: Path, kind: str) -> int:
    """How many pages can be drawn. Raises NoPreview when the file cannot be opened, or is too large to be."""
    return int(_run("examine", kind, str(path)))


def _run(*arguments: str) -> bytes:
    """The answer of the process that opens foreign files; two at a time, so that readers cannot exhaust the node."""
    command = [sys.executable, "-I", "-m", "mingtang.kernel.content.rendering", *arguments]
    with _drawing:
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=_PATIENCE, check=False, env={}, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired:
            raise NoPreview("内容太复杂，无法预览，请下载后查看。") from None
    if done.returncode == 0:
        return done.stdout
    raise NoPreview("图幅太大，无法预览，请下载后查看。" if done.returncode == 2 else "打不开，可能已损坏或加了密码。")


def _folder() -> Path:
    folder: Path = settings.VAR / "previews"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _keep(target: Path, drawn: bytes) -> None:
    draft = target.with_name(f"{token_hex(8)}.draft")
    draft.write_bytes(drawn)
    draft.replace(target)


def forget_previews() -> int:
    """Delete pictures that were drawn more than a week ago; returns how many."""
    before = (datetime.now(UTC) - _KEPT).timestamp()
    old = [path for path in _folder().iterdir() if path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
