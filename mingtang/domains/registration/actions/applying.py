"""Applying for certificates: for oneself, for one's organ, at the counter; supplying the request; withdrawing."""

import base64
import binascii
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from django.utils import timezone

from mingtang.domains.registration import acts
from mingtang.domains.registration.actions.judging import open_step, require_fresh_key, require_sense
from mingtang.domains.registration.events import CertificateAppliedFor
from mingtang.domains.registration.models import CertificateApplication, RegistrationAuthority
from mingtang.domains.registration.queries import authority_of, authority_serving
from mingtang.domains.registration.requests import Supplied, is_signed_with, read_request
from mingtang.domains.registration.rules import (
    BEFORE_ISSUE,
    CASE_TYPE,
    ISSUING,
    OF_ACCOUNTS,
    SUPPLIED,
    HolderKind,
    Kind,
    Stage,
)
from mingtang.domains.registration.subjects import names_of, subject_of
from mingtang.kernel.cases.api import account_key, handle, open_case
from mingtang.kernel.directory.api import Account, Organ, Post, Refused
from mingtang.kernel.evidence.api import SYSTEM, Act, Actor, act
from mingtang.kernel.trust.api import Certificate, report_loss, suspend_certificate
from mingtang.lib.flow.commands import Complete, Terminate


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is applied for. `request` is PEM, empty where the applicant supplies it later; `proof` is base64 of a signature
    over the request's DER with the old key, empty where it is not at hand. `concerning` is the certificate that is to be
    renewed, replaced, modified, revoked or thawed.
    """

    kind: Kind
    holder_kind: HolderKind
    applicant: Account
    holder: Account | None = None
    post: Post | None = None
    organ: Organ | None = None
    name: str = ""
    names: Sequence[str] = ()
    years: int = 1
    purpose: str = ""
    carrier: str = ""
    reason: int | None = None
    concerning: Certificate | None = None
    request: str = ""
    proof: str = ""

    def but(self, **values: object) -> "Wish":
        """The same wish with other values."""
        return replace(self, **values)  # type: ignore[arg-type]  # field by field


def apply(actor: Actor, wish: Wish) -> CertificateApplication:
    """Apply for what is wished, and open the case. Raises Refused with the field at fault, NotPermitted."""
    kind, authority = _way_of(actor, wish)
    application = _drafted(actor, wish, authority)
    place: RegistrationAuthority | Organ | None = authority if kind is acts.ENTER else wish.organ
    with act(kind, actor, within=place) as deed:
        require_sense(application)
        if wish.request:
            _take(application, read_request(wish.request), wish.proof)
        application.case = open_case(
            actor, CASE_TYPE, title=_title(application), organ=authority.organ, vars=_routing(application)
        )
        application.number = application.case.number
        deed.create(application)
        deed.announce(CertificateAppliedFor(subject=f"application:{application.pk}", application_id=application.pk))
        _freeze_what_was_lost(actor, application)
    return application


def subject_for(actor: Actor, wish: Wish) -> dict[str, str]:
    """The name that a certificate of this wish would bear. Raises Refused as `apply`."""
    _, authority = _way_of(actor, wish)
    return dict(_drafted(actor, wish, authority).subject)


def _way_of(actor: Actor, wish: Wish) -> tuple[Act, RegistrationAuthority]:
    """Which act it is, and so which permission it asks for, and who will examine it."""
    if wish.applicant.pk != actor.account_id:
        return acts.ENTER, authority_of(actor) if actor.organ_id else authority_serving(wish.organ)
    if wish.holder_kind in OF_ACCOUNTS:
        if wish.holder is None or wish.holder.pk != actor.account_id:
            raise Refused("只能为自己申请。")
        return acts.APPLY, authority_serving(wish.organ)
    return acts.APPLY_FOR_ORGAN, authority_serving(wish.organ)


def _drafted(actor: Actor, wish: Wish, authority: RegistrationAuthority) -> CertificateApplication:
    application = CertificateApplication(
        authority=authority, organ=authority.organ, kind=wish.kind, holder_kind=wish.holder_kind,
        applicant=wish.applicant, entered_by_id=actor.account_id, holder=wish.holder, post=wish.post,
        of_organ=wish.organ, name=wish.name, names=list(wish.names), years=wish.years, purpose=wish.purpose,
        carrier=wish.carrier, reason=wish.reason, concerning=wish.concerning, submitted_at=timezone.now(),
    )  # fmt: skip
    ready = bool(wish.request) or wish.kind not in ISSUING
    application.stage = Stage.CHECK if ready else Stage.SUPPLY
    if wish.kind in ISSUING:
        application.subject = subject_of(application)
        names_of(application)
    elif wish.concerning is not None:
        application.subject = {"common_name": wish.concerning.common_name}
    application.name = application.subject.get("common_name", wish.name)
    return application


def _title(application: CertificateApplication) -> str:
    return f"{application.get_holder_kind_display()}证书{application.get_kind_display()}：{application.name}"


def _routing(application: CertificateApplication) -> dict[str, object]:
    """What the process needs to know."""
    return {
        "ready": application.stage == Stage.CHECK,
        "applicant": account_key(application.applicant_id),
        "handover": application.needs_request,
        "recover": False,
    }


def _take(application: CertificateApplication, supplied: Supplied, proof: str) -> None:
    """Put a request into an application. Raises Refused when its key is not fit, or a given proof does not hold."""
    require_fresh_key(application, supplied.key_digest)
    application.request = supplied.encoded
    application.key_digest, application.key_kind = supplied.key_digest, supplied.read.kind.value
    application.signed_by_old_key = _is_proved(application, supplied, proof)


def _is_proved(application: CertificateApplication, supplied: Supplied, proof: str) -> bool:
    """Whether the old key has signed the request; False where nothing was given. Raises Refused for what does not hold."""
    if not proof.strip() or application.concerning is None:
        return False
    try:
        signature = base64.b64decode("".join(proof.split()), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Refused("原密钥的签名不是 Base64。", "proof") from fault
    if not is_signed_with(application.concerning.certificate.spki, supplied.encoded, signature):
        raise Refused("签名不是原证书的密钥对这份证书申请文件做的。不能提供的可以留空。", "proof")
    return True


def _freeze_what_was_lost(actor: Actor, application: CertificateApplication) -> None:
    """A certificate whose carrier is lost is frozen the moment that its replacement is applied for (挂失)."""
    lost = application.concerning
    if application.kind != Kind.REPLACE or lost is None or lost.state != Certificate.State.ACTIVE:
        return
    if lost.account_id is not None and lost.account_id == actor.account_id:
        report_loss(actor, lost)
    else:
        suspend_certificate(SYSTEM, lost, note=f"补办申请 {application.number}")


def supply(
    actor: Actor, application: CertificateApplication, *, request: str = "", proof: str = "", purpose: str = ""
) -> None:
    """Supply the request that is missing, or another for one that was sent back. Raises Refused, NotPermitted."""
    with act(acts.SUPPLY, actor, application) as deed:
        if application.applicant_id != actor.account_id or application.stage != Stage.SUPPLY:
            raise Refused("申请现在不需要补充。")
        drafted = copy(application)
        if application.needs_request:
            drafted.subject = subject_of(application)
            _take(drafted, read_request(request), proof)
        drafted.purpose = purpose or application.purpose
        deed.change(application, **{name: getattr(drafted, name) for name in _SUPPLIED})
        handle(actor, application.case_id, Complete(open_step(application), SUPPLIED))


_SUPPLIED = ("subject", "request", "key_digest", "key_kind", "signed_by_old_key", "purpose")


def withdraw(actor: Actor, application: CertificateApplication, *, reason: str) -> None:
    """Take an application back before anything has come of it. Raises Refused."""
    with act(acts.WITHDRAW, actor, application) as deed:
        if actor.account_id not in {application.applicant_id, application.entered_by_id}:
            raise Refused("只有申请人可以撤回申请。")
        if Stage(application.stage) not in BEFORE_ISSUE:
            raise Refused(f"申请{application.get_stage_display()}，不能撤回。")
        deed.note = reason
        handle(SYSTEM, application.case_id, Terminate(f"申请人撤回：{reason}"[:200]))
