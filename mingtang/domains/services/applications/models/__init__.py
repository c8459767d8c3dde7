"""Applications, the parts that organs have in them, and what was asked to be corrected."""

from mingtang.domains.services.applications.models.application import Application
from mingtang.domains.services.applications.models.correction import Defect
from mingtang.domains.services.applications.models.letter import IssuedLetter
from mingtang.domains.services.applications.models.part import Part
from mingtang.domains.services.applications.models.serial import DaySerial

__all__ = ["Application", "DaySerial", "Defect", "IssuedLetter", "Part"]
