"""Whose signature it is: signing certificates of people by key, by account, and by what a proxy has seen."""

import base64
import binascii
from datetime import datetime
from urllib.parse import unquote

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from mingtang.kernel.trust.models import Certificate
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import from_pem, verify
from mingtang.lib.digests import sm3_hex

OF_PEOPLE = ("officer-signing", "person-signing")
"""Profiles of certificates with which people sign in and sign."""
MOST_TRIED = 20
_LONGEST = 8_192  # characters of Base64: signatures and keys have some hundred
_LONGEST_CERTIFICATE = 32_768  # characters of an escaped certificate


def signing_certificates() -> QuerySet[Certificate]:
    """Signing certificates of people that are bound to an account, the newest first."""
    rows = Certificate.objects.filter(profile__in=OF_PEOPLE, pair=None, account__isnull=False)
    return rows.select_related("authority", "account__person", "account__legal_person").order_by("-pk")


def with_key(spki: bytes) -> list[Certificate]:
    """Those for one key (SubjectPublicKeyInfo, DER), the newest first; one statement."""
    return list(signing_certificates().filter(key_digest=sm3_hex(spki))[:MOST_TRIED])


def of_account(account_id: int) -> list[Certificate]:
    """Those of one holder, the newest first; one statement."""
    return list(signing_certificates().filter(account=account_id)[:MOST_TRIED])


def of_login(login: str) -> list[Certificate]:
    """Those of the holder of a login name; one statement."""
    return list(signing_certificates().filter(account__login=login.strip())[:MOST_TRIED]) if login.strip() else []


def shown_to_proxy(request: HttpRequest) -> Certificate | None:
    """The certificate whose key the browser has used in its TLS connection, as a trusted proxy says; one statement.

    The header counts only where the proxy that overwrites it is configured (`MINGTANG_PROXY`) and told to ask for
    certificates (`MINGTANG_CLIENT_CERTIFICATES`); TLS itself has proved the possession of the key.
    """
    told = request.headers.get("X-SSL-Client-Cert", "") if settings.CLIENT_CERTIFICATES else ""
    if not told or len(told) > _LONGEST_CERTIFICATE:
        return None
    try:
        encoded = from_pem("CERTIFICATE", unquote(told))
    except CryptoFault:
        return None
    return signing_certificates().filter(fingerprint=sm3_hex(encoded)).first()


def is_usable(certificate: Certificate, moment: datetime) -> bool:
    """Whether the register says that it is good at `moment`: in its term, neither frozen nor revoked, and its authority
    too. For our own certificates the register is what lists are made from, so it is never behind them.
    """
    authority_ends = certificate.authority.not_after
    return (
        certificate.state == Certificate.State.ACTIVE
        and certificate.not_before <= moment <= certificate.not_after
        and (authority_ends is None or moment <= authority_ends)
    )


def has_signed(certificate: Certificate, signature: bytes, text: str) -> bool:
    """Whether `signature` over `text` (UTF-8) was made with the key of `certificate`."""
    try:
        return verify(certificate.certificate.spki, signature, text.encode())
    except CryptoFault:
        return False


def decoded(value: str) -> bytes:
    """The bytes of a Base64 text as people paste it; none if it is not one, or too long to be read."""
    if len(value) > _LONGEST:
        return b""
    try:
        return base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
