"""Removing files, and collecting what nothing refers to any more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mingtang.kernel.content.acts import REMOVE_FILE, SET_ALLOWANCE
from mingtang.kernel.content.models import Allowance, File, StoredContent
from mingtang.kernel.content.rules import Limits
from mingtang.kernel.content.storage import store
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act

BATCH = 200


def remove_file(actor: Actor, file: File) -> None:
    """Remove one version of one's own file. Raises Refused when it is used as a material, or another's."""
    if not file.is_held_by(actor):
        raise Refused("只能删除自己的文件。")
    with act(REMOVE_FILE, actor, file) as deed:
        if file.materials.exists():
            raise Refused("这个文件已作为材料提交，不能删除。")
        deed.remove(file)
        if file.current and (earlier := _latest_version(file)):
            deed.change(earlier, current=True)
        _release(file.content_id)


def _latest_version(file: File) -> File | None:
    return File.objects.filter(document=file.document).order_by("-version").first()


def _release(content: int) -> None:
    """Mark a content for the collector when no file refers to it any more."""
    if not File.objects.filter(content=content).exists():
        StoredContent.objects.filter(pk=content).update(unused_since=timezone.now())


def collect_unused(before: datetime) -> int:
    """Delete contents that nothing has referred to since `before`, up to one batch; returns how many.

    Backups rely on the delay: what their snapshot of the database knows must be there when they copy the files.
    """
    keys = StoredContent.objects.filter(unused_since__lt=before).values_list("pk", flat=True)[:BATCH]
    return sum(_collect(key, before) for key in list(keys))


@transaction.atomic
def _collect(key: int, before: datetime) -> bool:
    """The row is locked while its bytes go, so that whoever brings the same content again waits and stores it anew."""
    content = StoredContent.objects.select_for_update().filter(pk=key, unused_since__lt=before).first()
    if content is None or content.files.exists():
        return False
    content.delete()
    store().delete(content.sha256)
    return True


def collect_unknown(prefix: str, before: datetime) -> int:
    """Delete bytes stored before `before` that no row knows, among digests beginning with `prefix`; returns how many."""
    old = [sha256 for sha256, stored in store().listed(prefix) if stored < before]
    known = set(StoredContent.objects.filter(sha256__startswith=prefix).values_list("sha256", flat=True))
    unknown = [sha256 for sha256 in old if sha256 not in known]
    for sha256 in unknown:
        store().delete(sha256)
    return len(unknown)


def set_allowance(actor: Actor, kind: str, limits: Limits) -> Allowance:
    """Set what holders of a kind may keep. Raises Refused when one file may be larger than all together."""
    if limits.file_bytes > limits.total_bytes:
        raise Refused("单个文件上限不能大于总空间。", "file_megabytes")
    row = Allowance.objects.filter(pk=kind).first()
    values = {"file_bytes": limits.file_bytes, "total_bytes": limits.total_bytes, "files": limits.files}
    allowance = row or Allowance(kind=kind, **values)
    with act(SET_ALLOWANCE, actor, allowance) as deed:
        if row is None:
            deed.create(allowance)
        deed.change(allowance, **values)
    return allowance
