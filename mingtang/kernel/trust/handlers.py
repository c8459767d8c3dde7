"""What trust does when facts arrive."""

from django.utils import timezone

from mingtang.kernel.directory.api import Account, AccountStateChanged, AppointmentEnded
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.actions.publishing import publish_list
from mingtang.kernel.trust.actions.standing import URGENT, revoke_certificate, suspend_certificate
from mingtang.kernel.trust.events import CertificateRevoked
from mingtang.kernel.trust.models import Certificate
from mingtang.lib.crypto.revocation import Reason

LEFT = "离任"
CLOSED = "账号停用或注销"


def holder_left_post(fact: AppointmentEnded) -> None:
    """Certificates bound to the post that somebody has left are revoked (trust.md 6)."""
    bound = Certificate.objects.filter(post=fact.post_id, account__person=fact.person_id, pair=None)
    for certificate in bound.exclude(state=Certificate.State.REVOKED):
        revoke_certificate(SYSTEM, certificate, Reason.AFFILIATION_CHANGED, note=LEFT)


def account_changed(fact: AccountStateChanged) -> None:
    """Certificates of an account that is closed are revoked, of one that is disabled frozen."""
    own = Certificate.objects.filter(account=fact.account_id, pair=None)
    if fact.state == Account.State.CLOSED:
        for certificate in own.exclude(state=Certificate.State.REVOKED):
            revoke_certificate(SYSTEM, certificate, Reason.CESSATION_OF_OPERATION, note=CLOSED)
    elif fact.state == Account.State.DISABLED:
        for certificate in own.filter(state=Certificate.State.ACTIVE):
            suspend_certificate(SYSTEM, certificate, note=CLOSED)


def certificate_revoked(fact: CertificateRevoked) -> None:
    """Where a key may be in wrong hands, the list does not wait for its hour."""
    if Reason(fact.reason) in URGENT:
        certificate = Certificate.objects.select_related("authority").get(pk=fact.certificate_id)
        publish_list(SYSTEM, certificate.authority, timezone.now())
