"""What the worker does about names that are to be proved: it asks their servers, several at a time (RFC 8555 8.3)."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.conf import settings
from django.utils import timezone

from mingtang.kernel.acme.actions.checks import ask_again_later, settle, take_due
from mingtang.kernel.acme.models import Authorization
from mingtang.kernel.acme.rules import Fault, Problem, is_covered
from mingtang.lib.fetching import BadAnswer, Bounds, Forbidden, Unreachable, Whom, fetch

BOUNDS = Bounds(seconds=10, most_bytes=1024, redirects=3)
_HTTP = 80
_PORTS = {_HTTP, 443}


def check_due_names() -> int:
    """Ask the servers of the names that are due and write what came of it; returns how many were asked."""
    taken = take_due()
    if not taken:
        return 0
    with ThreadPoolExecutor(len(taken)) as threads:  # they touch no database
        outcomes = list(threads.map(_asked, taken))
    for authorization, (problem, may_change) in zip(taken, outcomes, strict=True):
        if not (problem and may_change and ask_again_later(authorization, timezone.now())):
            settle(authorization, problem)
    return len(taken)


def _asked(authorization: Authorization) -> tuple[Problem | None, bool]:
    """What is wrong with the answer of the server, if anything is, and whether a later one may be better."""
    try:
        body = fetch(address_of(authorization), whom_to_ask(authorization), BOUNDS)
    except Forbidden as fault:
        return Problem(Fault.UNAUTHORIZED, f"{fault}。"), False
    except Unreachable as fault:
        return Problem(Fault.CONNECTION, f"{fault}。"), True
    except BadAnswer as fault:
        return Problem(Fault.INCORRECT, f"{fault}。"), True
    if body.strip() == authorization.answer.encode("ascii"):
        return None, False
    return Problem(Fault.INCORRECT, "服务器返回的内容不是本次验证的应答。"), True


def address_of(authorization: Authorization) -> str:
    """Where the answer is to be found: at port 80, unless a test says otherwise."""
    port = "" if settings.ACME_PORT == _HTTP else f":{settings.ACME_PORT}"
    return f"http://{authorization.identifier.host}{port}{authorization.path}"


def whom_to_ask(authorization: Authorization) -> Whom:
    """Public addresses and the networks of the settings; names that the account may ask for, so also on redirects."""
    ports = _PORTS if settings.ACME_PORT in _PORTS else {settings.ACME_PORT}
    return Whom(settings.ACME_NETWORKS, frozenset(ports), partial(_may_ask, authorization))


def _may_ask(authorization: Authorization, host: str) -> bool:
    return authorization.order.account.may_ask_for(host) and is_covered(settings.ACME_DOMAINS, host)
