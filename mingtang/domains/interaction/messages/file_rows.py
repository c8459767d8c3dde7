"""Files of a letter for the template that lists them: by side, each with its name, format and size, and address."""

from collections.abc import Callable, Iterable

from django.urls import reverse

from mingtang.domains.interaction.messages.models import AttachedFile, Message
from mingtang.domains.interaction.messages.queries.files import authors_files, public_files
from mingtang.kernel.content.api import File

Rows = dict[str, list[dict[str, str]]]


def rows_for_everybody(message: Message) -> Rows:
    """What was let out, under names that tell nothing of the author; one statement."""
    return _rows(
        public_files(message), lambda each: (each.shown, each.public_name),
        lambda each: reverse("public_message_file", args=[message.pk, each.pk]),
    )  # fmt: skip


def rows_for_author(message: Message) -> Rows:
    """What is the author's; one statement."""
    return _rows(
        authors_files(message), lambda each: (each.file, each.file.name),
        lambda each: reverse("own_message_file", args=[message.pk, each.pk]),
    )  # fmt: skip


def rows_for_officials(message: Message) -> Rows:
    """All of them, drafts included; one statement."""
    return _rows(
        message.files.select_related("file__content"), lambda each: (each.file, each.file.name),
        lambda each: reverse("file_content", args=[each.file_id]),
    )  # fmt: skip


def _rows(
    files: Iterable[AttachedFile], seen: Callable[[AttachedFile], tuple[File, str]], url: Callable[[AttachedFile], str]
) -> Rows:
    rows: Rows = {side.value: [] for side in AttachedFile.Side}
    for each in files:
        file, name = seen(each)
        kind = file.content.format
        rows[each.side].append(
            {"name": name, "meta": f"{kind.label}，{file.said_size}", "icon": kind.icon, "url": url(each)}
        )
    return rows
