"""Nouns of the directory."""

from mingtang.kernel.directory.models.account import Account, PastPassword, Session, SignIn
from mingtang.kernel.directory.models.grant import CompiledScope, Grant, Role
from mingtang.kernel.directory.models.organ import Branch, Organ, OrganChange, Post, Unit
from mingtang.kernel.directory.models.person import Agency, Appointment, LegalPerson, Person, current_on
from mingtang.kernel.directory.models.phone_code import PhoneCode
from mingtang.kernel.directory.models.region import Region
from mingtang.kernel.directory.models.series import NumberFormat, NumberSeries

__all__ = [
    "Account",
    "Agency",
    "Appointment",
    "Branch",
    "CompiledScope",
    "Grant",
    "LegalPerson",
    "NumberFormat",
    "NumberSeries",
    "Organ",
    "OrganChange",
    "PastPassword",
    "Person",
    "PhoneCode",
    "Post",
    "Region",
    "Role",
    "Session",
    "SignIn",
    "Unit",
    "current_on",
]
