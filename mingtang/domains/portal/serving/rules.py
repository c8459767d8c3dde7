"""Which requests ask for a page that may be kept, and which answers are. Pure decisions on what HTTP says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from mingtang.ui.reading import COOKIE, reading_from_cookie

Headers = Iterable[tuple[bytes, bytes]]

KEPT_VIEWS = frozenset({"home", "site_home", "site_page", "site_feed", "column_feed", "site_map", "site_page_map"})
"""Names of addresses whose answers are the same for everybody. All others pass by."""

_SITE_PATH = re.compile(r"/sites/([-\w]{1,40})/", re.ASCII)
_COUNTS = {"page": re.compile(r"[1-9]|[1-4]\d"), "year": re.compile(r"20[0-4]\d|older"), "print": re.compile("")}
"""What of a query decides how a page looks, with the values that are kept; what is typed is not, for it has no bound."""

_LINK = re.compile(rb'href="(/sites/[^"?#]+/)"')

_PERSONAL = (b"set-cookie", b"www-authenticate", b"content-encoding")
OWN_TO_ONE_ANSWER = frozenset({b"x-request-id", b"age", b"warning", b"date", b"content-length"})
"""Headers in which a kept answer may differ from a fresh one."""


@dataclass(frozen=True)
class Asked:
    """What decides how a public page looks: `scheme` and `host` as its addresses will say, path, query, reading settings."""

    scheme: str
    host: str
    path: str
    query: str = ""
    reading: str = ""

    @property
    def site(self) -> str:
        """The key of the site; empty for `/`, where the host decides."""
        found = _SITE_PATH.match(self.path)
        return found[1] if found else ""

    @property
    def is_home(self) -> bool:
        """Whether this is the home page of a site as it is for readers without settings."""
        return not self.query and not self.reading and (self.path == "/" or bool(_SITE_PATH.fullmatch(self.path)))

    def at(self, path: str) -> "Asked":
        """Another page of the same host, for readers without settings."""
        return Asked(self.scheme, self.host, path)


@dataclass(frozen=True)
class Request:
    """A request for a public page. Unless it is `common`, who asks or what is typed matters, and its answer is not kept."""

    asked: Asked
    common: bool


def read_request(
    scope: Mapping[str, object], *, session_cookie: str = "sessionid", behind_proxy: bool = False
) -> Request | None:
    """What an HTTP scope of ASGI asks for; None when it is no public page of a site."""
    path = str(scope["path"])
    if scope["method"] not in {"GET", "HEAD"} or not (path == "/" or _SITE_PATH.match(path)):
        return None
    headers: dict[bytes, bytes] = dict(scope["headers"])  # type: ignore[call-overload]
    cookies = _cookies(headers.get(b"cookie", b"").decode("latin-1"))
    query, understood = _counted(bytes(scope["query_string"]).decode("latin-1"))  # type: ignore[call-overload]
    scheme = headers.get(b"x-forwarded-proto", b"").decode("latin-1") if behind_proxy else ""
    asked = Asked(
        scheme=scheme or str(scope.get("scheme", "http")),
        host=headers.get(b"host", b"").decode("latin-1").lower(),
        path=path,
        query=query,
        reading=reading_from_cookie(cookies[COOKIE]).cookie if COOKIE in cookies else "",
    )
    anonymous = session_cookie not in cookies and not {b"authorization", b"hx-request", b"range"} & headers.keys()
    return Request(asked, common=anonymous and understood)


def _cookies(text: str) -> dict[str, str]:
    """Values by name; nothing when they cannot be read."""
    try:
        return {name: each.value for name, each in SimpleCookie(text).items()} if text else {}
    except CookieError:
        return {}


def _counted(text: str) -> tuple[str, bool]:
    """The part of a query that counts, in one order, and whether that is all of it."""
    pairs = parse_qsl(text, keep_blank_values=True)
    counted = {name: value for name, value in pairs if name in _COUNTS and _COUNTS[name].fullmatch(value)}
    return urlencode(sorted(counted.items())), len(counted) == len(pairs) and (bool(pairs) or not text)


def linked(page: bytes) -> list[str]:
    """Paths of public pages that a page leads to, each once, in their order."""
    return list(dict.fromkeys(unescape(path.decode()) for path in _LINK.findall(page)))


def purified(headers: Headers, reading: str) -> list[tuple[bytes, bytes]]:
    """The headers of a request without anything that belongs to one person: what is made of them is for everybody."""
    kept = [(name, value) for name, value in headers if name in {b"host", b"x-forwarded-proto"}]
    return [*kept, (b"cookie", f"{COOKIE}={reading}".encode())] if reading else kept


def has_failed(status: int, headers: Headers) -> bool:
    """Whether the node could not answer. A 503 that does not say when to come again is what a suspended site says of itself."""
    return status >= 500 and (status != 503 or any(name.lower() == b"retry-after" for name, _ in headers))


def may_be_kept(status: int, headers: Headers) -> bool:
    """Whether an answer to a purified request is the same for everybody, as far as it says itself."""
    if status != 200:
        return False
    named = {name.lower(): value.lower() for name, value in headers}
    control = named.get(b"cache-control", b"")
    return not any(name in named for name in _PERSONAL) and not (b"no-store" in control or b"private" in control)
