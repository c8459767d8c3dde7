"""The directory, nonces, and accounts (RFC 8555 7.1 to 7.3)."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from mingtang.kernel.acme.actions.accounts import bound_by, change_contacts, change_key, close_account, open_account
from mingtang.kernel.acme.models import AcmeAccount
from mingtang.kernel.acme.queries import PAGE, account_with_key, orders_before
from mingtang.kernel.acme.rules import Fault, Problem, Wishes, read_contacts
from mingtang.kernel.acme.views.wire import By, Signed, address, answered, require_url, signed, told, wishes_in
from mingtang.lib.jws import Jws, JwsFault, PublicKey


def directory(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    places = {
        "newNonce": "acme_new_nonce",
        "newAccount": "acme_new_account",
        "newOrder": "acme_new_order",
        "revokeCert": "acme_revoke",
        "keyChange": "acme_key_change",
    }
    found: dict[str, Any] = {name: address(place) for name, place in places.items()}
    found["renewalInfo"] = settings.ACME_ADDRESS + reverse("acme_renewal_information", args=["-"]).removesuffix("/-")
    return told(found | {"meta": {"externalAccountRequired": not settings.ACME_OPEN}})


@csrf_exempt  # nothing is changed
def new_nonce(request: HttpRequest) -> HttpResponse:
    """A nonce in the header (RFC 8555 7.2)."""
    return answered(request, lambda: HttpResponse(status=200 if request.method == "HEAD" else 204))


@signed(By.KEY)
def new_account(request: HttpRequest, asked: Signed) -> HttpResponse:
    """The account of the key that signed: the one there is, or a new one."""
    wishes = asked.wishes
    known = account_with_key(asked.key.thumbprint)
    if known is not None:
        return _known(known)
    if wishes.flag("onlyReturnExisting"):
        raise Problem(Fault.ACCOUNT_UNKNOWN, "没有这个公钥的账户。")
    contacts = read_contacts(wishes.told.get("contact", []))
    binding = None
    if "externalAccountBinding" in wishes:
        binding = bound_by(wishes.told["externalAccountBinding"], asked.key, address("acme_new_account"))
    account = open_account(asked.origin, asked.key, contacts, binding)
    return told(shown(account), status=201, location=address("acme_account", account.pk))


def _known(account: AcmeAccount) -> HttpResponse:
    if account.state != AcmeAccount.State.VALID:
        raise Problem(Fault.UNAUTHORIZED, f"账户{account.get_state_display()}。", status=401)
    return told(shown(account), location=address("acme_account", account.pk))


@signed(By.ACCOUNT)
def account(request: HttpRequest, asked: Signed, pk: int) -> HttpResponse:
    """An account as its own program sees it, changes its addresses, or gives it up (RFC 8555 7.3.2, 7.3.6)."""
    own = _own(asked, pk)
    if not asked.only_reads:
        _change(asked, own, asked.wishes)
    return told(shown(own), location=address("acme_account", own.pk))


def _change(asked: Signed, own: AcmeAccount, wishes: Wishes) -> None:
    if "status" in wishes:
        if wishes.text("status") != AcmeAccount.State.DEACTIVATED:
            raise Problem(Fault.MALFORMED, "status 只能改为 deactivated。")
        close_account(asked.actor, own)
    elif "contact" in wishes:
        change_contacts(asked.actor, own, read_contacts(wishes.told["contact"]))


@signed(By.ACCOUNT)
def orders(request: HttpRequest, asked: Signed, pk: int) -> HttpResponse:
    """Addresses of its orders, newest first, a page at a time (RFC 8555 7.1.2.1)."""
    wish = request.GET.get("before", "")
    keys = orders_before(_own(asked, pk), int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 19 else None)
    response = told({"orders": [address("acme_order", key) for key in keys[:PAGE]]})
    if len(keys) > PAGE:
        response["Link"] = f'<{address("acme_account_orders", pk)}?before={keys[PAGE - 1]}>;rel="next"'
    return response


def _own(asked: Signed, pk: int) -> AcmeAccount:
    if asked.owner.pk != pk:
        raise Problem(Fault.UNAUTHORIZED, "这不是签名者的账户。")
    return asked.owner


@signed(By.ACCOUNT)
def key_change(request: HttpRequest, asked: Signed) -> HttpResponse:
    """Another key for the account, signed by both (RFC 8555 7.3.5)."""
    new, own = _new_key(asked), asked.owner
    taken = account_with_key(new.thumbprint)
    if taken is not None:
        raise _taken(taken)
    try:
        change_key(asked.actor, own, new)
    except IntegrityError:
        raise Problem(Fault.MALFORMED, "新公钥正被另一账户使用。", status=409) from None
    return told(shown(own), location=address("acme_account", own.pk))


def _taken(by: AcmeAccount) -> Problem:
    return Problem(Fault.MALFORMED, "新公钥已有账户。", status=409, location=address("acme_account", by.pk))


def _new_key(asked: Signed) -> PublicKey:
    try:
        inner = Jws.of(asked.wishes.told)
        new = inner.key_inside
        inner.verify(new)
        require_url(inner, address("acme_key_change"))
        named = wishes_in(inner)
        old = PublicKey.read(named.told.get("oldKey"))
    except JwsFault as fault:
        raise Problem(Fault.MALFORMED, f"内层签名不合格：{fault}。") from fault
    if "nonce" in inner.header or named.text("account") != address("acme_account", asked.owner.pk) or old != asked.key:
        raise Problem(Fault.MALFORMED, "内层的 account、oldKey 应为本账户及其现用公钥，且不含 nonce。")
    return new


def shown(account: AcmeAccount) -> dict[str, Any]:
    """An account as its program sees it (RFC 8555 7.1.2)."""
    return {
        "status": account.state,
        "contact": account.contacts,
        "orders": address("acme_account_orders", account.pk),
    }
