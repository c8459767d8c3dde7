"""Facts of trust, in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class CertificateIssued(Event):
    name: ClassVar[str] = "trust.CertificateIssued"
    certificate_id: int


@dataclass(frozen=True, kw_only=True)
class CertificateSuspended(Event):
    name: ClassVar[str] = "trust.CertificateSuspended"
    certificate_id: int


@dataclass(frozen=True, kw_only=True)
class CertificateResumed(Event):
    name: ClassVar[str] = "trust.CertificateResumed"
    certificate_id: int


@dataclass(frozen=True, kw_only=True)
class CertificateRevoked(Event):
    """It is not valid any more; `reason` is a CRLReason (RFC 5280 5.3.1)."""

    name: ClassVar[str] = "trust.CertificateRevoked"
    certificate_id: int
    reason: int


@dataclass(frozen=True, kw_only=True)
class KeyRecovered(Event):
    name: ClassVar[str] = "trust.KeyRecovered"
    recovery_id: int
