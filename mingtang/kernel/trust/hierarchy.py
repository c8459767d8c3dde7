"""Who signs: authorities and offices of this node with their keys, opened once a process."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from mingtang.kernel.trust.keys import signing_key
from mingtang.kernel.trust.models import Authority, Certificate, Office
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.certificates import Publication
from mingtang.lib.crypto.keys import KeyKind, SigningKey


class NoAuthority(Exception):
    """No authority of this node can do what was asked; the message is for the user."""


def authority_in_service(kind: KeyKind = KeyKind.SM2) -> Authority:
    """The authority that issues certificates for keys of `kind` today. Raises NoAuthority."""
    found = Authority.objects.filter(level=Authority.Level.ISSUING, state=Authority.State.IN_SERVICE, kind=kind).first()
    if found is None:
        raise NoAuthority(f"本平台没有在用的 {kind.label} 签发机构，请联系系统管理员。")
    return found  # type: ignore[no-any-return]


def signer_of(authority: Authority) -> x509.Authority:
    """`authority` with its key, ready to issue. Raises NoAuthority for roots and those whose certificate is not there yet."""
    if not authority.key_label or not authority.encoded:
        raise NoAuthority(f"{authority} 不能在本平台签发。")
    return _signer(authority.pk, authority.key_label, KeyKind(authority.kind), bytes(authority.encoded))


@lru_cache(maxsize=16)
def _signer(pk: int, label: str, kind: KeyKind, encoded: bytes) -> x509.Authority:
    return x509.Authority(x509.read_certificate(encoded), signing_key(label, kind), publication_of(pk))


def publication_of(authority_id: int) -> Publication:
    """Addresses at which an authority publishes; they are written into what it issues, so they are to last."""
    base = f"{settings.TRUST_ADDRESS}/trust/{authority_id}"
    return Publication(
        lists=(f"{base}/full.crl",),
        deltas=(f"{base}/delta.crl",),
        responders=(f"{base}/ocsp",),
        certificates=(f"{base}/authority.cer",),
    )


def office_of(authority: Authority, role: Office.Role) -> Office:
    """Who serves in `role` for `authority`: the newest whose certificate is good today. Raises NoAuthority."""
    valid = Certificate.objects.valid_at(timezone.now())
    found = (
        Office.objects.filter(authority=authority, role=role, certificate__in=valid)
        .select_related("certificate", "authority")
        .order_by("-since")
        .first()
    )
    if found is None:
        raise NoAuthority(f"{authority} 没有可用的“{role.label}”证书。")
    return found


def key_of(office: Office) -> SigningKey:
    """The private key of an office."""
    return signing_key(office.key_label, KeyKind(office.authority.kind))


def path_to_root(authority: Authority) -> tuple[x509.Certificate, ...]:
    """Certificates from `authority` up to its root, both included; one statement a level."""
    path, at = [], authority
    while at is not None:
        path.append(at.certificate)
        at = at.superior
    return tuple(path)


def certificates_of(authorities: Iterable[Authority]) -> tuple[x509.Certificate, ...]:
    """What they say of themselves, of those that have a certificate."""
    return tuple(each.certificate for each in authorities if each.encoded)
