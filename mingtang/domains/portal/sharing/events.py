"""Facts of sharing."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class MirrorOutdated(Event):
    """A mirror may differ from what it should be; the subject is `mirror:<id>`, so that they are renewed one after another."""

    name: ClassVar[str] = "portal_sharing.MirrorOutdated"
    mirror_id: int


def outdated(mirror_id: int) -> MirrorOutdated:
    """The fact about one mirror."""
    return MirrorOutdated(subject=f"mirror:{mirror_id}", mirror_id=mirror_id)
