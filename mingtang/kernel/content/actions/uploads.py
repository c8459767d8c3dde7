"""Uploads in pieces, which survive a lost connection: begin, receive pieces, and the file is there with the last one."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from mingtang.kernel.content import parts
from mingtang.kernel.content.actions.intake import require_room, take_in
from mingtang.kernel.content.models import File, Upload
from mingtang.kernel.content.models.holding import holder
from mingtang.kernel.content.rules import clean_name
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import Actor


def begin_upload(actor: Actor, *, name: str, size: int, replaces: File | None = None) -> Upload:
    """Make room for `size` bytes. Raises Refused when the actor may not keep so much."""
    require_room(actor, size)
    upload = Upload.objects.create(name=clean_name(name), size=size, replaces=replaces, **holder(actor))
    parts.begin(upload.pk)
    return upload


def arrived(upload: Upload) -> int:
    """Bytes that have arrived; of an upload that is over, all. Raises Gone when its part was lost."""
    return upload.size if upload.over else parts.arrived(upload.pk)


def receive(actor: Actor, upload: Upload, offset: int, pieces: Iterable[bytes]) -> Upload:
    """Append `pieces` at `offset`; with the last byte the upload becomes a file (`upload.file`).

    Raises Stale when `offset` is not where the upload stands or another connection is sending, Refused when pieces are
    too long or the finished file is not taken, Gone when the part was lost.
    """
    if upload.over:
        return upload
    try:
        with parts.held(upload.pk) as part:
            upload.refresh_from_db()
            if part.tell() != offset:
                raise Stale(f"应从第 {part.tell()} 字节继续。")
            if not parts.append(part, pieces, upload.size - offset):
                raise Refused(f"收到的内容比说好的 {upload.size} 字节多。")
            if part.tell() == upload.size:
                _finish(actor, upload)
    except parts.Busy:
        raise Stale("另一个连接正在上传这个文件，请稍后再试。") from None
    return upload


def _finish(actor: Actor, upload: Upload) -> None:
    """Whether it is taken or refused, the upload is over."""
    try:
        upload.file = take_in(actor, upload.name, parts.path_of(upload.pk), replaces=upload.replaces)
    except Refused:
        abandon_upload(upload)
        raise
    upload.over = True
    upload.save(update_fields=["file", "over"])
    parts.forget(upload.pk)


def abandon_upload(upload: Upload) -> None:
    """Give up an upload: nothing of it stays."""
    upload.over = True
    upload.save(update_fields=["over"])
    parts.forget(upload.pk)


def sweep_uploads(before: datetime) -> int:
    """Forget uploads and parts that have not moved since `before`; returns the number of parts deleted."""
    old = list(parts.older_than(before))
    for path in old:
        path.unlink(missing_ok=True)
    Upload.objects.filter(over=True, at__lt=before).delete()
    waiting = Upload.objects.filter(over=False, at__lt=min(before, timezone.now()))
    lost = [upload.pk for upload in waiting if not parts.path_of(upload.pk).exists()]
    Upload.objects.filter(pk__in=lost).delete()
    return len(old)
