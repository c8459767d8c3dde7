"""The life of a seal: applied for, approved and made by another, suspended, resumed, cancelled."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mingtang.kernel.directory.api import Organ, Post, Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.registering import Holder, register
from mingtang.kernel.trust.actions.standing import revoke_within
from mingtang.kernel.trust.hierarchy import NoAuthority, authority_in_service, key_of, office_of, signer_of
from mingtang.kernel.trust.keys import new_key
from mingtang.kernel.trust.models import Authority, Certificate, Office, Seal, SealMandate
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.certificates import PROFILES, Name, Term
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Reason
from mingtang.lib.crypto.seals import Picture, make_seal

PROFILE = "seal-signer"
TERM = timedelta(days=365 * 3)
KINDS: Mapping[str, int] = {"official": 1, "business": 5, "licence": 6, "finance": 2, "contract": 3}
"""What the kinds are as numbers inside a seal; they are specific to a seal system (trust.md 8, unconfirmed)."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """How a seal looks: PNG with a transparent ground, the same as a PDF page, and its size in millimetres."""

    picture: bytes
    appearance: bytes
    width: int
    height: int


def apply_for_seal(
    actor: Actor,
    organ: Organ,
    custodian: Post,
    *,
    name: str,
    kind: Seal.Kind,
    approval: str,
    artwork: Artwork,
    police_filing: str = "",
    replaces: Seal | None = None,
) -> Seal:
    """Apply for a seal of `organ`, kept by whoever holds the post `custodian`. Raises Refused."""
    now = timezone.now()
    with act(acts.APPLY_FOR_SEAL, actor, within=organ) as deed:
        if custodian.organ_id != organ.pk:
            raise Refused("保管岗位应属于用章单位。", "custodian")
        if not approval:
            raise Refused("请填写批准文件。", "approval")
        if replaces is not None:
            _require_replaceable(replaces, organ)
        seal = Seal(
            number=_next_number(organ, kind), name=name, kind=kind, organ=organ,
            custodian=custodian, state_at=now, approval=approval, police_filing=police_filing,
            picture=artwork.picture, appearance=artwork.appearance, width=artwork.width, height=artwork.height,
            replaces=replaces, applied_by_id=actor.account_id,
        )  # fmt: skip
        deed.create(seal)
    return seal


def _require_replaceable(seal: Seal, organ: Organ) -> None:
    _require_state(seal, Seal.State.IN_USE, Seal.State.SUSPENDED)
    if seal.organ_id != organ.pk:
        raise Refused("只能更换本单位的印章。")
    if Seal.objects.filter(replaces=seal, state=Seal.State.APPLIED).exists():
        raise Refused("已有更换这枚印章的申请，请先办结。")


def approve_seal(actor: Actor, seal: Seal, *, note: str = "") -> None:
    """Approve the application of somebody else: keys and certificates are made, and the maker signs the seal.

    The seal that it replaces is cancelled; standing approvals for that one go on with this. Raises Refused, NoAuthority.
    """
    now = timezone.now()
    with act(acts.APPROVE_SEAL, actor, seal) as deed:
        deed.note = note
        _require_decider(actor, seal)
        _require_free_name(seal)
        inherited = _replaced(deed, seal)
        deed.change(
            seal, state=Seal.State.IN_USE, state_at=now, decided_by_id=actor.account_id, **_made(deed, seal, now)
        )
        for mandate in inherited:
            deed.create(
                SealMandate(
                    seal=seal, scope=mandate.scope, begin=now, basis=mandate.basis, granted_by=mandate.granted_by
                )
            )


def _require_free_name(seal: Seal) -> None:
    same = Seal.objects.filter(organ=seal.organ_id, kind=seal.kind, name=seal.name, state=Seal.State.IN_USE)
    if same.exclude(pk=seal.replaces_id).exists():
        raise Refused("该单位已有同名、同类型的印章在用，请先注销，或者作为更换申请。")


def _replaced(deed: Deed, seal: Seal) -> list[SealMandate]:
    """Ends the seal that `seal` replaces; the standing approvals it had."""
    former = seal.replaces
    if former is None or former.state not in (Seal.State.IN_USE, Seal.State.SUSPENDED):
        return []
    open_ones = list(former.mandates.filter(end=None))
    _end(deed, former, f"由 {seal.number} 更换")
    return open_ones


def refuse_seal(actor: Actor, seal: Seal, *, reason: str) -> None:
    """Refuse the application of somebody else. Raises Refused."""
    with act(acts.REFUSE_SEAL, actor, seal) as deed:
        _require_decider(actor, seal)
        deed.change(
            seal, state=Seal.State.REFUSED, state_at=timezone.now(), reason=reason, decided_by_id=actor.account_id
        )


def suspend_seal(actor: Actor, seal: Seal, *, reason: str) -> None:
    """Let nobody use the seal until it is resumed. Raises Refused."""
    with act(acts.SUSPEND_SEAL, actor, seal) as deed:
        _require_state(seal, Seal.State.IN_USE)
        deed.change(seal, state=Seal.State.SUSPENDED, state_at=timezone.now(), reason=reason)


def resume_seal(actor: Actor, seal: Seal, *, reason: str) -> None:
    """Let it be used again. Raises Refused."""
    with act(acts.RESUME_SEAL, actor, seal) as deed:
        _require_state(seal, Seal.State.SUSPENDED)
        deed.change(seal, state=Seal.State.IN_USE, state_at=timezone.now(), reason=reason)


def cancel_seal(actor: Actor, seal: Seal, *, reason: str) -> None:
    """End the seal for ever and revoke its certificates; what it sealed before stays valid. Raises Refused."""
    with act(acts.CANCEL_SEAL, actor, seal) as deed:
        _require_state(seal, Seal.State.IN_USE, Seal.State.SUSPENDED)
        _end(deed, seal, reason)


def _next_number(organ: Organ, kind: Seal.Kind) -> str:
    """Region, organ, kind and a running number: digits only, unique on this node (trust.md 15, esID)."""
    known = Seal.objects.filter(organ=organ).count()
    return f"{organ.region_id:0>6}"[:6] + f"{organ.pk:06}{KINDS[kind]:02}{known + 1:04}"


def _end(deed: Deed, seal: Seal, reason: str) -> None:
    now = timezone.now()
    deed.change(seal, state=Seal.State.CANCELLED, state_at=now, reason=reason)
    for mandate in seal.mandates.filter(end=None):
        deed.change(mandate, end=now)
    for certificate in (seal.national, seal.international):
        if certificate and certificate.state != Certificate.State.REVOKED:
            revoke_within(deed, certificate, Reason.CESSATION_OF_OPERATION)


def _made(deed: Deed, seal: Seal, now: datetime) -> dict[str, Any]:
    """Columns of a seal that was just made."""
    national, national_key = _certified(deed, authority_in_service(KeyKind.SM2), seal, now)
    told: dict[str, Any] = {"national": national, "national_key": national_key}
    with suppress(NoAuthority):  # PDF is then signed with SM2, which common readers do not check
        international = authority_in_service(KeyKind.ECDSA_P256)
        told["international"], told["international_key"] = _certified(deed, international, seal, now)
    begin, end = national.not_before, national.not_after
    return told | {
        "encoded": _signed_by_maker(national, seal, now, begin, end),
        "valid_from": begin,
        "valid_until": end,
    }


def _certified(deed: Deed, authority: Authority, seal: Seal, now: datetime) -> tuple[Certificate, str]:
    """A certificate for a key of the node that signs for this seal only, and the label of the key."""
    kind = KeyKind(authority.kind)
    label, key = new_key("seal", kind)
    signer = signer_of(authority)
    maker = office_of(authority, Office.Role.SEAL_MAKER).certificate
    term = Term(now, min(now + TERM, signer.certificate.not_after, maker.not_after))
    subject = Name.of(country="CN", organization=seal.organ.name, common_name=seal.name[:64])
    issued = x509.issue_certificate(signer, key.spki, subject, PROFILES[PROFILE], term)
    return register(deed, authority, PROFILE, issued, Holder(organ_id=seal.organ_id)), label


def _signed_by_maker(national: Certificate, seal: Seal, now: datetime, begin: datetime, end: datetime) -> bytes:
    maker = office_of(national.authority, Office.Role.SEAL_MAKER)
    return make_seal(
        number=seal.number,
        name=seal.name,
        kind=KINDS[seal.kind],
        picture=Picture("png", bytes(seal.picture), seal.width, seal.height),
        signers=[national.certificate],
        maker=maker.certificate.certificate,
        key=key_of(maker),
        created_at=now,
        begin=begin,
        end=end,
    )


def _require_decider(actor: Actor, seal: Seal) -> None:
    _require_state(seal, Seal.State.APPLIED)
    if actor.account_id is not None and actor.account_id == seal.applied_by_id:
        raise Refused("不能审批自己申请的印章。")


def _require_state(seal: Seal, *states: Seal.State) -> None:
    if seal.state not in states:
        raise Refused(f"印章{seal.get_state_display()}，不能这样办理。")
