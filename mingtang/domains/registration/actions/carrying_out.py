"""Carrying out what was approved: certificates are issued, renewed, replaced, revoked, thawed, by acts of trust."""

from datetime import timedelta

from django.utils import timezone

from mingtang.domains.registration import acts
from mingtang.domains.registration.actions.handing_over import new_codes
from mingtang.domains.registration.actions.judging import open_step, require_officer
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.rules import CARRIED_OUT, PROFILES, RECOVERED, Kind, Stage, why_not_two_officers
from mingtang.domains.registration.subjects import differences, identities_of, name_of, names_of
from mingtang.kernel.cases.api import handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.kernel.trust.api import (
    Approved,
    Certificate,
    EscrowedKey,
    Holder,
    KeyRecovery,
    NoAuthority,
    Warrant,
    ask_recovery,
    confirm_recovery,
    issue_certificate,
    issue_pair,
    resume_certificate,
    revoke_certificate,
)
from mingtang.lib.crypto.certificates import check_csr
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Reason
from mingtang.lib.flow.commands import Complete

_YEAR = timedelta(days=365)


def carry_out(actor: Actor, application: CertificateApplication, *, key: str = "") -> str:
    """Do what was approved and complete the step; answers the authorisation code where no telephone could be told it.

    Raises Refused unless one officer has checked and another has reviewed, and neither is the actor who holds or asks;
    NotPermitted without the right of trust itself.
    """
    with act(acts.CARRY_OUT, actor, application) as deed:
        _require_approved(actor, application)
        try:
            _DO[Kind(application.kind)](deed, actor, application)
        except NoAuthority as fault:
            raise Refused(str(fault)) from fault
        code = new_codes(deed, application) if application.needs_request else ""
        handle(actor, application.case_id, Complete(open_step(application), CARRIED_OUT), key=key)
    return code


def _require_approved(actor: Actor, application: CertificateApplication) -> None:
    if application.stage != Stage.ISSUE:
        raise Refused(f"申请{application.get_stage_display()}，现在不能签发。")
    if reason := why_not_two_officers(application.hands()):
        raise Refused(reason)
    require_officer(actor, application, Stage.ISSUE)
    if application.needs_request and (changed := differences(application)):
        raise Refused(f"审核以后目录有变化：{'；'.join(changed)}。请退回补正。")


def _issue(deed: Deed, actor: Actor, application: CertificateApplication) -> None:
    """Two certificates for an SM2 key of people and organs, one for anything else."""
    asked = check_csr(bytes(application.request))
    signing, encryption = PROFILES[application.holder_type]
    approved = Approved(
        name_of(application.subject), signing, application.years * _YEAR,
        names_of(application), identities_of(application),
    )  # fmt: skip
    holder = Holder(application.holder_id, application.post_id, application.of_organ_id)
    renews = application.concerning
    if encryption and asked.kind is KeyKind.SM2:
        pair = issue_pair(actor, approved, encryption, asked.spki, holder, renews=renews)
        issued, envelope = pair.signing, pair.envelope
    else:
        issued, envelope = issue_certificate(actor, approved, asked.spki, holder, renews=renews), b""
    deed.change(application, certificate=issued, envelope=envelope, issued_at=timezone.now())


def _replace(deed: Deed, actor: Actor, application: CertificateApplication) -> None:
    """The lost one is revoked first, and the encryption keys that were lost with it are asked back."""
    lost = _require_old(application)
    revoke_certificate(actor, lost, Reason.KEY_COMPROMISE, note=f"补办申请 {application.number}")
    _issue(deed, actor, application)
    recipient = check_csr(bytes(application.request))
    if recipient.kind is KeyKind.SM2:
        warrant = Warrant(f"补办申请 {application.number}：介质丢失或损坏")
        keys = EscrowedKey.objects.filter(certificate__pair=lost).order_by("pk")
        asked = [ask_recovery(actor, each, warrant, recipient.spki).pk for each in keys]
        deed.change(application, recoveries=asked)


def _modify(deed: Deed, actor: Actor, application: CertificateApplication) -> None:
    _issue(deed, actor, application)
    old = _require_old(application)
    revoke_certificate(actor, old, Reason.SUPERSEDED, note=f"变更申请 {application.number}")


def _revoke(deed: Deed, actor: Actor, application: CertificateApplication) -> None:
    reason = Reason(application.reason or Reason.CESSATION_OF_OPERATION)
    revoke_certificate(actor, _require_old(application), reason, note=f"注销申请 {application.number}")
    deed.change(application, issued_at=timezone.now())


def _thaw(deed: Deed, actor: Actor, application: CertificateApplication) -> None:
    resume_certificate(actor, _require_old(application), note=f"解冻申请 {application.number}")
    deed.change(application, issued_at=timezone.now())


def _require_old(application: CertificateApplication) -> Certificate:
    if application.concerning is None:
        raise Refused("申请没有写明是哪张证书。")
    return application.concerning


_DO = {
    Kind.NEW: _issue,
    Kind.RENEW: _issue,  # the old one is left to expire
    Kind.REPLACE: _replace,
    Kind.MODIFY: _modify,
    Kind.REVOKE: _revoke,
    Kind.THAW: _thaw,
}


def confirm_recoveries(actor: Actor, application: CertificateApplication, *, key: str = "") -> None:
    """Confirm, as a second officer, that the lost encryption keys come back with the new ones. Raises Refused."""
    with act(acts.CONFIRM_RECOVERY, actor, application):
        require_officer(actor, application, Stage.RECOVER)
        for recovery in recoveries_of(application):
            if recovery.state == KeyRecovery.State.ASKED:
                confirm_recovery(actor, recovery, note=f"补办申请 {application.number}")
        handle(actor, application.case_id, Complete(open_step(application), RECOVERED), key=key)


def recoveries_of(application: CertificateApplication) -> list[KeyRecovery]:
    """The recoveries that were asked for with an application; one statement."""
    rows = KeyRecovery.objects.filter(pk__in=application.recoveries).order_by("pk")
    return list(rows.select_related("key__certificate__account", "asked_by__person"))
