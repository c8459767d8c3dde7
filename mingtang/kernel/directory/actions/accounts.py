"""What officers do with accounts, and what holders do with their own."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.events import AccountStateChanged
from mingtang.kernel.directory.models import Account, PastPassword, Session, SignIn
from mingtang.kernel.evidence.api import Act, Actor, Deed, act


@dataclass(frozen=True)
class EncodedPassword:
    """A password already hashed by our hasher, as it comes with accounts taken over from another node."""

    encoded: str


def activate_account(actor: Actor, account: Account, *, brought: EncodedPassword | None = None) -> str:
    """Enable an account and return its first password, to be changed at the first sign-in; empty when one is `brought`.

    The security officer enables what the system officer created; nobody enables an account of their own making,
    since no one holds both roles (trust.md 11).
    """
    with act(acts.ACTIVATE_ACCOUNT, actor, account) as deed:
        if account.state not in (Account.State.CREATED, Account.State.DISABLED):
            raise Refused(f"账号{account.get_state_display()}，不能启用。")
        password = "" if brought else _issue_password(deed, account)
        if brought:
            _write_password(deed, account, brought.encoded, must_change=False)
        _set_state(deed, account, Account.State.ACTIVE)
    return password


def reset_password(actor: Actor, account: Account) -> str:
    """Give the account a new first password, end its sessions, and return the password."""
    with act(acts.RESET_PASSWORD, actor, account) as deed:
        password = _issue_password(deed, account)
        end_sessions(account, SignIn.Ending.REMOTE)
    return password


def unlock_account(actor: Actor, account: Account) -> None:
    """Lift the lock that failed sign-ins have put on the account."""
    with act(acts.UNLOCK_ACCOUNT, actor, account) as deed:
        deed.change(account, failures=0, locked_until=None)


def disable_account(actor: Actor, account: Account, *, reason: str) -> None:
    """Disable an account and end its sessions at once."""
    with act(acts.DISABLE_ACCOUNT, actor, account) as deed:
        if account.pk == actor.account_id:
            raise Refused("不能停用自己的账号。")
        deed.note = reason
        _set_state(deed, account, Account.State.DISABLED)
        end_sessions(account, SignIn.Ending.REMOTE)


def reset_second_factor(actor: Actor, account: Account) -> None:
    """Take a lost second factor away; the holder enrols a new one."""
    with act(acts.RESET_SECOND_FACTOR, actor, account) as deed:
        deed.change(account, totp_cipher="", totp_last_step=0)


def change_password(actor: Actor, account: Account, *, old: str, new: str) -> None:
    """Change one's own password; other sessions of the account end. Raises Refused naming `old` or `new`."""
    _require_own(actor, account)
    if not account.check_password(old):
        raise Refused("原口令不对。", "old")
    set_password(acts.CHANGE_PASSWORD, actor, account, new)


def set_password(kind: Act, actor: Actor, account: Account, new: str | EncodedPassword) -> None:
    """Set a password the holder has chosen. Raises Refused listing what is wrong with it."""
    encoded = new.encoded if isinstance(new, EncodedPassword) else _encoded(account, new)
    with act(kind, actor, account) as deed:
        _write_password(deed, account, encoded, must_change=False)


def _encoded(account: Account, password: str) -> str:
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages), "new") from fault
    return make_password(password)


def begin_second_factor() -> str:
    """A fresh secret for an authenticator app (RFC 6238, 30 s, 6 digits); not yet bound to anything."""
    return pyotp.random_base32()


def enrol_second_factor(actor: Actor, account: Account, *, secret: str, code: str, at: datetime) -> None:
    """Bind a second factor after the holder has shown a code of it."""
    _require_own(actor, account)
    step = matching_step(secret, code, at, after=0)
    if step is None:
        raise Refused("动态口令不对，请检查手机时间后重试。", "code")
    with act(acts.ENROL_SECOND_FACTOR, actor, account) as deed:
        deed.change(account, totp_cipher=Account.sealed_totp(secret), totp_last_step=step)


def remove_second_factor(actor: Actor, account: Account, *, password: str) -> None:
    """Unbind one's own second factor, confirmed by the password."""
    _require_own(actor, account)
    if not account.check_password(password):
        raise Refused("口令不对。", "password")
    if settings.TOTP_REQUIRED and account.kind == Account.Kind.OFFICIAL:
        raise Refused("本平台要求工作人员使用动态口令，不能解绑。")
    with act(acts.REMOVE_SECOND_FACTOR, actor, account) as deed:
        deed.change(account, totp_cipher="", totp_last_step=0)


def matching_step(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """The 30-second step whose code is `code`, within one step of `at` and later than `after`; a code serves once."""
    now = int(at.timestamp()) // 30
    codes = {step: pyotp.TOTP(secret).at(step * 30) for step in (now - 1, now, now + 1) if step > after}
    return next((step for step, right in codes.items() if secrets.compare_digest(right, code)), None)


def end_sessions(account: Account, ending: str, *, but: str = "") -> None:
    """End all sessions of the account except `but`; takes effect with the next request of each."""
    now = timezone.now()
    SignIn.objects.filter(account=account, ended_at=None).exclude(session_key__in=["", but]).update(
        ended_at=now, ending=ending
    )
    Session.objects.filter(account=account).exclude(session_key=but).delete()


def end_sessions_opened_with(credential: str) -> None:
    """End all sessions that were opened with a credential which is good no more; takes effect with their next request."""
    opened = SignIn.objects.filter(credential=credential, ended_at=None).exclude(credential="")
    keys = list(opened.values_list("session_key", flat=True))
    opened.update(ended_at=timezone.now(), ending=SignIn.Ending.CREDENTIAL)
    Session.objects.filter(session_key__in=keys).delete()


def end_session(actor: Actor, sign_in: SignIn) -> None:
    """End one session: the holder's own, or by the security officer."""
    own = sign_in.account_id == actor.account_id
    with act(acts.END_OWN_SESSION if own else acts.END_SESSION, actor, sign_in.account):
        SignIn.objects.filter(pk=sign_in.pk).update(ended_at=timezone.now(), ending=SignIn.Ending.REMOTE)
        Session.objects.filter(session_key=sign_in.session_key).delete()


def _issue_password(deed: Deed, account: Account) -> str:
    password = f"{secrets.token_urlsafe(9)}-7Aa"
    _write_password(deed, account, make_password(password), must_change=True)
    deed.change(account, failures=0, locked_until=None)
    return password


def _write_password(deed: Deed, account: Account, encoded: str, *, must_change: bool) -> None:
    deed.change(account, password=encoded, password_changed_at=timezone.now(), must_change_password=must_change)
    PastPassword.objects.create(account=account, password=encoded)


def _set_state(deed: Deed, account: Account, state: str) -> None:
    deed.change(account, state=state)
    deed.announce(AccountStateChanged(subject=f"account:{account.pk}", account_id=account.pk, state=state))


def _require_own(actor: Actor, account: Account) -> None:
    if actor.account_id != account.pk:
        raise Refused("只能修改自己的账号。")
