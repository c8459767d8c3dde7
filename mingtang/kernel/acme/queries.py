"""What is asked of accounts, orders and proofs. Nobody is told whether something of another account exists."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from mingtang.kernel.acme.models import AcmeAccount, Authorization, Order
from mingtang.kernel.acme.rules import CertificateId, Fault, Identifier, Problem
from mingtang.kernel.trust.api import Authority, Certificate, path_to_root
from mingtang.lib.crypto.keys import to_pem
from mingtang.lib.digests import sm3_hex

PAGE = 100
_ACCOUNTS = AcmeAccount.objects.select_related("binding", "organ")
_Row = TypeVar("_Row", bound=Model)


def account_numbered(pk: int) -> AcmeAccount | None:
    """The account, with what binds it; one statement."""
    return _ACCOUNTS.filter(pk=pk).first()  # type: ignore[no-any-return]


def account_with_key(thumbprint: str) -> AcmeAccount | None:
    """The account whose key has this thumbprint; one statement."""
    return _ACCOUNTS.filter(thumbprint=thumbprint).first()  # type: ignore[no-any-return]


def own_order(account: AcmeAccount, pk: int) -> Order:
    """An order of `account`, with its certificate. Raises Problem."""
    order: Order = _own(
        Order.objects.filter(account=account).select_related("certificate__authority", "replaces", "organ"), pk
    )
    order.account = account
    return order


def own_authorization(account: AcmeAccount, pk: int) -> Authorization:
    """An authorization of `account`. Raises Problem."""
    found = _own(Authorization.objects.filter(order__account=account).select_related("order"), pk)
    found.order.account = account
    return found


def _own(rows: QuerySet[_Row], pk: int) -> _Row:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Problem(Fault.MALFORMED, "没有这一项，或不属于本账户。", status=404)
    return row


def orders_before(account: AcmeAccount, before: int | None) -> list[int]:
    """Keys of its orders that came to something or still may, newest first, below `before`; one more than a page holds."""
    rows = Order.objects.filter(account=account).exclude(state=Order.State.INVALID)
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk").values_list("pk", flat=True)[: PAGE + 1])


def certificate_like(encoded: bytes) -> Certificate | None:
    """The row of a certificate (DER), if it was issued here; one statement."""
    return Certificate.objects.select_related("authority").filter(fingerprint=sm3_hex(encoded)).first()  # type: ignore[no-any-return]


def certificate_identified(identifier: CertificateId) -> Certificate | None:
    """The certificate that programs call so; two statements."""
    authorities = Authority.objects.filter(level=Authority.Level.ISSUING).exclude(encoded=b"")
    issuer = next((each for each in authorities if each.certificate.key_identifier == identifier.authority), None)
    serial = Certificate.serial_of(identifier.serial)
    return Certificate.objects.filter(authority=issuer, serial=serial).first() if issuer else None


def identifier_of(certificate: Certificate) -> CertificateId:
    """How programs call it."""
    read = certificate.certificate
    return CertificateId(read.authority_key_identifier or b"", read.serial)


def may_revoke(account: AcmeAccount, certificate: Certificate) -> bool:
    """Whether `account` ordered it, or has lately proved to have all of its names (RFC 8555 7.6); two statements at most."""
    if Order.objects.filter(account=account, certificate=certificate).exists():
        return True
    names = [Identifier(name.kind, name.value) for name in certificate.certificate.alternative_names]
    return bool(names) and set(names) <= _proved(account, names)


def _proved(account: AcmeAccount, names: Iterable[Identifier]) -> set[Identifier]:
    proved = Authorization.objects.filter(
        order__account=account, order__expires_at__gt=timezone.now(), state=Authorization.State.VALID,
        value__in=[name.value for name in names],
    )  # fmt: skip
    return {Identifier(*name) for name in proved.values_list("kind", "value")}


def chain_of(certificate: Certificate) -> str:
    """The certificate and those above it without the root, PEM (RFC 8555 9.1); one statement a level."""
    above = [each.encoded for each in path_to_root(certificate.authority)[:-1]]
    return "".join(to_pem("CERTIFICATE", bytes(each)) for each in (bytes(certificate.encoded), *above))
