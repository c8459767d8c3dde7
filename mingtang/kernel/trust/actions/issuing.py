"""Issuing certificates to holders whose application was examined and approved by others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.escrow import bind_key
from mingtang.kernel.trust.actions.registering import Holder, register
from mingtang.kernel.trust.events import CertificateIssued
from mingtang.kernel.trust.hierarchy import authority_in_service, signer_of
from mingtang.kernel.trust.models import Authority, Certificate
from mingtang.kernel.trust.queries import certified_for
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.certificates import PROFILES, AlternativeName, Identity, Name, Term
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import KeyKind, kind_of
from mingtang.lib.digests import sm3_hex

_YEAR = timedelta(days=365)
_LEEWAY = timedelta(minutes=5)  # of clocks that read a certificate just issued


@dataclass(frozen=True, slots=True)
class Approved:
    """What may be certified, after examination: the name, the profile (code), the term, further names and numbers."""

    subject: Name
    profile: str
    term: timedelta = _YEAR
    names: Sequence[AlternativeName] = ()
    identities: Sequence[Identity] = ()


class Pair(NamedTuple):
    """A certificate to sign with and one to encrypt for; `envelope` brings the private key of the second (GB/T 35276)."""

    signing: Certificate
    encryption: Certificate
    envelope: bytes


def issue_certificate(
    actor: Actor,
    approved: Approved,
    spki: bytes,
    holder: Holder,
    *,
    renews: Certificate | None = None,
    authority: Authority | None = None,
) -> Certificate:
    """A certificate for the key `spki` (SubjectPublicKeyInfo, DER), of which the request has proved the possession.

    It is issued by `authority`, or by the one in service for keys of its own kind. Raises Refused if the key is
    somebody else's or the profile does not fit, NoAuthority, NotPermitted.
    """
    authority = authority or authority_in_service(kind_of(spki))
    with act(acts.ISSUE_CERTIFICATE, actor, within=_place(holder)) as deed:
        return _issued(deed, authority, approved, spki, holder, renews=renews)


def issue_pair(
    actor: Actor,
    approved: Approved,
    encryption_profile: str,
    spki: bytes,
    holder: Holder,
    *,
    renews: Certificate | None = None,
) -> Pair:
    """Two certificates (双证书): the holder's own SM2 key signs, the key management centre makes the one that decrypts.

    Raises as `issue_certificate`.
    """
    authority = authority_in_service(KeyKind.SM2)
    if kind_of(spki) != KeyKind.SM2:
        raise Refused("双证书只用于 SM2 密钥。", "request")
    with act(acts.ISSUE_CERTIFICATE, actor, within=_place(holder)) as deed:
        signing = _issued(deed, authority, approved, spki, holder, renews=renews)
        key = bind_key(deed)
        to_encrypt = Approved(approved.subject, encryption_profile, approved.term, approved.names, approved.identities)
        encryption = _issued(deed, authority, to_encrypt, bytes(key.row.spki), holder, pair=signing)
        deed.change(key.row, certificate=encryption)
        return Pair(signing, encryption, key.envelope_for(spki))


def _issued(
    deed: Deed,
    authority: Authority,
    approved: Approved,
    spki: bytes,
    holder: Holder,
    *,
    pair: Certificate | None = None,
    renews: Certificate | None = None,
) -> Certificate:
    _require_own_key(spki, holder)
    encoded = _certified(authority, approved, spki, timezone.now())
    row = register(deed, authority, approved.profile, encoded, holder, pair=pair, renews=renews)
    deed.announce(CertificateIssued(subject=f"certificate:{row.pk}", certificate_id=row.pk))
    return row


def _certified(authority: Authority, approved: Approved, spki: bytes, now: datetime) -> bytes:
    signer = signer_of(authority)
    begin, end = signer.certificate.not_before, signer.certificate.not_after
    term = Term(max(now - _LEEWAY, begin), min(now + approved.term, end))
    try:
        return x509.issue_certificate(
            signer, spki, approved.subject, PROFILES[approved.profile], term,
            names=approved.names, identities=approved.identities,
        )  # fmt: skip
    except CryptoFault as fault:
        raise Refused(f"不能签发：{fault}。") from fault


def _require_own_key(spki: bytes, holder: Holder) -> None:
    """A key that was certified for one holder is never certified for another, nor again after it was revoked."""
    earlier = certified_for(sm3_hex(spki))
    if any((account, organ) != (holder.account_id, holder.organ_id) for account, organ, _ in earlier):
        raise Refused("该公钥已为他人签发过证书，请重新生成密钥。", "request")
    if any(state == Certificate.State.REVOKED for _, _, state in earlier):
        raise Refused("该密钥的证书已注销，请重新生成密钥。", "request")


def _place(holder: Holder) -> Certificate:
    """A row that stands where the certificate will, for the question of permission."""
    return Certificate(organ_id=holder.organ_id, account_id=holder.account_id)
