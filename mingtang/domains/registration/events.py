"""Facts of registration."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class CertificateAppliedFor(Event):
    """An application has been made; its case is open."""

    name: ClassVar[str] = "registration.CertificateAppliedFor"
    application_id: int


@dataclass(frozen=True, kw_only=True)
class CertificateCollected(Event):
    """The holder has confirmed that the certificate, and what belongs to it, has arrived."""

    name: ClassVar[str] = "registration.CertificateCollected"
    application_id: int
