"""Texts that others reported and an editor adopted: each begins a manuscript of the editor."""

from collections.abc import Sequence
from typing import Protocol

from django.core.files.uploadedfile import SimpleUploadedFile

from mingtang.domains.portal.editing.actions.writing import Draft, add_file, write_manuscript
from mingtang.domains.portal.sites.api import PICTURES, ColumnPage
from mingtang.kernel.content.api import File, bytes_of
from mingtang.kernel.evidence.api import Actor, several_acts

LONGEST_SOURCE, LONGEST_AUTHOR, LONGEST_FILE = 80, 40, 120
"""In characters, as a manuscript has them; several units together may have longer names."""


class Adopted(Protocol):
    """What an adopted text tells."""

    @property
    def column(self) -> ColumnPage: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def files(self) -> Sequence[File]: ...


def take_over(actor: Actor, adopted: Adopted) -> int:
    """Begin a manuscript of an adopted text; answers its id. Raises Refused, NotPermitted.

    Pictures stand below the text, without words: the checks let none through until somebody has said what is on it.
    """
    pictures = [file for file in adopted.files if file.content.kind in PICTURES]
    places = "".join(f"\n[图{number}]" for number in range(1, len(pictures) + 1))
    draft = Draft(
        title=adopted.title, body=adopted.text + places, editor=actor.name[:LONGEST_AUTHOR],
        source=adopted.source[:LONGEST_SOURCE], author=adopted.author[:LONGEST_AUTHOR],
    )  # fmt: skip
    with several_acts():
        manuscript = write_manuscript(actor, adopted.column, draft)
        for file in adopted.files:
            own = SimpleUploadedFile(file.name, bytes_of(file))
            is_picture = file in pictures
            add_file(
                actor, manuscript, own, title="" if is_picture else file.name[:LONGEST_FILE], is_picture=is_picture
            )
    return int(manuscript.pk)
