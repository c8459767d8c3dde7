"""Signing in and out: finding the account, counting failures, the second factor, opening and ending sessions."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout, update_session_auth_hash
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.accounts import end_sessions, matching_step
from mingtang.kernel.directory.actor import AccountActor, Nobody
from mingtang.kernel.directory.keyring import indexes_of
from mingtang.kernel.directory.models import Account, Agency, Appointment, Session, SignIn
from mingtang.kernel.directory.queries import agencies_of, appointments_of, open_sessions
from mingtang.kernel.directory.rules import unlocks_at
from mingtang.kernel.evidence.api import Origin, act, record_refusal
from mingtang.lib.digests import sm3_hex
from mingtang.lib.identifiers import is_mobile_phone, normalise_identifier, parse_mobile_phone

TRIES_PER_ADDRESS = 30
TRIES_WINDOW = timedelta(minutes=10)
BACKEND = "mingtang.kernel.directory.sign_in.AccountBackend"
PENDING = "second_factor_for"
CREDENTIAL = "credential"
"""Where a session keeps the fingerprint of the certificate that opened it."""
_NO_ACCOUNT = make_password(None)


class AccountBackend:
    """Loads the account of a session; signing in goes through `check_credentials`, never through `authenticate`."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> Account | None:
        account: Account | None = Account.objects.select_related("person", "legal_person").filter(pk=user_id).first()
        return account if account and account.is_active else None


@dataclass(frozen=True)
class Attempt:
    """What came of an attempt to sign in."""

    result: str
    account: Account | None = None
    locked_until: datetime | None = None

    @property
    def succeeded(self) -> bool:
        return self.result == SignIn.Result.DONE


def origin_of(request: HttpRequest) -> Origin:
    """Address, digest of the session and id of a request."""
    key = request.session.session_key or "" if hasattr(request, "session") else ""
    return Origin(
        address=client_address(request),
        session=sm3_hex(key.encode())[:16] if key else "",
        request=getattr(request, "request_id", ""),
    )


def client_address(request: HttpRequest) -> str:
    """The client's address; the last hop of X-Forwarded-For only where a trusted proxy is configured."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return (forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def check_credentials(request: HttpRequest, login_text: str, password: str, *, kinds: set[str]) -> Attempt:
    """Check a login name (or telephone, identity, credit code) and password; failures are counted and recorded.

    An unknown name costs the same time as a wrong password and gets the same answer.
    """
    now = timezone.now()
    if (refused := too_many_tries(request)) is not None:
        return refused
    account = _find(login_text, kinds)
    if account is None:
        check_password(password, _NO_ACCOUNT)
        return _failed(request, SignIn.Result.WRONG, login_text, None)
    if account.is_locked(now):
        return _failed(request, SignIn.Result.LOCKED, login_text, account)
    if not account.check_password(password):
        return _wrong(request, SignIn.Result.WRONG, login_text, account, now)
    if not account.is_active:
        return _failed(request, SignIn.Result.CLOSED, login_text, account)
    return Attempt(SignIn.Result.DONE, account)


def check_account(request: HttpRequest, account: Account) -> Attempt:
    """Whether an account whose holder has shown who he is may come in: not locked, and in use. Refusals are recorded."""
    if account.is_locked(timezone.now()):
        return _failed(request, SignIn.Result.LOCKED, account.login, account)
    if not account.is_active:
        return _failed(request, SignIn.Result.CLOSED, account.login, account)
    return Attempt(SignIn.Result.DONE, account)


def too_many_tries(request: HttpRequest) -> Attempt | None:
    """The refusal, recorded, of an address from which too many attempts have failed; None while it may try."""
    if not _too_many(client_address(request), timezone.now()):
        return None
    return _failed(request, SignIn.Result.LOCKED, "", None)


def refuse_sign_in(request: HttpRequest, result: str, account: Account | None = None) -> Attempt:
    """Record an attempt that failed with `result` (`SignIn.Result`). It counts against `account` where one is given:
    give it only once its holder has shown something that nobody else can show, else anybody could lock it.
    """
    if account is None:
        return _failed(request, result, "", None)
    return _wrong(request, result, account.login, account, timezone.now())


def check_second_factor(request: HttpRequest, account: Account, code: str) -> Attempt:
    """Check a code of the account's second factor; each code serves once."""
    now = timezone.now()
    if account.is_locked(now):
        return _failed(request, SignIn.Result.LOCKED, account.login, account)
    step = matching_step(account.totp_secret, code.strip(), now, after=account.totp_last_step)
    used = Account.objects.filter(pk=account.pk, totp_last_step__lt=step or 0).update(totp_last_step=step or 0)
    if not used:
        return _wrong(request, SignIn.Result.WRONG_CODE, account.login, account, now)
    return Attempt(SignIn.Result.DONE, account)


def open_session(request: HttpRequest, account: Account, *, credential: str = "") -> None:
    """Open a session for an account whose credentials have been checked, and record it.

    `credential` names what was shown (the fingerprint of a certificate): when that is good no more, the session ends.
    """
    kept = {name: request.session.get(name) for name in ("next",) if request.session.get(name)}
    login(request, account, backend=BACKEND)
    request.session.update(kept)
    if credential:
        request.session[CREDENTIAL] = credential
    actor = actor_of(request, account)
    if isinstance(actor, AccountActor) and actor.appointment:
        request.session["appointment"] = actor.appointment.pk
    with act(acts.SIGN_IN, actor, account):
        Account.objects.filter(pk=account.pk).update(failures=0, locked_until=None)
        request.session.save()
        Session.objects.filter(session_key=request.session.session_key).update(account=account)
        _record(request, SignIn.Result.DONE, account.login, account, credential)
        _end_oldest(account)


def renew_session(request: HttpRequest, account: Account) -> None:
    """Go on under a new key after the password has changed; all other sessions of the account end."""
    old = request.session.session_key
    update_session_auth_hash(request, account)
    request.session.save()
    key = request.session.session_key
    SignIn.objects.filter(session_key=old, ended_at=None).update(session_key=key)
    end_sessions(account, SignIn.Ending.REMOTE, but=key)


def close_session(request: HttpRequest, ending: str = SignIn.Ending.OUT) -> None:
    """End the session of the request, and record it."""
    account, key = request.user, request.session.session_key
    if isinstance(account, Account):
        with act(acts.SIGN_OUT, actor_of(request, account), account) as deed:
            deed.note = SignIn.Ending(ending).label
            SignIn.objects.filter(session_key=key, ended_at=None).update(ended_at=timezone.now(), ending=ending)
    logout(request)


def actor_of(request: HttpRequest, account: Account | Any) -> AccountActor | Nobody:
    """The actor of a request: the account in the post, or for the legal person, that its session has chosen."""
    if not isinstance(account, Account):
        return Nobody(origin=origin_of(request))
    actor = AccountActor(account, origin=origin_of(request))
    today = timezone.localdate()
    if account.kind == Account.Kind.OFFICIAL and account.person:
        held = list(appointments_of(account.person, today))
        wanted = request.session.get("appointment")
        chosen = next((each for each in held if each.pk == wanted), held[0] if held else None)
        return replace(actor, appointment=chosen)
    if account.kind == Account.Kind.CITIZEN and account.person and request.session.get("agency"):
        return replace(actor, agency=agencies_of(account.person, today).filter(pk=request.session["agency"]).first())
    return actor


def session_of(request: HttpRequest) -> bool:
    """Whether the request brings a session that somebody had signed in to."""
    return SESSION_KEY in request.session


def overdue_duty(account: Account, *, credential: str = "") -> str:
    """The page (url name) that the account must see to before any other; empty when nothing is overdue.

    A session opened with a certificate (`credential`) owes nothing: it rests on the key file and its passphrase, which
    are two factors already, and on no password. That is less than a hardware carrier, whose key cannot be copied.
    """
    if credential:
        return ""
    if account.must_change_password or password_is_too_old(account):
        return "change_password"
    if settings.TOTP_REQUIRED and account.kind == Account.Kind.OFFICIAL and not account.has_second_factor:
        return "second_factor"
    return ""


def password_is_too_old(account: Account) -> bool:
    """Whether an official's password is older than the installation allows (GB/T 22239-2019 8.1.4.1)."""
    if account.kind != Account.Kind.OFFICIAL or not settings.PASSWORD_DAYS or account.password_changed_at is None:
        return False
    return timezone.now() - account.password_changed_at > timedelta(days=settings.PASSWORD_DAYS)


def switch_post(request: HttpRequest, actor: AccountActor, appointment: Appointment) -> None:
    """Go on in another of one's posts, for this session."""
    with act(acts.SWITCH_POST, actor, actor.account) as deed:
        deed.note = f"{actor.post_name} → {appointment.post}"
        request.session["appointment"] = appointment.pk


def switch_legal_person(request: HttpRequest, actor: AccountActor, agency: Agency | None) -> None:
    """Go on for a legal person, or again for oneself (None), for this session."""
    with act(acts.SWITCH_POST, actor, actor.account) as deed:
        deed.note = f"代表 {agency.legal_person}" if agency else "本人"
        request.session["agency"] = agency.pk if agency else None


def _find(login_text: str, kinds: set[str]) -> Account | None:
    """The account behind a login name, telephone number, identity number or credit code."""
    text = normalise_identifier(login_text)
    matches = Q(login__in=[login_text.strip(), text, text.lower()])
    phone = parse_mobile_phone(text) if is_mobile_phone(text) else ""
    matches |= Q(kind=Account.Kind.CITIZEN, person__phone_index__in=indexes_of(phone, "person.phone"))
    matches |= Q(kind=Account.Kind.CITIZEN, person__identity_index__in=indexes_of(text, "person.identity"))
    if not text:
        return None
    rows = Account.objects.filter(matches, kind__in=kinds).exclude(state=Account.State.CLOSED)
    return rows.select_related("person", "legal_person").first()


def _too_many(address: str, now: datetime) -> bool:
    wrong = SignIn.objects.filter(address=address, at__gt=now - TRIES_WINDOW).exclude(result=SignIn.Result.DONE)
    return wrong.count() >= TRIES_PER_ADDRESS


def _wrong(request: HttpRequest, result: str, login_text: str, account: Account, now: datetime) -> Attempt:
    Account.objects.filter(pk=account.pk).update(failures=F("failures") + 1)
    account.refresh_from_db(fields=["failures"])
    until = unlocks_at(account.failures, now, after=settings.LOCK_AFTER, minutes=settings.LOCK_MINUTES)
    if until:
        account.locked_until = until
        Account.objects.filter(pk=account.pk).update(failures=0, locked_until=until)
        result = SignIn.Result.LOCKED
    return _failed(request, result, login_text, account)


def _failed(request: HttpRequest, result: str, login_text: str, account: Account | None) -> Attempt:
    with transaction.atomic():
        _record(request, result, login_text, account)
        record_refusal(acts.SIGN_IN, Nobody(origin=origin_of(request)), account, note=SignIn.Result(result).label)
    return Attempt(result, account, account.locked_until if account else None)


def _record(request: HttpRequest, result: str, login_text: str, account: Account | None, credential: str = "") -> None:
    """A row of the sign-in history; what was typed is kept only when it is the login name of an account."""
    opened = result == SignIn.Result.DONE
    SignIn.objects.create(
        account=account,
        login=account.login if account else "（未知）",
        result=result,
        address=client_address(request),
        agent=request.headers.get("User-Agent", "")[:160],
        session_key=(request.session.session_key or "") if opened else "",
        credential=credential,
        seen_at=timezone.now() if opened else None,
    )


def _end_oldest(account: Account) -> None:
    """Keep the newest sessions up to the limit."""
    surplus = open_sessions(account)[settings.SESSION_LIMIT :]
    for sign_in in surplus:
        SignIn.objects.filter(pk=sign_in.pk).update(ended_at=timezone.now(), ending=SignIn.Ending.LIMIT)
        Session.objects.filter(session_key=sign_in.session_key).delete()
