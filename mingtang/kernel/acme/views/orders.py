"""Orders, proofs of names, certificates (RFC 8555 7.4 to 7.6)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mingtang.kernel.acme.actions import orders as actions
from mingtang.kernel.acme.actions.checks import ask_for_check
from mingtang.kernel.acme.actions.revocation import revoke
from mingtang.kernel.acme.models import Authorization, Order
from mingtang.kernel.acme.queries import (
    certificate_identified,
    certificate_like,
    chain_of,
    identifier_of,
    may_revoke,
    own_authorization,
    own_order,
)
from mingtang.kernel.acme.rules import (
    Fault,
    Problem,
    Wishes,
    from_base64url,
    read_certificate_id,
    read_identifiers,
    renewal_window,
)
from mingtang.kernel.acme.views.wire import By, Signed, address, answered, signed, told
from mingtang.kernel.evidence.api import Actor, SystemActor
from mingtang.kernel.trust.api import Certificate

WAIT = 2  # seconds until it is worth asking again
ASK_AGAIN = 6 * 3600  # seconds until renewal information may have changed


@signed(By.ACCOUNT)
def new_order(request: HttpRequest, asked: Signed) -> HttpResponse:
    """An order for a certificate with these names."""
    wishes = asked.wishes
    if "notBefore" in wishes or "notAfter" in wishes:
        raise Problem(Fault.MALFORMED, "有效期由签发机构确定，请不要填写 notBefore、notAfter。")
    names = read_identifiers(wishes.told.get("identifiers"))
    replaced = _replaced(wishes) if "replaces" in wishes else None
    order = actions.place_order(asked.actor, asked.owner, names, replaces=replaced)
    return told(shown_order(order), status=201, location=address("acme_order", order.pk))


def _replaced(wishes: Wishes) -> Certificate:
    found = certificate_identified(read_certificate_id(wishes.text("replaces")))
    if found is None:
        raise Problem(Fault.MALFORMED, "replaces：本平台没有签发过这张证书。")
    return found


def renewal_information(request: HttpRequest, identifier: str) -> HttpResponse:
    """When a certificate is best renewed; one that is not good any more, at once (RFC 9773 4)."""

    def answer() -> HttpResponse:
        found = certificate_identified(read_certificate_id(identifier))
        if found is None:
            raise Problem(Fault.MALFORMED, "本平台没有签发过这张证书。", status=404)
        start, end = renewal_window(found.not_before, found.not_after)
        if found.state != Certificate.State.ACTIVE:
            start, end = found.not_before, timezone.now()
        response = told({"suggestedWindow": {"start": _moment(start), "end": _moment(end)}})
        response["Retry-After"] = str(ASK_AGAIN)
        return response

    return answered(request, answer)


@signed(By.ACCOUNT)
def order(request: HttpRequest, asked: Signed, pk: int) -> HttpResponse:
    """How far an order has come."""
    return _told_order(own_order(asked.owner, pk))


def _told_order(found: Order) -> HttpResponse:
    response = told(shown_order(found), location=address("acme_order", found.pk))
    if found.standing == Order.State.PENDING:
        response["Retry-After"] = str(WAIT)
    return response


@signed(By.ACCOUNT)
def finalize(request: HttpRequest, asked: Signed, pk: int) -> HttpResponse:
    """The certificate is made at once: the key of the authority is here."""
    found = own_order(asked.owner, pk)
    actions.finalize(asked.actor, found, from_base64url(asked.wishes.text("csr")))
    return _told_order(found)


@signed(By.ACCOUNT)
def certificate(request: HttpRequest, asked: Signed, pk: int) -> HttpResponse:
    """The certificate of an order, with those above it up to below the root."""
    found = own_order(asked.owner, pk)
    if found.certificate is None:
        raise Problem(Fault.MALFORMED, "订单还没有证书。", status=404)
    return HttpResponse(chain_of(found.certificate), content_type="application/pem-certificate-chain")


@signed(By.ACCOUNT)
def authorization(request: HttpRequest, asked: Signed, pk: int) -> HttpResponse:
    """Whether a name is proved, and how it may be; or the program gives it up (RFC 8555 7.5.2)."""
    found = own_authorization(asked.owner, pk)
    if not asked.only_reads and asked.wishes.told:
        if asked.wishes.text("status") != Authorization.State.DEACTIVATED:
            raise Problem(Fault.MALFORMED, "status 只能改为 deactivated。")
        actions.give_up_name(asked.actor, found)
    return _waiting(told(shown_authorization(found, timezone.now())), found)


@signed(By.ACCOUNT)
def challenge(request: HttpRequest, asked: Signed, pk: int) -> HttpResponse:
    """The server shows the answer: the worker will look. Asked without content, only how far it has come."""
    found = own_authorization(asked.owner, pk)
    if not asked.only_reads:
        ask_for_check(asked.actor, found)
    response = _waiting(told(shown_challenge(found)), found)
    response["Link"] = f'<{address("acme_authorization", found.pk)}>;rel="up"'
    return response


def _waiting(response: HttpResponse, found: Authorization) -> HttpResponse:
    if found.due_at:
        response["Retry-After"] = str(WAIT)
    return response


@signed(By.EITHER)
def revoke_certificate(request: HttpRequest, asked: Signed) -> HttpResponse:
    """Revoke a certificate: by the account that has it or its names, or by its own key."""
    found = certificate_like(from_base64url(asked.wishes.text("certificate")))
    if found is None:
        raise Problem(Fault.MALFORMED, "本平台没有签发过这张证书。", status=404)
    revoke(_revoker(asked, found), found, asked.wishes.told.get("reason", 0))
    return HttpResponse(status=200)


def _revoker(asked: Signed, found: Certificate) -> Actor:
    if asked.account is None:
        if asked.key.spki != found.certificate.spki:
            raise Problem(Fault.UNAUTHORIZED, "签名的不是这张证书的密钥。")
        return SystemActor(name=f"证书密钥持有者（{found.common_name}）", origin=asked.origin)
    if not may_revoke(asked.account, found):
        raise Problem(Fault.UNAUTHORIZED, "这张证书不属于本账户，本账户也没有验证过它的全部域名。")
    return asked.actor


def shown_order(found: Order) -> dict[str, Any]:
    """An order as its program sees it (RFC 8555 7.1.3)."""
    keys = found.authorizations.order_by("pk").values_list("pk", flat=True)
    document: dict[str, Any] = {
        "status": found.standing,
        "expires": _moment(found.expires_at),
        "identifiers": [name.told for name in found.identifiers],
        "authorizations": [address("acme_authorization", key) for key in keys],
        "finalize": address("acme_finalize", found.pk),
    }
    if found.certificate_id:
        document["certificate"] = address("acme_certificate", found.pk)
    if found.replaces:
        document["replaces"] = identifier_of(found.replaces).written
    return document | ({"error": found.error} if found.error else {})


def shown_authorization(found: Authorization, now: datetime) -> dict[str, Any]:
    """An authorization as its program sees it (RFC 8555 7.1.4)."""
    return {
        "status": found.standing_at(now),
        "expires": _moment(found.order.expires_at),
        "identifier": found.identifier.told,
        "challenges": [shown_challenge(found)],
    }


def shown_challenge(found: Authorization) -> dict[str, Any]:
    """Its one challenge (RFC 8555 8.3)."""
    decided = found.state in (Authorization.State.VALID, Authorization.State.INVALID)
    document: dict[str, Any] = {
        "type": "http-01",
        "url": address("acme_challenge", found.pk),
        "status": found.state if decided else "processing" if found.due_at else "pending",
        "token": found.token,
    }
    if found.state == Authorization.State.VALID and found.decided_at:
        document["validated"] = _moment(found.decided_at)
    return document | ({"error": found.error} if found.error else {})


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
