"""Orders: placed, proved name by name, finalized with a request."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from mingtang.kernel.acme import acts
from mingtang.kernel.acme.models import AcmeAccount, Authorization, Order
from mingtang.kernel.acme.rules import Fault, Identifier, Problem, is_covered, require_fitting
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.kernel.trust.api import (
    Approved,
    Certificate,
    Holder,
    NoAuthority,
    authority_in_service,
    issue_certificate,
)
from mingtang.lib.crypto.certificates import CertificateRequest, Name, check_csr
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import KeyKind

ORDER_LIFE = timedelta(days=7)
ORDERS_PER_HOUR = 100
PROFILE = "server-signing"
_HOUR = timedelta(hours=1)
_TOKEN_BYTES = 32
_TITLE, _ORGANIZATION = 300, 64  # characters


def place_order(
    actor: Actor, account: AcmeAccount, names: tuple[Identifier, ...], *, replaces: Certificate | None = None
) -> Order:
    """An order with an authorization for each name. Raises Problem for names the account may not ask for, or too many.

    `replaces` is a certificate of the same account with one of these names that no other has replaced.
    """
    _require_askable(account, names)
    if replaces is not None:
        _require_replaceable(account, names, replaces)
    _require_moderate(account)
    now = timezone.now()
    with act(acts.PLACE_ORDER, actor, within=account) as deed:
        order = Order(
            account=account, organ=account.organ, names=[list(name) for name in names],
            title="、".join(name.value for name in names)[:_TITLE], placed_at=now, expires_at=now + ORDER_LIFE,
            replaces=replaces,
        )  # fmt: skip
        deed.create(order)
        for name in names:
            token = secrets.token_urlsafe(_TOKEN_BYTES)
            deed.create(Authorization(order=order, kind=name.kind, value=name.value, token=token))
    return order


def _require_askable(account: AcmeAccount, names: tuple[Identifier, ...]) -> None:
    for name in names:
        if not account.may_ask_for(name.value) or not is_covered(settings.ACME_DOMAINS, name.value):
            raise Problem(Fault.REJECTED_NAME, f"{name.value} 不在本账户可申请的名称范围内。")


def _require_replaceable(account: AcmeAccount, names: tuple[Identifier, ...], certificate: Certificate) -> None:
    earlier = Order.objects.filter(account=account, certificate=certificate).first()
    if earlier is None or not set(earlier.identifiers) & set(names):
        raise Problem(Fault.MALFORMED, "replaces 的证书不属于本账户，或与本订单没有相同的名称。")
    if Order.objects.filter(replaces=certificate).exclude(state=Order.State.INVALID).exists():
        raise Problem(Fault.ALREADY_REPLACED, "这张证书已有订单取代。")


def _require_moderate(account: AcmeAccount) -> None:
    lately = Order.objects.filter(account=account, placed_at__gt=timezone.now() - _HOUR)
    if lately.count() >= ORDERS_PER_HOUR:
        raise Problem(
            Fault.RATE_LIMITED, f"每小时最多 {ORDERS_PER_HOUR} 个订单。", retry_after=int(_HOUR.total_seconds())
        )


def give_up_name(actor: Actor, authorization: Authorization) -> None:
    """The program needs the authorization no more; an order that waits for it comes to nothing. Raises Problem."""
    with act(acts.GIVE_UP_NAME, actor, authorization, within=authorization.order) as deed:
        order = Order.objects.select_for_update().get(pk=authorization.order_id)
        authorization.refresh_from_db()
        if authorization.state not in (Authorization.State.PENDING, Authorization.State.VALID):
            raise Problem(Fault.MALFORMED, "域名验证已结束。")
        deed.change(authorization, state=Authorization.State.DEACTIVATED, due_at=None)
        if order.state in (Order.State.PENDING, Order.State.READY):
            error = Problem(Fault.UNAUTHORIZED, f"已放弃 {authorization} 的验证。")
            deed.change(order, state=Order.State.INVALID, error=error.document)


def finalize(actor: Actor, order: Order, csr: bytes) -> Certificate:
    """The certificate for a request (PKCS#10, DER) that fits a ready order. Raises Problem; a misfit is told in the order."""
    try:
        request = _checked(order, csr)
        with act(acts.FINALIZE, actor, order) as deed:
            locked = Order.objects.select_for_update().get(pk=order.pk)
            _require_ready(locked)
            certificate = _issued(actor, order, request)
            deed.change(order, state=Order.State.VALID, certificate=certificate, error=None)
    except Problem as problem:
        if problem.fault in (Fault.BAD_CSR, Fault.BAD_KEY):
            _tell_misfit(actor, order, problem)
        raise
    return certificate


def _checked(order: Order, csr: bytes) -> CertificateRequest:
    _require_ready(order)
    try:
        request = check_csr(csr)
    except CryptoFault as fault:
        raise Problem(Fault.BAD_CSR, f"证书请求不合格：{fault}。") from fault
    if request.kind == KeyKind.SM2:
        raise Problem(Fault.BAD_KEY, "ACME 只签发 ECDSA P-256 和 RSA 密钥的证书；SM2 双证书请向证书业务窗口申请。")
    require_fitting(request, order.identifiers, order.account.key.spki)
    return request


def _require_ready(order: Order) -> None:
    if order.standing != Order.State.READY:
        raise Problem(Fault.NOT_READY, f"订单状态为“{Order.State(order.standing).label}”，不能签发。")


def _issued(actor: Actor, order: Order, request: CertificateRequest) -> Certificate:
    """Issued by the ECDSA authority, also for RSA keys: a server shows both in one chain."""
    approved = Approved(
        _subject(order),
        PROFILE,
        timedelta(days=settings.ACME_DAYS),
        [name.alternative_name for name in order.identifiers],
    )
    try:
        authority = authority_in_service(KeyKind.ECDSA_P256)
        return issue_certificate(
            actor, approved, request.spki, Holder(organ_id=order.organ_id), renews=order.replaces, authority=authority
        )
    except NoAuthority as fault:
        raise Problem(Fault.INTERNAL, str(fault), retry_after=3600) from fault
    except Refused as fault:
        raise Problem(Fault.BAD_CSR, str(fault)) from fault


def _subject(order: Order) -> Name:
    """The organ as it is called, and the shortest of the names."""
    organization = order.organ.name[:_ORGANIZATION] if order.organ else ""
    shortest = min((name.value for name in order.identifiers), key=len)
    return Name.of(country="CN", organization=organization, common_name=shortest)


def _tell_misfit(actor: Actor, order: Order, problem: Problem) -> None:
    with act(acts.REFUSE_REQUEST, actor, order) as deed:
        deed.change(order, error=problem.document)
