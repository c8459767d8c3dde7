"""The ways to sign in, each a page of its own. Other apps add theirs in config/wiring.py; tabs lead from one to the next."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.directory.models import Account


@dataclass(frozen=True)
class Door:
    """One way to sign in: the name of its page, what its tab says, and whose accounts (`Account.Kind`) come in by it."""

    url_name: str
    label: Any
    icon: str
    order: int
    kinds: frozenset[str]


PUBLIC = Door("sign_in", _("公众登录"), "user", 10, frozenset({Account.Kind.CITIZEN, Account.Kind.LEGAL}))
OFFICIAL = Door("sign_in_official", _("口令登录"), "lock", 30, frozenset({Account.Kind.OFFICIAL}))
_doors = {door.url_name: door for door in (PUBLIC, OFFICIAL)}


def register_door(door: Door) -> None:
    """Add a way to sign in. Raises ValueError when another one has its page."""
    if _doors.setdefault(door.url_name, door) != door:
        raise ValueError(f"the door {door.url_name} is registered twice")


def sign_in_ways(here: str, target: str) -> list[dict[str, Any]]:
    """The tabs above a sign-in form, for the component `login`: `here` is the page they stand on, `target` where one
    wants to go afterwards. A citizen's way does not lead to the workbench.
    """
    return [
        {"label": door.label, "icon": door.icon, "url": _way(door, target), "current": door.url_name == here}
        for door in sorted(_doors.values(), key=lambda door: door.order)
    ]


def onward(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is on this site; else empty."""
    wish = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wish if safe else ""


def is_of_officials(address: str) -> bool:
    """Whether an address belongs to the workbench."""
    return address.startswith(reverse("workbench"))


def _way(door: Door, target: str) -> str:
    leads_there = target and (Account.Kind.OFFICIAL in door.kinds or not is_of_officials(target))
    return f"{reverse(door.url_name)}?{urlencode({'next': target})}" if leads_there else reverse(door.url_name)
