"""The enumerations of the directory as fields of the machine interface, with their Chinese labels."""

from typing import Annotated

from mingtang.kernel.directory.models import Account, Appointment, Branch, Grant, Organ, OrganChange, Region, SignIn
from mingtang.kernel.directory.rules import ScopeKind
from mingtang.ui.rest.fields import choices, labelled

AccountKind = Annotated[Account.Kind, choices(Account.Kind)]
AccountState = Annotated[Account.State, choices(Account.State)]
AppointmentKind = Annotated[Appointment.Kind, choices(Appointment.Kind)]
Assurance = Annotated[Account.Assurance, choices(Account.Assurance)]
BranchOfOrgans = Annotated[Branch, choices(Branch)]
GrantScope = Annotated[ScopeKind, labelled(Grant.KIND_LABELS)]
OrganChangeKind = Annotated[OrganChange.Kind, choices(OrganChange.Kind)]
OrganKind = Annotated[Organ.Kind, choices(Organ.Kind)]
OrganState = Annotated[Organ.State, choices(Organ.State)]
RegionLevel = Annotated[Region.Level, choices(Region.Level)]
SignInResult = Annotated[SignIn.Result, choices(SignIn.Result)]
