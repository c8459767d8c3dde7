"""What happens to definitions. Each app announces facts of its own names, with these values."""

from dataclasses import dataclass

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class VersionEvent(Event):
    """What facts of versions say."""

    definition_id: int
    version_id: int
    key: str
    number: int


@dataclass(frozen=True, kw_only=True)
class VersionPublished(VersionEvent):
    """What begins from now on goes by this version; what has begun keeps its own."""


@dataclass(frozen=True, kw_only=True)
class VersionRetired(VersionEvent):
    """Nothing new goes by this version, and by no other of its definition until one is published."""
