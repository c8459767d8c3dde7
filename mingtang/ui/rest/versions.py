"""Against lost updates: an answer names its version, a change says which version it has seen.

Source: RFC 9110, sections 8.8.3 and 13.1.1; RFC 6585, section 3.
"""

from django.http import HttpRequest, HttpResponse

from mingtang.ui.rest.problems import STALE, VERSION_NEEDED, Problem


def tell_version(response: HttpResponse, version: str) -> None:
    """Put the version on the answer as a strong ETag."""
    response.headers["ETag"] = f'"{version}"'


def seen_version(request: HttpRequest, current: str) -> str:
    """The version that If-Match names. Raises Problem 428 without one, 412 when it is not `current`; `*` is any."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Problem(VERSION_NEEDED)
    seen = {part.strip() for part in given.split(",")}
    if "*" not in seen and f'"{current}"' not in seen:
        raise Problem(STALE)
    return current
