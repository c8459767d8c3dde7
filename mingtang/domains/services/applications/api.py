"""What config and the rooms above may use of applications."""

from mingtang.domains.services.applications.actions.accepting import (
    Missing,
    Reasons,
    accept,
    ask_correction,
    confirm_refusal,
    propose_refusal,
)
from mingtang.domains.services.applications.actions.correcting import answer
from mingtang.domains.services.applications.actions.deciding import (
    Decision,
    Receipt,
    decide,
    deliver,
    issue_result,
    review,
)
from mingtang.domains.services.applications.actions.drafting import begin_draft, save_draft
from mingtang.domains.services.applications.actions.receiving import receive, send_back
from mingtang.domains.services.applications.actions.submitting import Incomplete, submit
from mingtang.domains.services.applications.actions.window_filing import Agent, begin_at_window, file_at_window
from mingtang.domains.services.applications.actions.withdrawing import withdraw
from mingtang.domains.services.applications.events import (
    ApplicationAccepted,
    ApplicationClosed,
    ApplicationCorrected,
    ApplicationDecided,
    ApplicationEvent,
    ApplicationNotAccepted,
    ApplicationReceived,
    ApplicationSubmitted,
    CorrectionAsked,
    FeesTold,
    LetterIssued,
    LimitExtended,
    MaterialsSupplied,
    ResultIssued,
    SpecialProcedureEnded,
    SpecialProcedureStarted,
    SpecialProcedureUnlisted,
)
from mingtang.domains.services.applications.installing import CATEGORY, install
from mingtang.domains.services.applications.limits import drawn_limits
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import (
    Application,
    Defect,
    Extension,
    IssuedLetter,
    Part,
    SpecialProcedure,
)
from mingtang.domains.services.applications.next_steps import NextStep, register_next_step
from mingtang.domains.services.applications.permissions import FILE_AT_WINDOW, READ_APPLICATIONS
from mingtang.domains.services.applications.process import STARTS, STEPS, Step, step_of
from mingtang.domains.services.applications.process.checking import course_faults
from mingtang.domains.services.applications.queries.fees import ChargedFee, fees_charged
from mingtang.domains.services.applications.queries.handing_out import (
    DELIVERY,
    awaiting_delivery,
    may_receive,
    open_step,
)
from mingtang.domains.services.applications.queries.sharing import Sharing, sharing_of
from mingtang.domains.services.applications.shipped_letters import ShippedLetter, shipped_letters

__all__ = [
    "CATEGORY",
    "DELIVERY",
    "FILE_AT_WINDOW",
    "READ_APPLICATIONS",
    "STARTS",
    "STEPS",
    "Agent",
    "Application",
    "ApplicationAccepted",
    "ApplicationClosed",
    "ApplicationCorrected",
    "ApplicationDecided",
    "ApplicationEvent",
    "ApplicationNotAccepted",
    "ApplicationReceived",
    "ApplicationSubmitted",
    "ChargedFee",
    "CorrectionAsked",
    "Decision",
    "Defect",
    "Extension",
    "FeesTold",
    "Incomplete",
    "IssuedLetter",
    "LetterIssued",
    "LimitExtended",
    "MaterialsSupplied",
    "Missing",
    "NextStep",
    "Part",
    "Reasons",
    "Receipt",
    "ResultIssued",
    "Sharing",
    "ShippedLetter",
    "SpecialProcedure",
    "SpecialProcedureEnded",
    "SpecialProcedureStarted",
    "SpecialProcedureUnlisted",
    "Step",
    "accept",
    "answer",
    "ask_correction",
    "asked_of",
    "awaiting_delivery",
    "begin_at_window",
    "begin_draft",
    "confirm_refusal",
    "course_faults",
    "decide",
    "deliver",
    "drawn_limits",
    "fees_charged",
    "file_at_window",
    "install",
    "issue_result",
    "may_receive",
    "open_step",
    "propose_refusal",
    "receive",
    "register_next_step",
    "review",
    "save_draft",
    "send_back",
    "sharing_of",
    "shipped_letters",
    "step_of",
    "submit",
    "withdraw",
]
