"""Files of letters and answers: kept for whoever may read the letter, and for everybody only what was let out by name."""

from collections.abc import Mapping, Sequence

from mingtang.domains.interaction.messages.materials import target_of
from mingtang.domains.interaction.messages.models import AttachedFile, Message
from mingtang.domains.interaction.messages.models.attached import PICTURES
from mingtang.kernel.content.api import File, attach_material, can_open, whole_text
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed
from mingtang.lib.personal_data import OF_OFFICES, kinds_of_personal_data

MOST_FILES = 5
"""So many on either side (portal.md 5)."""
FIT_FOR_EVERYBODY = PICTURES | {"pdf"}
"""Kinds of authors' files that everybody may get: others carry names and earlier words that no page shows."""


def attach_files(deed: Deed, actor: Actor, message: Message, side: str, files: Sequence[File]) -> None:
    """Add files, which are the actor's own, to a letter or its answer. Raises Refused for too many."""
    if not files:
        return
    places = list(message.files.filter(side=side).values_list("place", flat=True))
    if len(places) + len(files) > MOST_FILES:
        raise Refused(f"附件最多 {MOST_FILES} 个。", "files")
    last = max(places, default=0)
    for place, file in enumerate(files, last + 1):
        attach_material(actor, file, target_of(message, place), name=file.name, key=side)
        deed.create(AttachedFile(message=message, side=side, place=place, file=file))


def drop_files(deed: Deed, message: Message, keep: Sequence[int]) -> None:
    """Take from a draft answer the files that are not among `keep`."""
    for each in message.files.filter(side=AttachedFile.Side.REPLY).exclude(pk__in=keep):
        deed.remove(each)


def require_fit_for_everybody(actor: Actor, message: Message, shown: Mapping[int, File]) -> None:
    """Raise Refused for a file that is not of this letter, was not scanned, or carries personal data.

    Not inside a transaction: documents are read in a process of its own. What is seen on pictures a person must judge.
    """
    known = {each.pk: each for each in message.files.all()}
    for key, file in shown.items():
        if key not in known:
            raise Refused("这件留言没有这个附件。", "files")
        is_reply = known[key].side == AttachedFile.Side.REPLY
        if file.content.kind not in FIT_FOR_EVERYBODY and not is_reply:
            raise Refused(f"“{file.name}”不能直接公开，请转换为 PDF 或图片。", f"file-{key}")
        if not can_open(actor, file):
            raise Refused(f"“{file.name}”还没有通过查毒。", f"file-{key}")
        text = f"{file.name if is_reply else ''}\n{whole_text(file.content) or ''}"
        left = kinds_of_personal_data(text, allowed=OF_OFFICES if is_reply else ())
        if message.name and message.name in text:
            left = [*left, "来信人姓名"]
        if left:
            raise Refused(f"“{file.name}”里还有{'、'.join(left)}没有隐去。", f"file-{key}")


def show_files(deed: Deed, actor: Actor, message: Message, shown: Mapping[int, File]) -> None:
    """Let everybody have these files, each the one of the letter or another in its place."""
    for each in message.files.filter(pk__in=shown):
        file = shown[each.pk]
        if file.pk != each.file_id:
            attach_material(actor, file, target_of(message, each.place), name=file.name, key="public")
        deed.change(each, shown=file)
