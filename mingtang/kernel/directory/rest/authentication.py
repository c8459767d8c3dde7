"""Who is asking: a browser by its session and form token, or another system by an OAuth 2 token. Both become an actor."""

import hashlib
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie
from ninja.utils import check_csrf
from oauth2_provider.models import get_access_token_model

from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.sign_in import actor_of, overdue_duty
from mingtang.ui.rest.problems import DUTY_DUE, FORM_TOKEN, NARROW_TOKEN, UNAUTHENTICATED, Problem

READ, WRITE = "directory", "directory.write"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class SessionCookie(APIKeyCookie):
    """The session of a browser. Whatever is not safe must bring the form token in the header X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> AccountActor | None:
        if not isinstance(request.user, Account):
            return None
        if check_csrf(request) is not None:
            raise Problem(FORM_TOKEN)
        require_duties_done(request.user)
        actor: AccountActor = request.actor  # type: ignore[attr-defined]
        return actor

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Never asked: `__call__` looks at the session that the middleware has opened."""


class AccessToken(HttpBearer):
    """An OAuth 2 token of an account: scope `directory` reads, `directory.write` changes, always as that account."""

    def authenticate(self, request: HttpRequest, token: str) -> AccountActor:
        found = _token(token)
        if found is None or found.is_expired() or found.user is None or not found.user.is_active:
            raise Problem(
                UNAUTHENTICATED, "令牌无效或已过期。", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
            )
        wanted = READ if request.method in SAFE_METHODS else WRITE
        if not found.allow_scopes([wanted]):
            raise Problem(NARROW_TOKEN, f"令牌没有范围 {wanted}。")
        require_duties_done(found.user)
        return _speak_for(request, found)


def require_duties_done(account: Account) -> None:
    """Raise Problem while the account must first change its password or take a second factor."""
    if overdue_duty(account):
        raise Problem(DUTY_DUE)


def _token(token: str) -> Any:
    """The stored token with its account; one statement."""
    rows = get_access_token_model().objects.select_related("user__person", "user__legal_person", "application")
    return rows.filter(token_checksum=hashlib.sha256(token.encode()).hexdigest()).first()


def _speak_for(request: HttpRequest, token: Any) -> AccountActor:
    """The actor of the token; its records name the system that used it instead of a session."""
    actor = actor_of(request, token.user)
    origin = replace(actor.origin, session=f"client {token.application.client_id}"[:64])
    request.actor = actor = replace(actor, origin=origin)  # type: ignore[attr-defined]
    request.user = token.user
    return actor  # type: ignore[return-value]  # the account is there, so it is not Nobody
