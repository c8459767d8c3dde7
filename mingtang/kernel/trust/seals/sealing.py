"""Pressing a seal on a document: the one call of every business, and what is entered in the ledger of uses.

    mandate = mandate_for(organ.pk, "services.letters")      # None: the organ has no seal for that, the document stays bare
    sealed = seal_pdf(SYSTEM, mandate, pdf, places, title="…", about=letter)

Setting a signature costs some tens of milliseconds: handlers and tasks of the worker call it, never a request.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.db import models
from django.utils import timezone

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.hierarchy import NoAuthority, authority_in_service, office_of, path_to_root
from mingtang.kernel.trust.keys import signing_key
from mingtang.kernel.trust.models import Certificate, Office, Seal, SealMandate, SealUse
from mingtang.kernel.trust.responding import evidence_about
from mingtang.kernel.trust.seals.keeping import keep
from mingtang.kernel.trust.timestamps.stamping import stamp
from mingtang.lib import ofd, pdf
from mingtang.lib.crypto.keys import KeyKind, SigningKey
from mingtang.lib.digests import sm3_hex


class Spot(NamedTuple):
    """The middle of a seal: page from 1, millimetres from the left and upper edge of the sheet."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed document and the entry in the ledger; `use.lacks_timestamp` says that it is to be completed."""

    content: bytes
    use: SealUse


@dataclass(frozen=True, slots=True)
class _Signer:
    """Who signs for a seal: certificate, key, and the authorities above it without the root."""

    certificate: Certificate
    key: SigningKey
    kind: KeyKind


def mandate_for(organ_id: int, scope: str, *, now: datetime | None = None) -> SealMandate | None:
    """The standing approval under which documents of `scope` of an organ are sealed today; one statement."""
    moment = now or timezone.now()
    standing = SealMandate.objects.filter(
        seal__organ=organ_id, scope=scope, end=None, seal__state=Seal.State.IN_USE,
        seal__valid_from__lte=moment, seal__valid_until__gte=moment,
    )  # fmt: skip
    return standing.select_related("seal__organ", "seal__national__authority", "seal__international__authority").first()


def seal_pdf(
    actor: Actor, mandate: SealMandate, document: bytes, spots: Sequence[Spot], *, title: str, about: models.Model
) -> Sealed:
    """A PDF of our own with the seal of `mandate` at the first of `spots`, or unseen where there is none.

    Raises Refused when the seal may not be used, `pdf.UnreadablePdf`.
    """
    use = _use_under(mandate, SealUse.Form.PDF, document, title, about)
    return _pressed(actor, use, document, spots)


def seal_ofd(
    actor: Actor, mandate: SealMandate, document: bytes, spots: Sequence[Spot], *, title: str, about: models.Model
) -> Sealed:
    """An OFD of our own with the SM2 seal of `mandate` at `spots`. Raises Refused, `ofd.OfdFault`."""
    use = _use_under(mandate, SealUse.Form.OFD, document, title, about)
    return _pressed(actor, use, document, spots)


def press_approved(actor: Actor, use: SealUse, document: bytes, spots: Sequence[Spot]) -> Sealed:
    """The document of an approved single use with its seal, which is kept. Raises Refused if it is another document, or
    the use is not approved, or was made already; `pdf.UnreadablePdf`.
    """
    if sm3_hex(document) != use.digest:
        raise Refused("文件与申请用印时不同。")
    return _pressed(actor, use, document, spots)


def _pressed(actor: Actor, use: SealUse, document: bytes, spots: Sequence[Spot]) -> Sealed:
    now = timezone.now()
    with act(acts.USE_SEAL, actor, use if use.pk else None, within=use.seal.organ) as deed:
        seal = Seal.objects.select_for_update().get(pk=use.seal_id)
        if not seal.may_be_used_at(now):
            raise Refused(f"印章“{seal}”{seal.get_state_display()}或已过期，不能用印。")
        _require_approved(use)
        press = _press_ofd if use.form == SealUse.Form.OFD else _press_pdf
        content, signer, is_stamped = press(use.seal, document, spots, now)
        _enter(deed, use, content, signer, now, lacks_timestamp=not is_stamped)
    return Sealed(content, use)


def _require_approved(use: SealUse) -> None:
    """Under a mandate, or approved and not yet made, as the database says: uses of a seal stand in line."""
    if use.mandate_id is None and not SealUse.objects.filter(pk=use.pk, state=SealUse.State.APPROVED).exists():
        raise Refused("用印未获批准，或者已经用印。")


def _press_pdf(seal: Seal, document: bytes, spots: Sequence[Spot], now: datetime) -> tuple[bytes, _Signer, bool]:
    signer = _signer(seal, KeyKind.ECDSA_P256 if seal.international else KeyKind.SM2)
    place = pdf.Place.around(*spots[0], seal.width, seal.height) if spots else None
    signed = pdf.sign_pdf(
        document,
        signer.key,
        [signer.certificate.certificate, *path_to_root(signer.certificate.authority)[:-1]],
        moment=now,
        place=place,
        picture=bytes(seal.appearance),
        name=seal.name,
        reason=seal.organ.name,
        stamp=partial(stamp, kind=signer.kind),
        evidence=evidence_about(signer.certificate, *_timestampers(signer)),
    )
    return signed.content, signer, signed.is_stamped


def _press_ofd(seal: Seal, document: bytes, spots: Sequence[Spot], now: datetime) -> tuple[bytes, _Signer, bool]:
    signer, tokens = _signer(seal, KeyKind.SM2), []

    def stamped(value: bytes) -> bytes | None:
        tokens.append(stamp(value, KeyKind.SM2))
        return tokens[-1]

    content = ofd.sign_ofd(
        document,
        bytes(seal.encoded),
        signer.key,
        signer.certificate.certificate,
        moment=now,
        places=[(page, x - seal.width / 2, y - seal.height / 2) for page, x, y in spots],
        stamp=stamped,
    )
    return content, signer, any(tokens)


def _signer(seal: Seal, kind: KeyKind) -> _Signer:
    certificate = seal.national if kind == KeyKind.SM2 else seal.international
    label = seal.national_key if kind == KeyKind.SM2 else seal.international_key
    if certificate is None:
        raise Refused(f"印章“{seal}”没有 {kind.label} 签章证书。")
    return _Signer(certificate, signing_key(label, kind), kind)


def _timestampers(signer: _Signer) -> list[Certificate]:
    """The certificate that stamps for this signer, if there is one: verifiers ask about it as well."""
    with suppress(NoAuthority):
        return [office_of(authority_in_service(signer.kind), Office.Role.TIMESTAMPER).certificate]
    return []


def _use_under(mandate: SealMandate, form: SealUse.Form, document: bytes, title: str, about: models.Model) -> SealUse:
    return SealUse(
        seal=mandate.seal, mandate=mandate, form=form, title=title[:200], digest=sm3_hex(document),
        asked_at=timezone.now(), object_type=about._meta.label_lower, object_id=str(about.pk),
    )  # fmt: skip


def _enter(deed: Deed, use: SealUse, content: bytes, signer: _Signer, now: datetime, *, lacks_timestamp: bool) -> None:
    """The entry in the ledger, new or the one that was approved."""
    done = {
        "state": SealUse.State.DONE, "used_at": now, "sealed_digest": sm3_hex(content),
        "certificate": signer.certificate, "lacks_timestamp": lacks_timestamp,
    }  # fmt: skip
    if use.pk is not None:
        deed.change(use, **done, sealed_name=keep(content))
        return
    for name, value in done.items():
        setattr(use, name, value)
    deed.create(use)
