"""Facts of the processes, in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class ProcessPublished(Event):
    """New cases of the process run on this version from now on; running ones keep theirs."""

    name: ClassVar[str] = "processes.ProcessPublished"
    process_id: int
    version_id: int
    key: str


@dataclass(frozen=True, kw_only=True)
class DecisionPublished(Event):
    """Processes published from now on decide by this version; published ones keep theirs."""

    name: ClassVar[str] = "processes.DecisionPublished"
    decision_id: int
    version_id: int
    key: str


@dataclass(frozen=True, kw_only=True)
class ProcessRetired(Event):
    """No new case starts on this version."""

    name: ClassVar[str] = "processes.ProcessRetired"
    process_id: int
    version_id: int
    key: str
