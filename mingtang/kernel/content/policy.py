"""Who may read what was handed in for an object: whoever the object's own app admits, asked for many ids at once."""

from collections.abc import Callable, Collection, Iterable

from mingtang.kernel.content.models import Attachment, File, Material
from mingtang.kernel.content.rules import is_handed_out
from mingtang.kernel.evidence.api import SYSTEM, Actor

MayRead = Callable[[Actor, Collection[str]], Collection[str]]
"""Of these object ids, those that the actor may read; costs the same number of statements for one id and for many."""

_POLICIES: dict[str, MayRead] = {}


def register_attachment_policy(label: str, may_read: MayRead) -> None:
    """`may_read` decides for all objects under `label`. Raises ValueError when another function does already."""
    if _POLICIES.setdefault(label, may_read) is not may_read:
        raise ValueError(f"{label} has a reader function already")


def can_read_object(actor: Actor, label: str, object_id: str) -> bool:
    """Whether the actor may read what is attached to this object. Objects that nobody answers for are closed."""
    may_read = _POLICIES.get(label)
    return may_read is not None and (actor is SYSTEM or object_id in may_read(actor, [object_id]))


def can_read_any(actor: Actor, attachments: Iterable[Attachment]) -> bool:
    """Whether the actor may read at least one of the objects behind `attachments`; one question for each label."""
    ids: dict[str, set[str]] = {}
    for attachment in attachments:
        ids.setdefault(attachment.label, set()).add(attachment.object_id)
    return any(label in _POLICIES and _POLICIES[label](actor, found) for label, found in ids.items())


def can_open(actor: Actor, file: File) -> bool:
    """Whether the content of a file that the actor may read is handed out to it; needs the content loaded."""
    return is_handed_out(file.content.scan, own=file.is_held_by(actor))


def can_check(actor: Actor, material: Material) -> bool:
    """Whether the actor may say whether a material is good: never one's own, and only what one may read."""
    return not material.is_held_by(actor) and can_read_any(actor, material.attachments.all())
