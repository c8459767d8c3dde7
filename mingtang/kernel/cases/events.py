"""Facts of the cases."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """A case has been opened."""

    name: ClassVar[str] = "cases.CaseOpened"
    case_id: int
    type: str
    organ_id: int


@dataclass(frozen=True, kw_only=True)
class CaseEnded(Event):
    """A case has ended; `status` says how."""

    name: ClassVar[str] = "cases.CaseEnded"
    case_id: int
    type: str
    organ_id: int
    status: str


@dataclass(frozen=True, kw_only=True)
class TaskOffered(Event):
    """A work item is open. Written only while somebody subscribes to it."""

    name: ClassVar[str] = "cases.TaskOffered"
    case_id: int
    no: int
    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ErrandDied(Event):
    """An errand of a case has had all its tries; its administrator should look."""

    name: ClassVar[str] = "cases.ErrandDied"
    errand_id: int
    case_id: int
    kind: str
    organ_id: int
    error: str
