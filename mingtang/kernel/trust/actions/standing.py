"""What becomes of certificates: frozen, thawed, revoked; sessions that were opened with them end in the same transaction."""

from django.utils import timezone

from mingtang.kernel.directory.api import Refused, end_sessions_opened_with
from mingtang.kernel.evidence.api import Act, Actor, Deed, act
from mingtang.kernel.trust import acts, events
from mingtang.kernel.trust.actions.escrow import retire_key
from mingtang.kernel.trust.models import Certificate
from mingtang.lib.crypto.revocation import Reason

URGENT = frozenset({Reason.KEY_COMPROMISE, Reason.AUTHORITY_COMPROMISE})  # the list follows at once (trust.md 6)


def suspend_certificate(actor: Actor, certificate: Certificate, *, note: str = "") -> None:
    """Freeze a certificate and its pair until they are thawed or revoked. Raises Refused."""
    _suspend(acts.SUSPEND_CERTIFICATE, actor, certificate, note)


def report_loss(actor: Actor, certificate: Certificate) -> None:
    """The holder's own certificate is frozen at once (挂失), and the other of its pair, since both are in one carrier.

    An officer thaws or revokes them later. Raises Refused.
    """
    if certificate.account_id is None or certificate.account_id != actor.account_id:
        raise Refused("只能挂失自己的证书。")
    signing = certificate.pair
    whole = signing is not None and signing.state == Certificate.State.ACTIVE
    _suspend(acts.REPORT_LOSS, actor, signing if whole else certificate, "持有人挂失")


def _suspend(kind: Act, actor: Actor, certificate: Certificate, note: str) -> None:
    with act(kind, actor, certificate) as deed:
        deed.note = note
        for each in _with_pair(certificate):
            if each.state != Certificate.State.ACTIVE:
                raise Refused(f"证书{each.standing}，不能冻结。")
            _set(deed, each, Certificate.State.SUSPENDED, Reason.HOLD)
            deed.announce(events.CertificateSuspended(subject=f"certificate:{each.pk}", certificate_id=each.pk))
            end_sessions_opened_with(each.fingerprint)


def resume_certificate(actor: Actor, certificate: Certificate, *, note: str = "") -> None:
    """Thaw a frozen certificate and its pair. Raises Refused."""
    with act(acts.RESUME_CERTIFICATE, actor, certificate) as deed:
        deed.note = note
        for each in _with_pair(certificate):
            if each.state != Certificate.State.SUSPENDED:
                raise Refused(f"证书{each.standing}，不能解冻。")
            _set(deed, each, Certificate.State.ACTIVE, None)
            deed.announce(events.CertificateResumed(subject=f"certificate:{each.pk}", certificate_id=each.pk))


def revoke_certificate(actor: Actor, certificate: Certificate, reason: Reason, *, note: str = "") -> None:
    """Revoke a certificate and its pair for ever. Raises Refused for one that is revoked already and a wrong reason."""
    if reason in (Reason.HOLD, Reason.REMOVE_FROM_LIST):
        raise Refused("请选择注销原因；暂时停用请用冻结。", "reason")
    with act(acts.REVOKE_CERTIFICATE, actor, certificate) as deed:
        deed.note = note
        revoke_within(deed, certificate, reason)


def revoke_within(deed: Deed, certificate: Certificate, reason: Reason) -> None:
    """The same as a part of a deed that has its own permission, such as cancelling a seal. Raises Refused."""
    for each in _with_pair(certificate):
        if each.state == Certificate.State.REVOKED:
            raise Refused("证书已注销。")
        _set(deed, each, Certificate.State.REVOKED, reason)
        retire_key(deed, each)
        deed.announce(
            events.CertificateRevoked(subject=f"certificate:{each.pk}", certificate_id=each.pk, reason=int(reason))
        )
        end_sessions_opened_with(each.fingerprint)


def _with_pair(certificate: Certificate) -> list[Certificate]:
    """It, locked, and the one beside it: those who lose the signing key lose the carrier with both."""
    rows = Certificate.objects.select_for_update()
    beside = rows.filter(pair=certificate).exclude(state=Certificate.State.REVOKED)
    return [rows.get(pk=certificate.pk), *beside]


def _set(deed: Deed, certificate: Certificate, state: Certificate.State, reason: Reason | None) -> None:
    deed.change(certificate, state=state, reason=reason, state_at=timezone.now())
