"""What other rooms of services may use of licences.

licence = issue(actor, kind, IssueDetails(...), issuer=organ, case=case)   # when a case is decided
found = pull(actor, "credit_code", number, type_code, case=case, purpose="食品经营许可")   # 免提交: None when there is none
copy = annotated_copy(actor, found, purpose="食品经营许可", case=case)      # a PDF with its purpose printed on it
await_renewal(applicant, licence, case)                                    # asked in time: it does not expire meanwhile
"""

from mingtang.domains.services.licences.actions.issuing import (
    FaceRejected,
    HolderDetails,
    IssueDetails,
    face_form,
    issue,
)
from mingtang.domains.services.licences.actions.reminding import remind_of_ends
from mingtang.domains.services.licences.actions.standing import (
    await_renewal,
    cancel,
    expire_due,
    resume,
    revoke,
    suspend,
)
from mingtang.domains.services.licences.actions.succeeding import change, renew
from mingtang.domains.services.licences.actions.types import TypeDetails, change_type, define_type
from mingtang.domains.services.licences.actions.using import annotated_copy, pull
from mingtang.domains.services.licences.events import (
    LicenceCancelled,
    LicenceChanged,
    LicenceExpired,
    LicenceIssued,
    LicenceRenewed,
    LicenceResumed,
    LicenceRevoked,
    LicenceSuspended,
)
from mingtang.domains.services.licences.installing import CERTIFICATE, install
from mingtang.domains.services.licences.models import Licence, LicenceHolder, LicenceType, LicenceUse
from mingtang.domains.services.licences.permissions import (
    END_LICENCES,
    ISSUE_LICENCES,
    MANAGE_LICENCE_TYPES,
    READ_LICENCES,
    USE_LICENCES,
)
from mingtang.domains.services.licences.policy import can_pull
from mingtang.domains.services.licences.queries import (
    licence_type,
    licences_held,
    licences_of_case,
    own_licences,
)
from mingtang.domains.services.licences.rules import holder_number
from mingtang.domains.services.licences.terms import window_of

__all__ = [
    "CERTIFICATE",
    "END_LICENCES",
    "ISSUE_LICENCES",
    "MANAGE_LICENCE_TYPES",
    "READ_LICENCES",
    "USE_LICENCES",
    "FaceRejected",
    "HolderDetails",
    "IssueDetails",
    "Licence",
    "LicenceCancelled",
    "LicenceChanged",
    "LicenceExpired",
    "LicenceHolder",
    "LicenceIssued",
    "LicenceRenewed",
    "LicenceResumed",
    "LicenceRevoked",
    "LicenceSuspended",
    "LicenceType",
    "LicenceUse",
    "TypeDetails",
    "annotated_copy",
    "await_renewal",
    "can_pull",
    "cancel",
    "change",
    "change_type",
    "define_type",
    "expire_due",
    "face_form",
    "holder_number",
    "install",
    "issue",
    "licence_type",
    "licences_held",
    "licences_of_case",
    "own_licences",
    "pull",
    "remind_of_ends",
    "renew",
    "resume",
    "revoke",
    "suspend",
    "window_of",
]
