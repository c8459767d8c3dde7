"""What trust keeps."""

from mingtang.kernel.trust.models.authority import KINDS, Authority, Office, SealedKey
from mingtang.kernel.trust.models.certificate import PROFILE_CHOICES, REASON_CHOICES, Certificate
from mingtang.kernel.trust.models.challenge import Challenge
from mingtang.kernel.trust.models.escrow import EscrowedKey, KeyRecovery
from mingtang.kernel.trust.models.publication import ClockCheck, EvidenceStamp, RevocationList, TimestampToken
from mingtang.kernel.trust.models.seal import Seal, SealMandate, SealUse
from mingtang.kernel.trust.models.signature import SignatureRecord

__all__ = [
    "KINDS",
    "PROFILE_CHOICES",
    "REASON_CHOICES",
    "Authority",
    "Certificate",
    "Challenge",
    "ClockCheck",
    "EscrowedKey",
    "EvidenceStamp",
    "KeyRecovery",
    "Office",
    "RevocationList",
    "Seal",
    "SealMandate",
    "SealUse",
    "SealedKey",
    "SignatureRecord",
    "TimestampToken",
]
