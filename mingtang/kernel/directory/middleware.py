"""Puts the actor on every request, ends sessions that have been idle too long, and sends people to overdue duties."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mingtang.kernel.directory.models import Account, SignIn
from mingtang.kernel.directory.queries import how_session_ended
from mingtang.kernel.directory.sign_in import CREDENTIAL, actor_of, close_session, overdue_duty, session_of

SEEN = "seen"
STEP = timedelta(minutes=1)
"""How exactly the last activity is kept: one write a minute, not one a request."""

UNATTENDED = ("/live/",)
"""What an open page asks for by itself: not a sign that somebody is there."""

ALWAYS_OPEN = {"change_password", "second_factor", "sign_out", "healthz", "readyz", "metrics"}
"""Pages that nobody's overdue duty closes."""


class WhoIsActing:
    """Sets `request.actor`; whoever reads it pays one or two statements, whoever does not pays none.

    When the session of the request has just ended, or was ended from elsewhere, `request.expired` says how and
    `request.expired_account` whose it was; the sign-in page asks for them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if session_of(request):
            self._touch(request)
        elif request.session.is_empty():
            self._explain(request)
        request.actor = SimpleLazyObject(lambda: actor_of(request, request.user))  # type: ignore[attr-defined]
        return self.get_response(request)

    def _touch(self, request: HttpRequest) -> None:
        """End the session when it was idle too long, else remember that it is in use."""
        now = timezone.now()
        seen = request.session.get(SEEN, 0)
        idle = timedelta(seconds=now.timestamp() - seen) if seen else timedelta()
        if idle > timedelta(minutes=settings.IDLE_MINUTES):
            request.expired, request.expired_account = SignIn.Ending.IDLE.value, request.user.pk  # type: ignore[attr-defined]
            close_session(request, SignIn.Ending.IDLE)
        elif not seen or (idle > STEP and not request.path.startswith(UNATTENDED)):
            request.session[SEEN] = int(now.timestamp())
            SignIn.objects.filter(session_key=request.session.session_key, ended_at=None).update(seen_at=now)

    def _explain(self, request: HttpRequest) -> None:
        """A session that is gone from the database was ended from elsewhere; asked once, since its cookie goes too."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key and (ended := how_session_ended(key)):
            request.expired, request.expired_account = ended.ending, ended.account_id  # type: ignore[attr-defined]


class DutiesFirst:
    """Whoever must change the password, or take a second factor, does that before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in ALWAYS_OPEN or match.namespace == "ui" or not session_of(request):
            return None
        shown = request.session.get(CREDENTIAL, "")
        duty = overdue_duty(request.user, credential=shown) if isinstance(request.user, Account) else ""
        if duty and request.path.startswith("/api/"):
            raise PermissionDenied("请先在网页上修改口令或绑定动态口令。")
        return redirect(duty) if duty else None
