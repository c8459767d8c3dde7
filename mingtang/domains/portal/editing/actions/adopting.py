"""Texts that others reported and an editor adopted: each begins a manuscript of the editor."""

from typing import Protocol

from mingtang.domains.portal.editing.actions.writing import Draft, write_manuscript
from mingtang.domains.portal.sites.api import ColumnPage
from mingtang.kernel.evidence.api import Actor

LONGEST_SOURCE, LONGEST_AUTHOR = 80, 40
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


def take_over(actor: Actor, adopted: Adopted) -> int:
    """Begin a manuscript of an adopted text; answers its id. Raises Refused, NotPermitted."""
    draft = Draft(
        title=adopted.title, body=adopted.text, editor=actor.name[:LONGEST_AUTHOR],
        source=adopted.source[:LONGEST_SOURCE], author=adopted.author[:LONGEST_AUTHOR],
    )  # fmt: skip
    return int(write_manuscript(actor, adopted.column, draft).pk)
