"""Puts the actor on every request and ends sessions that have been idle too long."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mingtang.kernel.directory.models import SignIn
from mingtang.kernel.directory.sign_in import actor_of, close_session, session_of

SEEN = "seen"
STEP = timedelta(minutes=1)
"""How exactly the last activity is kept: one write a minute, not one a request."""


class WhoIsActing:
    """Sets `request.actor`; whoever reads it pays one or two statements, whoever does not pays none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if session_of(request):
            self._touch(request)
        request.actor = SimpleLazyObject(lambda: actor_of(request, request.user))  # type: ignore[attr-defined]
        return self.get_response(request)

    def _touch(self, request: HttpRequest) -> None:
        """End the session when it was idle too long, else remember that it is in use."""
        now = timezone.now()
        seen = request.session.get(SEEN, 0)
        idle = timedelta(seconds=now.timestamp() - seen) if seen else timedelta()
        if idle > timedelta(minutes=settings.IDLE_MINUTES):
            close_session(request, SignIn.Ending.IDLE)
            request.expired = True  # type: ignore[attr-defined]  # the sign-in page says why
        elif not seen or idle > STEP:
            request.session[SEEN] = int(now.timestamp())
            SignIn.objects.filter(session_key=request.session.session_key, ended_at=None).update(seen_at=now)
