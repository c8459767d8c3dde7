"""Every use of a licence leaves a line: taking it for a case, copies with their purpose, showing and verifying."""

from dataclasses import dataclass

from django.core import signing

from mingtang.domains.services.licences import acts
from mingtang.domains.services.licences.certificates import set_certificate
from mingtang.domains.services.licences.models import Licence, LicenceUse
from mingtang.domains.services.licences.policy import can_pull, can_use
from mingtang.domains.services.licences.rules import holder_number, read_code
from mingtang.kernel.cases.api import Case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, NotPermitted, act, record_refusal
from mingtang.kernel.letters.api import Letter
from mingtang.lib.identifiers import InvalidIdentifier

DISPLAY_SECONDS = 300
_SIGNER = signing.TimestampSigner(salt="licences.display", sep=".")


def pull(
    actor: Actor, kind: str, number: str, type_code: str, *, purpose: str, case: Case | None = None
) -> Licence | None:
    """The licence in force that a holder has of a type, or None; the use is logged (免提交). Asks this node only.

    `kind` and `number` are those of the holder. Holders take their own, officials need the right. Raises NotPermitted,
    and Refused without a purpose.
    """
    wanted = _normal(kind, number)
    if not can_pull(actor, wanted):
        raise _refusal(actor, None)
    found: Licence | None = (
        Licence.objects.effective().held_by(wanted).filter(type__code=type_code).told().order_by("-valid_from").first()
    )
    if found is not None:
        _log(actor, found, LicenceUse.Kind.PULLED, purpose, case=case)
    return found


def _normal(kind: str, number: str) -> str:
    try:
        return holder_number(kind, number)
    except InvalidIdentifier as fault:
        raise Refused(str(fault), "number") from fault


def annotated_copy(
    actor: Actor, licence: Licence, *, purpose: str, case: Case | None = None, address: str = "", user: str = ""
) -> Letter:
    """A copy (加注件) with its purpose, its user (by default the actor) and the day printed on it.

    `address` is the origin of this site.

    Raises NotPermitted, Refused without a purpose or when the licence is not in force, and what `letters.render` raises.
    """
    if not can_use(actor, licence):
        raise _refusal(actor, licence)
    if not licence.is_effective:
        raise Refused(f"证照现在的状态是“{licence.get_state_display()}”，不能出具加注件。")
    if not purpose.strip():
        raise Refused("请写明用途。", "purpose")
    copy = set_certificate(licence, address=address, purpose=purpose, user=user or actor.organ_name or actor.name)
    _log(actor, licence, LicenceUse.Kind.COPIED, purpose, case=case, digest=copy.digest)
    return copy


def _refusal(actor: Actor, licence: Licence | None) -> NotPermitted:
    record_refusal(acts.USE, actor, licence)
    return NotPermitted("您不是持证主体，也没有调用电子证照的权限。", refused=(acts.USE, actor, licence))


@dataclass(frozen=True)
class Verification:
    """What a code leads to: a licence, or nothing; `outdated` says that it was good some minutes ago."""

    licence: Licence | None
    outdated: bool = False


def display_code(licence: Licence) -> str:
    """A code that a holder shows on a screen; good for DISPLAY_SECONDS."""
    return _SIGNER.sign(str(licence.pk))


def verify(actor: Actor, typed: str) -> Verification:
    """The licence behind a printed code or one shown on a screen; the look is logged."""
    if "." not in typed:
        return _verified(actor, LicenceUse.Kind.VERIFIED, code=read_code(typed))
    try:
        key = _SIGNER.unsign(typed, max_age=DISPLAY_SECONDS)
    except signing.SignatureExpired:
        return Verification(None, outdated=True)
    except signing.BadSignature:
        return Verification(None)
    return _verified(actor, LicenceUse.Kind.SHOWN, pk=key)


def _verified(actor: Actor, kind: LicenceUse.Kind, **wanted: str) -> Verification:
    licence = Licence.objects.told().filter(**wanted).first()
    if licence is not None:
        _log(actor, licence, kind, kind.label)
    return Verification(licence)


def _log(
    actor: Actor, licence: Licence, kind: LicenceUse.Kind, purpose: str, *, case: Case | None = None, digest: str = ""
) -> None:
    if not purpose.strip():
        raise Refused("请写明用途。", "purpose")
    with act(acts.USE, actor, licence) as deed:
        deed.note = f"{kind.label}：{purpose}"
        use = LicenceUse(
            licence=licence,
            kind=kind,
            account_id=actor.account_id,
            name=actor.name,
            organ_name=actor.organ_name,
            address=actor.origin.address,
            case=case,
            purpose=purpose.strip()[:200],
            digest=digest,
        )
        deed.create(use)
