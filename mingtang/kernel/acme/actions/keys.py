"""What administrators do: hand out keys that bind accounts to an organ, take them back, stop accounts."""

import secrets
from base64 import urlsafe_b64decode
from typing import NamedTuple

from django.utils import timezone

from mingtang.kernel.acme import acts
from mingtang.kernel.acme.models import AcmeAccount, BindingKey
from mingtang.kernel.directory.api import Organ, Refused, seal, unseal
from mingtang.kernel.evidence.api import Actor, Deed, act

_COLUMN = "acme.binding_key"
_BYTES = 32


class IssuedKey(NamedTuple):
    """A key as it is handed over, once: `secret` is base64url, as programs ask for it (`--eab-hmac-key`)."""

    row: BindingKey
    secret: str


def issue_key(actor: Actor, organ: Organ, *, keeper: str, names: str = "") -> IssuedKey:
    """A key for whoever keeps servers of `organ`; `names` are those that may be asked for, by blanks. Raises NotPermitted."""
    secret = _new_secret()
    with act(acts.ISSUE_KEY, actor, within=BindingKey(organ=organ)) as deed:
        row = BindingKey(
            code=secrets.token_hex(8), keeper=keeper, organ=organ, names="\n".join(names.lower().split()),
            sealed=seal(secret, _COLUMN), issued_at=timezone.now(),
        )  # fmt: skip
        deed.create(row)
    return IssuedKey(row, secret)


def _new_secret() -> str:
    """Base64url; on a command line it must not look like an option."""
    while (secret := secrets.token_urlsafe(_BYTES)).startswith("-"):
        pass
    return secret


def secret_of(key: BindingKey) -> bytes:
    """What authenticates messages under `key`."""
    return urlsafe_b64decode(unseal(key.sealed, _COLUMN) + "=")


def withdraw_key(actor: Actor, key: BindingKey) -> None:
    """Take a key back: no further account, and those opened with it are stopped. Raises Refused, NotPermitted."""
    with act(acts.WITHDRAW_KEY, actor, key) as deed:
        locked = BindingKey.objects.select_for_update().get(pk=key.pk)
        if locked.state != BindingKey.State.USABLE:
            raise Refused("密钥已收回。")
        deed.change(key, state=BindingKey.State.WITHDRAWN)
        for account in AcmeAccount.objects.filter(binding=key, state=AcmeAccount.State.VALID):
            _stop(deed, account)


def stop_account(actor: Actor, account: AcmeAccount) -> None:
    """Let an account ask for nothing more. Its certificates stay as they are. Raises Refused, NotPermitted."""
    with act(acts.STOP_ACCOUNT, actor, account) as deed:
        if account.state != AcmeAccount.State.VALID:
            raise Refused(f"账户{account.get_state_display()}。")
        _stop(deed, account)


def _stop(deed: Deed, account: AcmeAccount) -> None:
    deed.change(account, state=AcmeAccount.State.REVOKED)
