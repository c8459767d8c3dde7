"""Why and since when a certificate is not valid any more (RFC 5280 5.3.1)."""

from datetime import datetime
from enum import IntEnum
from typing import NamedTuple


class Reason(IntEnum):
    """Values are those of CRLReason; 7 was never used."""

    UNSPECIFIED = 0
    KEY_COMPROMISE = 1
    AUTHORITY_COMPROMISE = 2
    AFFILIATION_CHANGED = 3
    SUPERSEDED = 4
    CESSATION_OF_OPERATION = 5
    HOLD = 6
    REMOVE_FROM_LIST = 8  # of deltas only: a hold ended, or the certificate expired
    PRIVILEGE_WITHDRAWN = 9
    ATTRIBUTES_COMPROMISE = 10


class Revoked(NamedTuple):
    """One revocation: of which serial number, from which moment (aware) on, why."""

    serial: int
    moment: datetime
    reason: Reason = Reason.UNSPECIFIED
