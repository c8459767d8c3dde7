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


@dataclass(frozen=True, kw_only=True)
class SpecialProcedureStarted(ApplicationEvent):
    """A procedure runs whose time is not counted (特别程序)."""

    name: ClassVar[str] = "services.SpecialProcedureStarted"
    special_id: int


@dataclass(frozen=True, kw_only=True)
class SpecialProcedureUnlisted(ApplicationEvent):
    """A procedure was begun that the law does not list; it stops no limit, and supervision should know (R07)."""

    name: ClassVar[str] = "services.SpecialProcedureUnlisted"
    special_id: int


@dataclass(frozen=True, kw_only=True)
class SpecialProcedureOverran(ApplicationEvent):
    """A procedure takes longer than the applicant was told (R07)."""

    name: ClassVar[str] = "services.SpecialProcedureOverran"
    special_id: int


@dataclass(frozen=True, kw_only=True)
class SpecialProcedureEnded(ApplicationEvent):
    """The days are counted again."""

    name: ClassVar[str] = "services.SpecialProcedureEnded"
    special_id: int


@dataclass(frozen=True, kw_only=True)
class LimitExtended(ApplicationEvent):
    """The head has granted more time."""

    name: ClassVar[str] = "services.LimitExtended"
    extension_id: int


@dataclass(frozen=True, kw_only=True)
class HearingRightTold(ApplicationEvent):
    """The applicant may request a hearing within five working days."""

    name: ClassVar[str] = "services.HearingRightTold"


@dataclass(frozen=True, kw_only=True)
class HearingAnswered(ApplicationEvent):
    """The applicant has requested a hearing, or waived it."""

    name: ClassVar[str] = "services.HearingAnswered"
    requested: bool


@dataclass(frozen=True, kw_only=True)
class HearingNotified(ApplicationEvent):
    """Day and place of the hearing have been announced."""

    name: ClassVar[str] = "services.HearingNotified"


@dataclass(frozen=True, kw_only=True)
class SiteVisitArranged(ApplicationEvent):
    """Organs will look at the site together, or will not after all: `state` convened or cancelled, `reason` when and where, or why."""

    name: ClassVar[str] = "services.SiteVisitArranged"
    state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrganCalled(ApplicationEvent):
    """The lead calls an organ to do something together: `state` convened, cancelled, or held, when it gets the record."""

    name: ClassVar[str] = "services.OrganCalled"
    state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeesTold(ApplicationEvent):
    """The applicant has been told what to pay."""

    name: ClassVar[str] = "services.FeesTold"
    order_id: int
