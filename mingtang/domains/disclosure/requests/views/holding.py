"""Which request a stranger holds the code of, as his session remembers it."""

from typing import Any

from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.queries.requests import request_with_code

_KEY = "disclosure_receipt"


def hold(request: Any, held: DisclosureRequest) -> None:
    """Remember a request whose code and password were shown, or typed."""
    request.session[_KEY] = [held.query_code, held.secret]


def request_held(request: Any) -> DisclosureRequest | None:
    """The request that the session remembers, if its password still is right."""
    return request_with_code(*request.session.get(_KEY, ["", ""]))
