"""Challenges of certificate sign-in: made for one browser, good for two minutes, and for one signature (trust.md 9)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from mingtang.kernel.trust.models import Challenge
from mingtang.lib.digests import sm3_hex

PURPOSE = "目的：登录"
"""The first line says what a signature is for, so that one for signing in never counts as an opinion, nor the reverse."""
LIFE = timedelta(minutes=2)
KEPT = timedelta(days=1)
_FRESH = timedelta(minutes=1)
_IN_SESSION = "certificate_challenge"


@dataclass(frozen=True, slots=True)
class Asked:
    """A challenge as its browser knows it: 32 random bytes in hexadecimal, for which site, made when."""

    nonce: str
    origin: str
    made_at: datetime

    @property
    def text(self) -> str:
        """What is to be signed, as UTF-8, byte for byte."""
        moment = timezone.localtime(self.made_at).isoformat(timespec="seconds")
        return f"{PURPOSE}\n网站：{self.origin}\n时间：{moment}\n随机数：{self.nonce}\n"

    @property
    def digest(self) -> str:
        return sm3_hex(bytes.fromhex(self.nonce))


def challenge_for(request: HttpRequest) -> Asked:
    """A challenge that this browser has at least a minute to sign: the one it was shown already, or a new one."""
    shown = asked_of(request)
    return shown if shown and timezone.now() - shown.made_at < _FRESH else _made(request)


def asked_of(request: HttpRequest) -> Asked | None:
    """The challenge that this browser was shown last and has not used."""
    kept = request.session.get(_IN_SESSION)
    return Asked(kept["nonce"], kept["origin"], datetime.fromisoformat(kept["made_at"])) if kept else None


def take_challenge(request: HttpRequest) -> Asked | None:
    """The challenge of this browser, used up by this; None when it has none, or it is too old or used already.

    One statement decides, so that of two requests with one challenge only one gets it.
    """
    asked = asked_of(request)
    request.session.pop(_IN_SESSION, None)
    if asked is None:
        return None
    now = timezone.now()
    open_ = Challenge.objects.filter(digest=asked.digest, used_at=None, made_at__gt=now - LIFE)
    return asked if open_.update(used_at=now) else None


def forget_challenges() -> int:
    """Delete challenges of yesterday and before; returns how many."""
    deleted, _ = Challenge.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    return deleted


def _made(request: HttpRequest) -> Asked:
    now = timezone.now().replace(microsecond=0)
    asked = Asked(secrets.token_hex(32), f"{request.scheme}://{request.get_host()}"[:200], now)
    Challenge.objects.create(digest=asked.digest, origin=asked.origin, made_at=now)
    request.session[_IN_SESSION] = {"nonce": asked.nonce, "origin": asked.origin, "made_at": now.isoformat()}
    return asked
