"""How bytes become a file: seen for what they are, kept by their digest, then written down."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from mingtang.kernel.content import parts
from mingtang.kernel.content.acts import STORE_FILE
from mingtang.kernel.content.archives import Unsound
from mingtang.kernel.content.models import File, Rejection, StoredContent
from mingtang.kernel.content.models.holding import holder
from mingtang.kernel.content.preview import NoPreview, count_pages
from mingtang.kernel.content.queries import held, limits_for
from mingtang.kernel.content.recognition import IMAGES, Kind, recognise
from mingtang.kernel.content.rules import ScanState, clean_name, over_limit
from mingtang.kernel.content.storage import Digests, store
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import Actor, act, record_refusal


def store_file(actor: Actor, sent: UploadedFile, *, replaces: File | None = None) -> File:
    """Keep a file that came with a form. Raises Refused when it is too large, not of a kind we take, or dangerous."""
    require_room(actor, sent.size or 0)
    with parts.on_disk(sent) as path:
        return take_in(actor, sent.name or "", path, replaces=replaces)


def require_room(actor: Actor, size: int) -> None:
    """Raise Refused when the actor may not bring `size` bytes more."""
    if size <= 0:
        raise Refused("文件是空的。", "file")
    if reason := over_limit(limits_for(actor.kind), size, *held(actor)):
        raise Refused(reason, "file")


def take_in(actor: Actor, name: str, path: Path, *, replaces: File | None = None) -> File:
    """Keep the bytes at `path` as a file called `name`, or as the next version of `replaces`.

    Raises Refused, after writing down why, when the content is not what its name says or would hurt whoever opens it.
    """
    name = clean_name(name)
    try:
        kind = recognise(path, name)
        pages = _pages(path, kind)
    except Unsound as unsound:
        _reject(actor, name, path, unsound)
        raise Refused(f"{name}：{unsound}", "file") from unsound
    digests = store().put(path)
    file = _write_down(actor, name, digests, kind, pages, replaces)
    if not store().has(digests.sha256):  # the collector removed an older copy while ours was being written down
        store().put(path)
    return file


def _pages(path: Path, kind: Kind) -> int:
    """Pages to preview. A picture that cannot be opened is not taken; a document may be beyond our reader."""
    if kind.preview != "pages":
        return 0
    try:
        return count_pages(path, kind.code)
    except NoPreview as reason:
        if kind.code in IMAGES:
            raise Unsound("broken", f"图片{reason}") from reason
        return 0


def _reject(actor: Actor, name: str, path: Path, unsound: Unsound) -> None:
    record_refusal(STORE_FILE, actor, None, note=f"{name}：{unsound}")
    Rejection.objects.create(
        name=name, size=path.stat().st_size, reason=unsound.reason, note=str(unsound)[:200], account_id=actor.account_id
    )


def _write_down(actor: Actor, name: str, digests: Digests, kind: Kind, pages: int, replaces: File | None) -> File:
    with act(STORE_FILE, actor) as deed:
        content = _content(digests, kind, pages)
        file = File(content=content, name=name, **holder(actor))
        if replaces is not None:
            _follow(file, replaces, actor)
            deed.change(replaces, current=False)
        deed.note = f"SM3 {digests.sm3}"
        deed.create(file)
    return file


def _content(digests: Digests, kind: Kind, pages: int) -> StoredContent:
    """The row of the content, locked so that the collector leaves it alone."""
    usual: dict[str, Any] = {
        "sm3": digests.sm3, "size": digests.size, "kind": kind.code, "pages": pages, **_to_be_scanned()
    }  # fmt: skip
    rows = StoredContent.objects.select_for_update()
    content, _ = rows.get_or_create(sha256=digests.sha256, defaults=usual)
    if content.scan == ScanState.INFECTED:
        raise Refused(f"查毒发现 {content.scan_note}，不予接收。", "file")
    if content.unused_since is not None:
        content.unused_since = None
        content.save(update_fields=["unused_since"])
    return content


def _to_be_scanned() -> dict[str, Any]:
    if settings.CLAMAV:
        return {"scan": ScanState.WAITING, "scan_next_at": timezone.now()}
    return {"scan": ScanState.NOT_SCANNED}


def _follow(file: File, earlier: File, actor: Actor) -> None:
    """Make `file` the version after `earlier`. Raises Refused when it is not the actor's, Stale when it is not the last."""
    now = File.objects.select_for_update().get(pk=earlier.pk)
    if not now.is_held_by(actor):
        raise Refused("只能更新自己的文件。")
    if not now.current:
        raise Stale("这个文件已经有更新的版本，请先查看最新版本。")
    file.document, file.version = now.document, now.version + 1
