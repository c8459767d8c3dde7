"""The enumerations of registration as fields of the machine interface, with their Chinese labels."""

from typing import Annotated, Literal

from mingtang.domains.registration.models import IdentityCheck
from mingtang.domains.registration.rules import HOLDER_KINDS, KINDS, REVOCATIONS, STAGES, HolderKind, Kind, Stage
from mingtang.ui.rest.fields import choices, labelled

ApplicationKind = Annotated[Kind, labelled(KINDS)]
CertificateHolderKind = Annotated[HolderKind, labelled(HOLDER_KINDS)]
ApplicationStage = Annotated[Stage, labelled(STAGES)]
CheckMethod = Annotated[IdentityCheck.Method, choices(IdentityCheck.Method)]
RevocationWish = Annotated[Literal[1, 3, 5, 9], labelled({int(code): label for code, label in REVOCATIONS.items()})]
