"""Handing what was adopted over to whoever edits the site: the room of manuscripts, once config has named it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mingtang.domains.portal.sites.api import ColumnPage
from mingtang.kernel.content.api import File
from mingtang.kernel.evidence.api import Actor


@dataclass(frozen=True, kw_only=True)
class AdoptedText:
    """What an editor takes over: a text for a column, whose it is, and the pictures and attachments that came with it."""

    column: ColumnPage
    title: str
    text: str
    source: str
    author: str
    files: Sequence[File] = ()


Writer = Callable[[Actor, AdoptedText], int]
"""Begins a manuscript of it for the editor; answers its id. Raises Refused, NotPermitted, and then nothing is adopted."""

_writers: list[Writer] = []


def hand_over_to(writer: Writer) -> None:
    """Name whoever takes adopted texts over; the last one named does."""
    _writers[:] = [writer]


def handed_over(actor: Actor, text: AdoptedText) -> int | None:
    """Hand a text over; the id of the manuscript, None while nobody takes any."""
    return _writers[0](actor, text) if _writers else None
