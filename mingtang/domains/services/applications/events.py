"""What happens to applications. Subjects are `application:<id>`; what they say goes up to the superior platform too."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class ApplicationEvent(Event):
    """All facts of applications name the application; `part_id` the part of one organ, 0 for the whole."""

    application_id: int
    part_id: int = 0


@dataclass(frozen=True, kw_only=True)
class ApplicationSubmitted(ApplicationEvent):
    name: ClassVar[str] = "services.ApplicationSubmitted"


@dataclass(frozen=True, kw_only=True)
class ApplicationReceived(ApplicationEvent):
    name: ClassVar[str] = "services.ApplicationReceived"


@dataclass(frozen=True, kw_only=True)
class CorrectionAsked(ApplicationEvent):
    name: ClassVar[str] = "services.CorrectionAsked"


@dataclass(frozen=True, kw_only=True)
class ApplicationAccepted(ApplicationEvent):
    name: ClassVar[str] = "services.ApplicationAccepted"
    deemed: bool = False


@dataclass(frozen=True, kw_only=True)
class ApplicationNotAccepted(ApplicationEvent):
    name: ClassVar[str] = "services.ApplicationNotAccepted"


@dataclass(frozen=True, kw_only=True)
class ApplicationDecided(ApplicationEvent):
    name: ClassVar[str] = "services.ApplicationDecided"
    decision: str


@dataclass(frozen=True, kw_only=True)
class ApplicationClosed(ApplicationEvent):
    name: ClassVar[str] = "services.ApplicationClosed"
    state: str


@dataclass(frozen=True, kw_only=True)
class LetterIssued(ApplicationEvent):
    """A document has its number; it is to be set and kept."""

    name: ClassVar[str] = "services.LetterIssued"
    letter_id: int
