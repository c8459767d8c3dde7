"""Applications, the parts that organs have in them, and what was asked to be corrected."""

from mingtang.domains.services.applications.models.application import Application
from mingtang.domains.services.applications.models.commitment import Commitment
from mingtang.domains.services.applications.models.correction import Defect
from mingtang.domains.services.applications.models.credit import CreditRecord
from mingtang.domains.services.applications.models.extension import Extension
from mingtang.domains.services.applications.models.hearing import Hearing
from mingtang.domains.services.applications.models.letter import IssuedLetter
from mingtang.domains.services.applications.models.meeting import JointMeeting, MeetingSeat
from mingtang.domains.services.applications.models.part import Part
from mingtang.domains.services.applications.models.serial import DaySerial
from mingtang.domains.services.applications.models.sharing import SharedLicence
from mingtang.domains.services.applications.models.special_procedure import SpecialProcedure
from mingtang.domains.services.applications.models.window_filing import WindowFiling

__all__ = [
    "Application",
    "Commitment",
    "CreditRecord",
    "DaySerial",
    "Defect",
    "Extension",
    "Hearing",
    "IssuedLetter",
    "JointMeeting",
    "MeetingSeat",
    "Part",
    "SharedLicence",
    "SpecialProcedure",
    "WindowFiling",
]
