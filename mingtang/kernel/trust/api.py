"""What the rest of Mingtang may use of trust.

issue_certificate(actor, Approved(subject, "officer-signing"), request.spki, Holder(account_id=…, organ_id=…))
revoke_certificate(actor, certificate, Reason.KEY_COMPROMISE)
stamp(data, KeyKind.SM2)             # a timestamp, or None while there is none: complete it later
evidence_at_hand()                   # roots, authorities and lists, to judge certificates by
"""

from mingtang.kernel.trust.actions.escrow import (
    Warrant,
    ask_recovery,
    confirm_recovery,
    fill_pool,
    refuse_recovery,
)
from mingtang.kernel.trust.actions.founding import (
    appoint_office,
    open_authority,
    prepare_authority,
    retire_authority,
    take_list,
    trust_root,
)
from mingtang.kernel.trust.actions.issuing import Approved, Pair, issue_certificate, issue_pair
from mingtang.kernel.trust.actions.publishing import publish_list, publish_lists
from mingtang.kernel.trust.actions.registering import Holder
from mingtang.kernel.trust.actions.standing import (
    report_loss,
    resume_certificate,
    revoke_certificate,
    suspend_certificate,
)
from mingtang.kernel.trust.events import (
    CertificateIssued,
    CertificateResumed,
    CertificateRevoked,
    CertificateSuspended,
    KeyRecovered,
)
from mingtang.kernel.trust.hierarchy import NoAuthority, authority_in_service, key_of, office_of, path_to_root
from mingtang.kernel.trust.models import Authority, Certificate, EscrowedKey, KeyRecovery, Office
from mingtang.kernel.trust.queries import evidence_at_hand
from mingtang.kernel.trust.stamping import stamp

__all__ = [
    "Approved",
    "Authority",
    "Certificate",
    "CertificateIssued",
    "CertificateResumed",
    "CertificateRevoked",
    "CertificateSuspended",
    "EscrowedKey",
    "Holder",
    "KeyRecovered",
    "KeyRecovery",
    "NoAuthority",
    "Office",
    "Pair",
    "Warrant",
    "appoint_office",
    "ask_recovery",
    "authority_in_service",
    "confirm_recovery",
    "evidence_at_hand",
    "fill_pool",
    "issue_certificate",
    "issue_pair",
    "key_of",
    "office_of",
    "open_authority",
    "path_to_root",
    "prepare_authority",
    "publish_list",
    "publish_lists",
    "refuse_recovery",
    "report_loss",
    "resume_certificate",
    "retire_authority",
    "revoke_certificate",
    "stamp",
    "suspend_certificate",
    "take_list",
    "trust_root",
]
