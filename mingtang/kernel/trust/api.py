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
from mingtang.kernel.trust.actions.seal_uses import (
    Middle,
    approve_seal_use,
    ask_seal_use,
    declare_seal_scope,
    end_mandate,
    mandate_seal,
    refuse_seal_use,
)
from mingtang.kernel.trust.actions.seals import (
    Artwork,
    apply_for_seal,
    approve_seal,
    cancel_seal,
    refuse_seal,
    resume_seal,
    suspend_seal,
)
from mingtang.kernel.trust.actions.signing import Signed, keep_signature, verified
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
from mingtang.kernel.trust.health import TrustHealth, health_of_trust
from mingtang.kernel.trust.hierarchy import NoAuthority, authority_in_service, key_of, office_of, path_to_root
from mingtang.kernel.trust.models import (
    Authority,
    Certificate,
    EscrowedKey,
    KeyRecovery,
    Office,
    Seal,
    SealMandate,
    SealUse,
    SignatureRecord,
)
from mingtang.kernel.trust.queries import evidence_at_hand
from mingtang.kernel.trust.seals.drafts import draft, seal_typeface
from mingtang.kernel.trust.seals.keeping import keep_once, kept
from mingtang.kernel.trust.seals.sealing import Sealed, Spot, mandate_for, press_approved, seal_ofd, seal_pdf
from mingtang.kernel.trust.signatures.judging import (
    Finding,
    SignatureVerdict,
    judged,
    signature_about,
    signatures_about,
)
from mingtang.kernel.trust.timestamps.stamping import stamp

__all__ = [
    "Approved",
    "Artwork",
    "Authority",
    "Certificate",
    "CertificateIssued",
    "CertificateResumed",
    "CertificateRevoked",
    "CertificateSuspended",
    "EscrowedKey",
    "Finding",
    "Holder",
    "KeyRecovered",
    "KeyRecovery",
    "Middle",
    "NoAuthority",
    "Office",
    "Pair",
    "Seal",
    "SealMandate",
    "SealUse",
    "Sealed",
    "SignatureRecord",
    "SignatureVerdict",
    "Signed",
    "Spot",
    "TrustHealth",
    "Warrant",
    "apply_for_seal",
    "appoint_office",
    "approve_seal",
    "approve_seal_use",
    "ask_recovery",
    "ask_seal_use",
    "authority_in_service",
    "cancel_seal",
    "confirm_recovery",
    "declare_seal_scope",
    "draft",
    "end_mandate",
    "evidence_at_hand",
    "fill_pool",
    "health_of_trust",
    "issue_certificate",
    "issue_pair",
    "judged",
    "keep_once",
    "keep_signature",
    "kept",
    "key_of",
    "mandate_for",
    "mandate_seal",
    "office_of",
    "open_authority",
    "path_to_root",
    "prepare_authority",
    "press_approved",
    "publish_list",
    "publish_lists",
    "refuse_recovery",
    "refuse_seal",
    "refuse_seal_use",
    "report_loss",
    "resume_certificate",
    "resume_seal",
    "retire_authority",
    "revoke_certificate",
    "seal_ofd",
    "seal_pdf",
    "seal_typeface",
    "signature_about",
    "signatures_about",
    "stamp",
    "suspend_certificate",
    "suspend_seal",
    "take_list",
    "trust_root",
    "verified",
]
