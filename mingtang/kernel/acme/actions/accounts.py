"""What programs do with their accounts."""

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from mingtang.kernel.acme import acts
from mingtang.kernel.acme.actions.keys import secret_of
from mingtang.kernel.acme.models import AcmeAccount, BindingKey
from mingtang.kernel.acme.rules import Fault, Problem
from mingtang.kernel.evidence.api import Actor, Origin, SystemActor, act
from mingtang.lib.jws import Jws, JwsFault, PublicKey


def actor_of(account: AcmeAccount, origin: Origin) -> Actor:
    """An account as the one who acts: a program, for the organ whose administrator has bound it."""
    organ_name = account.organ.name if account.organ else ""
    return SystemActor(name=str(account), organ_id=account.organ_id, organ_name=organ_name, origin=origin)


def open_account(origin: Origin, key: PublicKey, contacts: list[str], binding: BindingKey | None) -> AcmeAccount:
    """An account for `key`. Raises Problem if a key of an administrator is needed, or another request was first."""
    if binding is None and not settings.ACME_OPEN:
        raise Problem(
            Fault.BINDING_REQUIRED, "本平台只接受带账户绑定密钥的注册，请向管理员领取（--eab-kid、--eab-hmac-key）。"
        )
    account = AcmeAccount(
        binding=binding, organ=binding.organ if binding else None, jwk=dict(key.jwk), thumbprint=key.thumbprint,
        contacts=contacts, opened_at=timezone.now(),
    )  # fmt: skip
    try:
        with act(acts.OPEN_ACCOUNT, actor_of(account, origin)) as deed:
            deed.create(account)
    except IntegrityError:
        raise Problem(Fault.MALFORMED, "同一公钥的账户正在登记，请重试。", status=409) from None
    return account


def bound_by(told: object, key: PublicKey, url: str) -> BindingKey:
    """The key of an administrator with which `told`, a JWS inside, binds `key`. Raises Problem (RFC 8555 7.3.4)."""
    try:
        inner = Jws.of(told)
        if inner.header.get("url") != url or "nonce" in inner.header:
            raise Problem(Fault.MALFORMED, "externalAccountBinding 的 url 与请求不一致，或含有 nonce。")
        binding = BindingKey.objects.select_related("organ").filter(code=str(inner.header.get("kid", ""))).first()
        if binding is None or binding.state != BindingKey.State.USABLE:
            raise Problem(Fault.UNAUTHORIZED, "没有这个账户绑定密钥，或已收回。")
        inner.verify_mac(secret_of(binding))
        if PublicKey.read(inner.read_payload()).jwk != key.jwk:
            raise Problem(Fault.MALFORMED, "externalAccountBinding 绑定的不是本次请求的公钥。")
    except JwsFault as fault:
        raise Problem(Fault.UNAUTHORIZED, f"账户绑定密钥验证不通过：{fault}。") from fault
    return binding  # type: ignore[no-any-return]


def change_contacts(actor: Actor, account: AcmeAccount, contacts: list[str]) -> None:
    """Other addresses for the account."""
    with act(acts.CHANGE_CONTACTS, actor, account) as deed:
        deed.change(account, contacts=contacts)


def close_account(actor: Actor, account: AcmeAccount) -> None:
    """The program gives its account up, for ever."""
    with act(acts.CLOSE_ACCOUNT, actor, account) as deed:
        deed.change(account, state=AcmeAccount.State.DEACTIVATED)


def change_key(actor: Actor, account: AcmeAccount, key: PublicKey) -> None:
    """Another key for the account from now on. Raises Problem if an account has it (IntegrityError if just now)."""
    with act(acts.CHANGE_ACCOUNT_KEY, actor, account) as deed:
        deed.change(account, jwk=dict(key.jwk), thumbprint=key.thumbprint)
        account.__dict__.pop("key", None)
