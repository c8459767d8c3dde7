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
class ApplicationSentBack(ApplicationEvent):
    """Not received as it is (预审退回): `reason` says what to change."""

    name: ClassVar[str] = "services.ApplicationSentBack"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ApplicationReceived(ApplicationEvent):
    name: ClassVar[str] = "services.ApplicationReceived"


@dataclass(frozen=True, kw_only=True)
class MatterDistributed(ApplicationEvent):
    """The organs of a joint matter have it (抄告)."""

    name: ClassVar[str] = "services.MatterDistributed"


@dataclass(frozen=True, kw_only=True)
class OpinionUrged(ApplicationEvent):
    """The lead reminds an organ of its opinion."""

    name: ClassVar[str] = "services.OpinionUrged"


@dataclass(frozen=True, kw_only=True)
class CorrectionAsked(ApplicationEvent):
    name: ClassVar[str] = "services.CorrectionAsked"


@dataclass(frozen=True, kw_only=True)
class ApplicationCorrected(ApplicationEvent):
    """The applicant has handed it in again."""

    name: ClassVar[str] = "services.ApplicationCorrected"


@dataclass(frozen=True, kw_only=True)
class MaterialsSupplied(ApplicationEvent):
    """What was promised for later has come (容缺补齐)."""

    name: ClassVar[str] = "services.MaterialsSupplied"


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
class ResultIssued(ApplicationEvent):
    """Documents and licence are made and wait to be handed out."""

    name: ClassVar[str] = "services.ResultIssued"


@dataclass(frozen=True, kw_only=True)
class CommitmentFoundFalse(ApplicationEvent):
    """What the applicant committed to was found untrue; `record_id` is the credit record."""

    name: ClassVar[str] = "services.CommitmentFoundFalse"
    record_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ApplicationClosed(ApplicationEvent):
    name: ClassVar[str] = "services.ApplicationClosed"
    state: str


@dataclass(frozen=True, kw_only=True)
class LetterIssued(ApplicationEvent):
    """A document has its number; it is to be set and kept."""

    name: ClassVar[str] = "services.LetterIssued"
    letter_id: int
