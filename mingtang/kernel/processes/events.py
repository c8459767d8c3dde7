"""Facts of the processes and decision tables, in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.definitions.api import VersionPublished, VersionRetired


@dataclass(frozen=True, kw_only=True)
class ProcessPublished(VersionPublished):
    """New cases of the process run on this version from now on; running ones keep theirs."""

    name: ClassVar[str] = "processes.ProcessPublished"


@dataclass(frozen=True, kw_only=True)
class ProcessRetired(VersionRetired):
    """No new case starts on this version."""

    name: ClassVar[str] = "processes.ProcessRetired"


@dataclass(frozen=True, kw_only=True)
class DecisionPublished(VersionPublished):
    """Processes published from now on decide by this version; published ones keep theirs."""

    name: ClassVar[str] = "processes.DecisionPublished"


@dataclass(frozen=True, kw_only=True)
class DecisionRetired(VersionRetired):
    """No process published from now on decides by this version."""

    name: ClassVar[str] = "processes.DecisionRetired"
