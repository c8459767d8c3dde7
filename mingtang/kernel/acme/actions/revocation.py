"""Revocation on the word of a program (RFC 8555 7.6)."""

from mingtang.kernel.acme.rules import Fault, Problem
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.trust.api import Certificate, revoke_certificate
from mingtang.lib.crypto.revocation import Reason

ALLOWED = frozenset({
    Reason.UNSPECIFIED, Reason.KEY_COMPROMISE, Reason.AFFILIATION_CHANGED, Reason.SUPERSEDED,
    Reason.CESSATION_OF_OPERATION, Reason.PRIVILEGE_WITHDRAWN,
})  # fmt: skip
NOTE = "经 ACME 注销"


def revoke(actor: Actor, certificate: Certificate, reason: object) -> None:
    """Revoke it for `reason`, a number of RFC 5280 5.3.1. Raises Problem."""
    if isinstance(reason, bool) or not isinstance(reason, int) or reason not in ALLOWED:
        raise Problem(Fault.BAD_REASON, f"注销原因应为 {'、'.join(str(int(each)) for each in sorted(ALLOWED))} 之一。")
    if certificate.state == Certificate.State.REVOKED:
        raise Problem(Fault.ALREADY_REVOKED, "证书已注销。")
    try:
        revoke_certificate(actor, certificate, Reason(reason), note=NOTE)
    except Refused as fault:
        raise Problem(Fault.ALREADY_REVOKED, str(fault)) from fault
