"""Facts of the licence store."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class LicenceIssued(Event):
    """A licence is in force. Without a case it was issued by hand, which the supervision of efficiency asks about (R11)."""

    name: ClassVar[str] = "licences.LicenceIssued"
    licence_id: int
    case_id: int | None


@dataclass(frozen=True, kw_only=True)
class LicenceChanged(Event):
    """A new version says something else; `predecessor_id` is invalid from now on."""

    name: ClassVar[str] = "licences.LicenceChanged"
    licence_id: int
    predecessor_id: int
    case_id: int | None


@dataclass(frozen=True, kw_only=True)
class LicenceRenewed(Event):
    """A new version holds longer; `predecessor_id` is invalid from now on."""

    name: ClassVar[str] = "licences.LicenceRenewed"
    licence_id: int
    predecessor_id: int
    case_id: int | None


@dataclass(frozen=True, kw_only=True)
class LicenceSuspended(Event):
    """A licence may not be used for the time being."""

    name: ClassVar[str] = "licences.LicenceSuspended"
    licence_id: int


@dataclass(frozen=True, kw_only=True)
class LicenceResumed(Event):
    """A suspended licence is in force again."""

    name: ClassVar[str] = "licences.LicenceResumed"
    licence_id: int


@dataclass(frozen=True, kw_only=True)
class LicenceRevoked(Event):
    """A licence was taken back (行政许可法 69)."""

    name: ClassVar[str] = "licences.LicenceRevoked"
    licence_id: int


@dataclass(frozen=True, kw_only=True)
class LicenceCancelled(Event):
    """A licence was struck off (行政许可法 70)."""

    name: ClassVar[str] = "licences.LicenceCancelled"
    licence_id: int


@dataclass(frozen=True, kw_only=True)
class LicenceExpired(Event):
    """The term of a licence has ended without a renewal asked for in time."""

    name: ClassVar[str] = "licences.LicenceExpired"
    licence_id: int
