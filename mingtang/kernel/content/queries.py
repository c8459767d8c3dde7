"""What pages, the API and other apps ask about files and materials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from mingtang.kernel.content.models import Allowance, Attachment, File, Material, Rejection, StoredContent, Upload
from mingtang.kernel.content.policy import can_read_any, can_read_object
from mingtang.kernel.content.rules import USUAL_LIMITS, Limits, ScanState
from mingtang.kernel.content.storage import store
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.statements.api import answer_to


def files_visible_to(actor: Actor) -> QuerySet[File]:
    """Files the actor may list: its own, and those of organs where it may read files."""
    rows: QuerySet[File] = File.objects.visible_to(actor).select_related("content", "account__person")
    return rows


def own_files(actor: Actor) -> QuerySet[File]:
    """The newest versions of the actor's own files, each with the number of materials it is used for as `uses`."""
    rows: QuerySet[File] = File.objects.held_by(actor).filter(current=True).select_related("content")
    return rows.annotate(uses=Count("materials"))


def readable_file(actor: Actor, pk: int) -> File | None:
    """One file that the actor may read: by itself, or because it may read an object that the file was handed in for."""
    if (found := files_visible_to(actor).filter(pk=pk).first()) is not None:
        return found
    attachments = Attachment.objects.filter(material__file=pk)[:200]
    if not can_read_any(actor, attachments):
        return None
    return File.objects.select_related("content", "account__person").filter(pk=pk).first()


def bytes_of(file: File) -> bytes:
    """The whole content of a file, for the program itself: it asks nobody's leave. Raises Missing."""
    content = file.content
    return b"".join(store().chunks(content.sha256, 0, content.size))


def versions_of(file: File) -> QuerySet[File]:
    """All versions of the document that `file` is one of, newest first."""
    return File.objects.filter(document=file.document).select_related("content").order_by("-version")


def uses_of(file: File) -> QuerySet[Material]:
    """Materials that the file has been handed in as, newest first."""
    return Material.objects.filter(file=file).prefetch_related("attachments").order_by("-at", "-pk")


def upload_of(actor: Actor, key: UUID) -> Upload | None:
    """The actor's own upload under way or just finished."""
    found: Upload | None = Upload.objects.held_by(actor).select_related("file__content").filter(pk=key).first()
    return found


def materials_visible_to(actor: Actor) -> QuerySet[Material]:
    """Materials the actor may list: its own, and those of organs where it may read files."""
    rows: QuerySet[Material] = Material.objects.visible_to(actor).select_related("file__content")
    return rows


def materials_of(actor: Actor, label: str, object_id: str) -> QuerySet[Material]:
    """What was handed in for an object, in its order; nothing when the actor may not read the object."""
    rows = Material.objects.filter(attachments__label=label, attachments__object_id=object_id)
    if not can_read_object(actor, label, object_id):
        rows = rows.none()
    return rows.select_related("file__content", "source").order_by("attachments__place", "attachments__pk")


def keys_handed_in(label: str, object_id: str) -> frozenset[str]:
    """The keys of all that was handed in for an object; one statement. For the program itself: it asks nobody's leave."""
    return frozenset(key for (key,) in answer_to(_KEYS, [label, object_id]))


_KEYS = """SELECT material.key FROM content_attachment attachment
JOIN content_material material ON material.id = attachment.material_id
WHERE attachment.label = %s AND attachment.object_id = %s"""


def reusable_materials(actor: Actor, *keys: str, on: date) -> QuerySet[Material]:
    """The actor's own materials under any of the sharing keys that may be handed in again on a day, newest first."""
    valid = Q(valid_until=None) | Q(valid_until__gte=on)
    rows: QuerySet[Material] = (
        Material.objects.held_by(actor).filter(valid, key__in=keys).select_related("file__content")
    )
    sound = rows.exclude(check_state=Material.Check.DEFECTIVE).exclude(file__content__scan=ScanState.INFECTED)
    return sound.order_by("-at", "-pk")


def provenance(material: Material, most: int = 20) -> list[Material]:
    """The material and those it repeats, back to what was first brought."""
    chain = [material]
    while chain[-1].source is not None and len(chain) < most:
        chain.append(chain[-1].source)
    return chain


def limits_for(kind: str) -> Limits:
    """What a holder of this kind may keep; one statement."""
    row = Allowance.objects.filter(pk=kind).first()
    if row is not None:
        return Limits(row.file_bytes, row.total_bytes, row.files)
    return USUAL_LIMITS.get(kind, USUAL_LIMITS[Allowance.Holder.OFFICIAL])


def held(actor: Actor) -> tuple[int, int]:
    """Bytes and number of the actor's own files, uploads under way included; two statements."""
    files = File.objects.held_by(actor).aggregate(size=Sum("content__size"), count=Count("pk"))
    coming = Upload.objects.held_by(actor).filter(over=False).aggregate(size=Sum("size"), count=Count("pk"))
    return (files["size"] or 0) + (coming["size"] or 0), files["count"] + coming["count"]


def rejections_visible_to(actor: Actor) -> QuerySet[Rejection]:
    """Files that were not taken, for whoever manages the storage of the node."""
    rows: QuerySet[Rejection] = Rejection.objects.visible_to(actor).select_related(
        "account__person", "account__legal_person"
    )
    return rows


@dataclass(frozen=True)
class StorageUse:
    """How much is kept, and how it stands with scanning; sizes in bytes."""

    contents: int
    size: int
    files: int
    unused: int
    scans: dict[str, int]
    kinds: Sequence[Mapping[str, Any]]


def storage_use() -> StorageUse:
    """Figures over the whole node; four statements."""
    kinds = list(StoredContent.objects.values("kind").annotate(size=Sum("size"), count=Count("pk")).order_by("-size"))
    scans = dict(StoredContent.objects.values_list("scan").annotate(count=Count("pk")).order_by("scan"))
    files = File.objects.aggregate(count=Count("pk"))["count"]
    unused = StoredContent.objects.filter(unused_since__isnull=False).count()
    total, size = sum(row["count"] for row in kinds), sum(row["size"] for row in kinds)
    return StorageUse(contents=total, size=size, files=files, unused=unused, scans=scans, kinds=kinds)
